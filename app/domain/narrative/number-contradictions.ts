import { REQUESTS } from "../form/requests";
import { REVIEW_LITIGATION } from "../form/review-litigation";
import type {
  Alternative,
  ChangeClaim,
  Claim,
  ComparedValue,
  Contradiction,
  SectionUnderCheck,
  ShareClaim,
} from "./claim";
import { describeNearestCell, describeNearestShare, formatPointsApart, roundsTo } from "./nearest";
import {
  caseCells,
  groupTotal,
  HANDLED_TOTAL,
  NEW,
  type Reading,
  readingCellsOf,
  readingValueOf,
  RECEIVED,
  subtractReadings,
  type Tables,
} from "./readings";

/** Readings with what they come to; those that cannot be known are left out. */
export function evaluateReadings(readings: readonly Reading[], tables: Tables): ComparedValue[] {
  return readings.flatMap((reading) => {
    const value = readingValueOf(reading, tables);
    return value === null
      ? []
      : { words: reading.words, cells: readingCellsOf(reading, tables), value };
  });
}

/** Readings in words: “予以公开＋部分公开”为275. */
function formatCompared(compared: readonly ComparedValue[]): string {
  return compared
    .filter((one, index) => compared.findIndex(({ value }) => value === one.value) === index)
    .slice(0, 2)
    .map(({ words, value }) => `“${words}”为${value}`)
    .join("，");
}

/** The figure that a contradiction is about, with its sentence. */
export function quoteMention({ mention, sentence }: Pick<Claim, "mention" | "sentence">) {
  return {
    sentence: sentence.text.trim(),
    quoted: mention.quoted,
    start: mention.start,
    end: mention.end,
    stated: mention.value,
  };
}

/** Counts that fit none of their readings; a claim none of whose readings can be known contradicts nothing. */
export function findCountContradictions({ claims, tables }: SectionUnderCheck): Contradiction[] {
  return claims.counts.flatMap((claim) => {
    const { mention } = claim;
    const compared = evaluateReadings(claim.readings, tables);
    if (compared.length === 0 || compared.some(({ value }) => value === mention.value)) return [];
    return {
      kind: "count" as const,
      section: claims.section,
      ...quoteMention(claim),
      compared,
      nearest: describeNearestCell(mention.value, tables),
      message: `文字写${mention.quoted}件，表中${formatCompared(compared)}`,
      topic: claim.topic,
    };
  });
}

const LINES = REVIEW_LITIGATION.lines.map(({ code }) => code);
const CASES = [[...LINES], ...LINES.map((code) => [code]), LINES.slice(1)];
const CASE_WHOLES = CASES.flatMap((lines) => [
  caseCells(lines),
  subtractReadings(caseCells(lines), caseCells(lines, "pending")),
]);
const GROUP_WHOLES = REQUESTS.groups
  .map(({ code }) => groupTotal(code))
  .filter(({ plus }) => plus.length > 0);
const REQUEST_WHOLES = [HANDLED_TOTAL, NEW, RECEIVED];

const isPartOf = (part: Reading, whole: Reading): boolean =>
  part.plus.length > 0 && part.plus.every((cell) => whole.plus.includes(cell));

function wholesOf(share: ShareClaim): Reading[] {
  if (share.ofCases) return [...CASE_WHOLES, ...REQUEST_WHOLES];
  const parents = GROUP_WHOLES.filter((whole) =>
    share.readings.some((part) => isPartOf(part, whole)),
  );
  return [...REQUEST_WHOLES, ...parents];
}

function partsOf(share: ShareClaim, tables: Tables): ComparedValue[] {
  if (share.completion) return evaluateReadings([HANDLED_TOTAL], tables);
  const stated =
    share.stated === null ? [] : [{ words: "文字所写", cells: [], value: share.stated }];
  return [...stated, ...evaluateReadings(share.readings, tables)];
}

/** Percentages that are no ratio of anything they could mean, as rounded. */
export function findShareContradictions({ claims, tables }: SectionUnderCheck): Contradiction[] {
  const { section, shares, counts } = claims;
  return shares.flatMap((share) => {
    const { mention, sentence } = share;
    const parts = partsOf(share, tables);
    const stated = counts
      .filter((claim) => claim.kind === "stage" && claim.sentence.paragraph === sentence.paragraph)
      .map(({ mention: { value } }) => ({ words: "文字所写总数", cells: [], value }));
    const known = evaluateReadings(wholesOf(share), tables).filter(({ value }) => value > 0);
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
      ...quoteMention(share),
      quoted: `${mention.quoted}%`,
      end: mention.after,
      compared: [...parts, ...known.slice(0, 3)],
      alternatives,
      nearest: describeNearestShare(mention.value, mention.decimals, tables, share.ofCases),
      message: `文字写${mention.quoted}%，按表计算${divided.join("，")}${formatPointsApart(mention.value, alternatives[0]?.value)}`,
      topic: `share.${share.readings[0]?.words ?? "completion"}`,
    };
  });
}

interface YearPair {
  readonly words: string;
  readonly cells: readonly string[];
  readonly now: number;
  readonly last: number;
}

/**
 * This year's and last year's value of every reading; only that of the stated figure where one fits it. A
 * stated figure that none fits is asked about by itself, so the change may go by the table as well.
 */
function pairsOf(change: ChangeClaim, tables: Tables, lastYear: Tables): YearPair[] {
  const pairs = change.readings.flatMap((reading) => {
    const now = readingValueOf(reading, tables);
    const last = readingValueOf(reading, lastYear);
    return now === null || last === null
      ? []
      : { words: reading.words, cells: readingCellsOf(reading, tables), now, last };
  });
  if (change.stated === null) return pairs;
  const meant = pairs.filter(({ now }) => now === change.stated);
  return meant.length > 0
    ? meant
    : [...pairs.map((pair) => ({ ...pair, now: change.stated ?? pair.now })), ...pairs];
}

function isBorneOut({ mention, rise }: ChangeClaim, { now, last }: YearPair): boolean {
  const difference = rise ? now - last : last - now;
  if (mention.unit === "count") return difference === mention.value;
  return last > 0 && roundsTo(difference / last, mention.value, mention.decimals);
}

/** The change of a reading as the sentence would put it: in cases or as a percentage, a fall of a fall above 0. */
function alternativeTo({ mention, rise }: ChangeClaim, { now, last }: YearPair): Alternative[] {
  const value = rise ? now - last : last - now;
  if (mention.unit === "count") return [{ value, unit: "count" }];
  return last > 0 ? [{ value: Number(((100 * value) / last).toFixed(2)), unit: "percent" }] : [];
}

/** Changes on last year that no reading bears out; none where last year's report is not loaded. */
export function findChangeContradictions({
  claims,
  tables,
  lastYear,
}: SectionUnderCheck): Contradiction[] {
  if (!lastYear) return [];
  return claims.changes.flatMap((change) => {
    const pairs = pairsOf(change, tables, lastYear);
    const [first] = pairs;
    if (!first || pairs.some((pair) => isBorneOut(change, pair))) return [];
    const { mention, rise } = change;
    const unit = mention.unit === "count" ? "件" : "%";
    const rate =
      first.last > 0 ? `，变化${(((first.now - first.last) / first.last) * 100).toFixed(2)}%` : "";
    const alternatives = pairs.flatMap((pair) => alternativeTo(change, pair));
    const apart =
      mention.unit === "percent" ? formatPointsApart(mention.value, alternatives[0]?.value) : "";
    return {
      kind: "change" as const,
      section: claims.section,
      ...quoteMention(change),
      compared: pairs.flatMap(({ words, cells, now, last }) => [
        { words, cells, value: now },
        { words: `上年${words}`, cells, value: last },
      ]),
      alternatives,
      nearest: null,
      message: `文字写比上年${rise ? "增加" : "减少"}${mention.quoted}${unit}，“${first.words}”上年为${first.last}、本年为${first.now}${rate}${apart}`,
      topic: `change.${first.words}`,
    };
  });
}
