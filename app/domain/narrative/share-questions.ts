import { REQUESTS } from "../form/requests";
import { REVIEW_LITIGATION } from "../form/review-litigation";
import type { Compared, Question, SectionClaims, ShareClaim } from "./claim";
import { comparedWith } from "./count-questions";
import { nearestShare } from "./nearest";
import { pointsApart, roundsTo } from "./rounding";
import {
  HANDLED_TOTAL,
  NEW,
  RECEIVED,
  cases,
  group,
  less,
  type Reading,
  type Tables,
} from "./reading";

const LINES = REVIEW_LITIGATION.lines.map(({ code }) => code);
const CASES = [[...LINES], ...LINES.map((code) => [code]), LINES.slice(1)];
const CASE_WHOLES = CASES.flatMap((lines) => [
  cases(lines),
  less(cases(lines), cases(lines, "pending")),
]);
const GROUP_WHOLES = REQUESTS.groups
  .map(({ code }) => group(code))
  .filter(({ plus }) => plus.length > 0);
const REQUEST_WHOLES = [HANDLED_TOTAL, NEW, RECEIVED];

const within = (part: Reading, whole: Reading): boolean =>
  part.plus.length > 0 && part.plus.every((cell) => whole.plus.includes(cell));

function wholesOf(share: ShareClaim): Reading[] {
  if (share.ofCases) return [...CASE_WHOLES, ...REQUEST_WHOLES];
  const parents = GROUP_WHOLES.filter((whole) =>
    share.readings.some((part) => within(part, whole)),
  );
  return [...REQUEST_WHOLES, ...parents];
}

function partsOf(share: ShareClaim, tables: Tables): Compared[] {
  if (share.completion) return comparedWith([HANDLED_TOTAL], tables);
  const stated =
    share.stated === null ? [] : [{ words: "文字所写", cells: [], value: share.stated }];
  return [...stated, ...comparedWith(share.readings, tables)];
}

/** Percentages that are no ratio of anything they could mean, as rounded. */
export function shareQuestions(
  { section, shares, counts }: SectionClaims,
  tables: Tables,
): Question[] {
  return shares.flatMap((share) => {
    const { mention, sentence } = share;
    const parts = partsOf(share, tables);
    const stated = counts
      .filter((claim) => claim.kind === "stage" && claim.sentence.paragraph === sentence.paragraph)
      .map(({ mention: { value } }) => ({ words: "文字所写总数", cells: [], value }));
    const known = comparedWith(wholesOf(share), tables).filter(({ value }) => value > 0);
    const wholes = [...known, ...stated.filter(({ value }) => value > 0)];
    if (parts.length === 0 || known.length === 0) return [];
    const ratios = parts.flatMap((part) =>
      wholes.map((whole) => ({ part, whole, share: part.value / whole.value })),
    );
    if (ratios.some((ratio) => roundsTo(ratio.share, mention.value, mention.decimals))) return [];
    const whole = known[0]?.value ?? 1;
    const tried = [...new Set(parts.slice(0, 2).map(({ value }) => value))];
    const percent = (value: number): string =>
      ((100 * value) / whole).toFixed(Math.max(mention.decimals, 1));
    const divided = tried.map((value) => `${value}/${whole}＝${percent(value)}%`);
    const alternatives = tried.map((value) => ({
      value: Number(percent(value)),
      unit: "percent" as const,
    }));
    return {
      kind: "percentage" as const,
      section,
      sentence: sentence.text.trim(),
      quoted: `${mention.quoted}%`,
      start: mention.start,
      end: mention.after,
      stated: mention.value,
      compared: [...parts, ...known.slice(0, 3)],
      alternatives,
      nearest: nearestShare(mention.value, mention.decimals, tables, share.ofCases),
      message: `文字写${mention.quoted}%，按表计算${divided.join("，")}${pointsApart(mention.value, alternatives[0]?.value)}`,
      topic: `share.${share.readings[0]?.words ?? "completion"}`,
    };
  });
}
