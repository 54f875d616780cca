import type { CheckedReport } from "../report/checked-report";
import { isElsewhere } from "./claims";
import {
  DECISIONS,
  DECLARED_QUANTITIES,
  type DeclaredQuantity,
  STATED_UNITS,
  type StatedUnit,
} from "./declared-quantities";
import { parseFigure, type Sentence, sentencesOf } from "./sentences";

/** A figure of the narrative that counts a declared quantity, or several together. */
export interface DeclaredClaim {
  readonly quantities: readonly DeclaredQuantity[];
  /** In the unit of the cell, and half a unit of its last digit. */
  readonly value: number;
  readonly tolerance: number;
  readonly quoted: string;
  readonly unit: StatedUnit;
  /** Offsets of the figure in the section's text. */
  readonly start: number;
  readonly end: number;
  /** Whose figure its clause says it is, such as 全区; empty where it does not say. */
  readonly scopeWords: string;
  readonly sentence: Sentence;
}

const UNIT_WORDS = Object.keys(STATED_UNITS)
  .sort((a, b) => b.length - a.length)
  .join("|");
const FIGURE = new RegExp(
  `((?:[\\d０-９]{1,3}(?:,[\\d０-９]{3})+|[\\d０-９]+)(?:[.．][\\d０-９]+)?)\\s*(${UNIT_WORDS})`,
  "g",
);

/** Words that leave a clause about the whole of the year and the body. */
const FILLERS = new RegExp(
  "20\\d\\d年度?|(?:全|本|今|当)年度?|年内|一年来|" +
    "(?:全|我|本)(?:省|市|区|县|州|旗|镇|乡|街道|局|委|厅|办|机关|单位|部门|系统)|" +
    "^其中(?=[本全]年)|各(?:级|部门|单位)+|[一二三四五六七八九十]是|依法|目前|现有|总共|共计|合计|累计|总计|共|已|新(?!闻)|\\s",
  "g",
);
const SCOPE_WORDS = /(?:全|我|本)(?:省|市|区|县|州|旗|镇|乡|街道|局|委|厅|办|机关|单位|部门|系统)/;
const LEADING_SEPARATORS = /^[、和及与并]+/;
const CONNECTION =
  "(?:的)?(?:数量|总数|总量|数|量)?(?:总共|共计|合计|累计|总计|共|为|是|有|达到?|了)*[：:]?\\s*";
/** Words that make a figure a part, an estimate, another year's or a number of notices, not of acts. */
const PART =
  /(?:其中(?!(?:本|全)年度?新?(?:制发|制定|印发|出台)的?\d*$)|包括|包含|含)[^。；]*$|(?:去年|上年|上一年|往年|上半年|下半年|季度|月份?)[^，。；]*$|(?:近|约|超|超过|逾)$/;
const PUBLICITY = /公开|公示|公布|发布|归集|推送|上网|录入|栏目|信息|目录|清单/;
const INEXACT_AFTER = /^(?:余|多|左右|以上|以下|信息|事项|次)/;
const BOUNDARY = /[，；。（）()]|[：:](?!\s*[\d０-９])|,(?!\d{3})|;/g;

interface Figure {
  readonly value: number;
  readonly decimals: number;
  readonly quoted: string;
  readonly unit: StatedUnit;
  readonly start: number;
  readonly end: number;
  readonly after: number;
}

const isStatedUnit = (unit: string): unit is StatedUnit => unit in STATED_UNITS;

function figuresIn(text: string): Figure[] {
  return [...text.matchAll(FIGURE)].flatMap((match) => {
    const [whole, quoted = "", unit = ""] = match;
    const figure = parseFigure(quoted);
    if (!figure || !isStatedUnit(unit)) return [];
    const start = match.index;
    return {
      ...figure,
      quoted,
      unit,
      start,
      end: start + quoted.length,
      after: start + whole.length,
    };
  });
}

/** The offset after the last mark that closes a clause. */
function lastBoundary(text: string): number {
  const last = [...text.matchAll(BOUNDARY)].at(-1);
  return last ? last.index + last[0].length : 0;
}

/** Patterns of a quantity named before its figure, and around it: 作出36件行政处罚决定. */
const PATTERNS = DECLARED_QUANTITIES.map((quantity) => {
  const { verbs, subject, bare } = quantity;
  const verb = bare ? `(?:${verbs})*` : `(?:${verbs})`;
  return {
    quantity,
    before: new RegExp(
      `^(?:${verb}的?${subject}|${subject}${bare ? "" : `(?:${verbs})`})${CONNECTION}$`,
    ),
    verbBefore: new RegExp(`^(?:${verbs})的?${CONNECTION}$`),
    subjectAfter: new RegExp(`^的?${subject}(?=[，。；、：:（）()均全]|$)`),
  };
});

const NAMES = DECISIONS.map(({ subject }) => subject).join("|");
/** 行政许可、行政处罚决定: several powers before one figure, or before as many with 分别. */
const LISTED = new RegExp(
  `^(?:作出|做出|办理|办结|实施)*((?:${NAMES})(?:[、和及与](?:${NAMES}))+)${CONNECTION}$`,
);

function listedIn(words: string): DeclaredQuantity[] {
  const names = LISTED.exec(words)?.[1];
  if (names === undefined) return [];
  return DECISIONS.map((quantity) => ({
    quantity,
    at: names.search(new RegExp(quantity.subject)),
  }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)
    .map(({ quantity }) => quantity);
}

interface ClaimContext {
  readonly report: CheckedReport;
  readonly sentence: Sentence;
  readonly figures: readonly Figure[];
}

/** How a text may name the body, the longest first: a whole jurisdiction by its place too. */
function namesOf({ body, scope }: CheckedReport): string[] {
  if (scope !== "jurisdiction") return [body];
  const place = body.replace(/(?:人民政府|管理委员会|管委会)(?:办公[室厅])?$/, "");
  const last = /(?:^|[省市州])([^省市州]{2,10}[市区县旗])$/.exec(place)?.[1];
  return [body, place, ...(last ? [last] : [])].filter((name) => name.length >= 2);
}

/** The words of a clause without those that leave it about the whole. */
function removeFillers(words: string, report: CheckedReport): string {
  const unnamed = namesOf(report).reduce((rest, name) => rest.replaceAll(name, ""), words);
  return unnamed.replace(FILLERS, "").replace(LEADING_SEPARATORS, "");
}

/** The words between the figure before, or the start of the clause, and a figure. */
function leadOf({ sentence, figures }: ClaimContext, index: number): string {
  const start = figures[index]?.start ?? 0;
  const boundary = lastBoundary(sentence.text.slice(0, start));
  return sentence.text.slice(Math.max(boundary, figures[index - 1]?.after ?? 0), start);
}

/** Whether a figure of acts stands in a sentence that speaks of notices of them and goes on in no list of acts. */
function isOfNotices(
  quantity: DeclaredQuantity,
  before: string,
  lead: string,
  last: DeclaredQuantity | undefined,
): boolean {
  if (quantity.readings.length === 0 || !PUBLICITY.test(before)) return false;
  if (last && /^[、和及]/.test(lead)) return false;
  // 公开行政处罚决定书63份，行政许可决定书30份: what goes on in a list of notices is one.
  if (!last && /[\d０-９]/.test(before.replace(/20\d\d年/g, "")))
    return !new RegExp(quantity.verbs).test(lead);
  return !new RegExp(`(?:${quantity.verbs})|决定`).test(lead);
}

/** 行政许可、行政处罚分别为3件、5件: a quantity for each of the figures in turn. */
function distribute({ report, sentence, figures }: ClaimContext): Map<Figure, DeclaredQuantity> {
  const given = new Map<Figure, DeclaredQuantity>();
  const at = sentence.text.indexOf("分别");
  if (at < 0) return given;
  const lead = sentence.text.slice(0, at);
  const listed = listedIn(removeFillers(lead.slice(lastBoundary(lead)), report));
  const row = figures.filter(({ start }) => start > at).slice(0, listed.length);
  const isInTurn = row.every(
    ({ start }, index) => index === 0 || start - (row[index - 1]?.after ?? 0) <= 1,
  );
  if (listed.length < 2 || row.length !== listed.length || !isInTurn) return given;
  row.forEach((figure, index) => {
    const quantity = listed[index];
    if (quantity) given.set(figure, quantity);
  });
  return given;
}

/** What a figure counts by the words before and after it; `last` is what was counted before it. */
function quantitiesOf(
  context: ClaimContext,
  index: number,
  last: DeclaredQuantity | undefined,
): readonly DeclaredQuantity[] {
  const { report, sentence, figures } = context;
  const figure = figures[index];
  if (!figure) return [];
  const before = sentence.text.slice(0, figure.start);
  const tail = sentence.text.slice(figure.after);
  const lead = leadOf(context, index);
  if (PART.test(before) || INEXACT_AFTER.test(tail) || isElsewhere(before, report)) return [];
  const words = removeFillers(lead, report);
  const found = PATTERNS.filter(
    ({ quantity, before: named, verbBefore, subjectAfter }) =>
      quantity.units.includes(figure.unit) &&
      !isOfNotices(quantity, before, lead, last) &&
      (named.test(words) ||
        (verbBefore.test(words) &&
          (subjectAfter.test(tail) || last?.subject === quantity.subject))),
  ).map(({ quantity }) => quantity);
  if (found.length > 0) return found.length === 1 ? found : [];
  const listed = listedIn(words);
  return listed.some((quantity) => isOfNotices(quantity, before, lead, last)) ? [] : listed;
}

/** The figures of a text that count a declared quantity of the report's year and body, in order. */
export function declaredClaimsIn(text: string, report: CheckedReport): DeclaredClaim[] {
  return sentencesOf(text).flatMap((sentence) => {
    const context: ClaimContext = { report, sentence, figures: figuresIn(sentence.text) };
    const given = context.figures.length > 0 ? distribute(context) : new Map<Figure, never>();
    let last: DeclaredQuantity | undefined;
    return context.figures.flatMap((figure, index): DeclaredClaim[] => {
      const distributed = given.get(figure);
      const quantities = distributed ? [distributed] : quantitiesOf(context, index, last);
      if (quantities.length === 0) return [];
      last = quantities.at(-1);
      const scale = STATED_UNITS[figure.unit];
      const isWhole = scale === 1 && figure.decimals === 0 && !figure.unit.endsWith("元");
      const isPlain = isWhole || figure.unit === "万元";
      return [
        {
          quantities,
          value: figure.value * scale,
          tolerance: isWhole ? 0 : 0.5 * 10 ** -figure.decimals * scale + 1e-9,
          quoted: isPlain ? figure.quoted : `${figure.quoted}${figure.unit}`,
          unit: figure.unit,
          start: sentence.start + figure.start,
          end: sentence.start + (isPlain ? figure.end : figure.after),
          scopeWords: SCOPE_WORDS.exec(leadOf(context, index))?.[0] ?? "",
          sentence,
        },
      ];
    });
  });
}
