/** A figure in a text with its unit. */
export interface Mention {
  readonly value: number;
  /** Decimals as written, for rounding. */
  readonly decimals: number;
  readonly unit: "count" | "percent";
  /** As written, without the unit. */
  readonly quoted: string;
  /** Offsets in the section's text; the end lies after the figure, `after` after its unit. */
  readonly start: number;
  readonly end: number;
  readonly after: number;
}

/** Requests are counted by 条, 项 and 个 too: 收到政府信息公开申请3项. */
const FIGURE =
  /((?:[\d０-９]{1,3}(?:,[\d０-９]{3})+|[\d０-９]+)(?:[.．][\d０-９]+)?|[一二两三四五六七八九十百]+)\s*(件(?!事|套)次?|宗|起|例|份|[%％](?!点)|(?<=(?:信息公开申请|依申请公开)(?:事项|信息)?(?:数量|总数|数)?(?:共计?|合计|累计|总计|为)?[\d０-９]+)[条项个])/g;

const DIGITS = "零一二三四五六七八九";

/** A number below a thousand in Chinese numerals; null for what is none. */
function fromNumerals(text: string): number | null {
  if (!/^[一二两三四五六七八九十百]+$/.test(text)) return null;
  let total = 0;
  let digit = 0;
  for (const character of text.replace(/两/g, "二")) {
    if (character === "百" || character === "十") {
      total += (digit || 1) * (character === "百" ? 100 : 10);
      digit = 0;
    } else digit = DIGITS.indexOf(character);
  }
  return total + digit;
}

function plainDigits(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/．/g, ".")
    .replace(/,/g, "");
}

/** The value and the decimals of a figure as written; null for what is none. */
export function parseFigure(quoted: string): Pick<Mention, "value" | "decimals"> | null {
  const plain = plainDigits(quoted);
  const value = fromNumerals(plain) ?? Number(plain);
  return Number.isFinite(value) ? { value, decimals: plain.split(".")[1]?.length ?? 0 } : null;
}

/** Every counted figure and percentage of a text, in order. */
export function mentionsIn(text: string): Mention[] {
  return [...text.matchAll(FIGURE)].flatMap((match) => {
    const [whole, quoted = "", unit = ""] = match;
    const figure = parseFigure(quoted);
    if (!figure) return [];
    return {
      ...figure,
      unit: /[%％]/.test(unit) ? ("percent" as const) : ("count" as const),
      quoted,
      start: match.index,
      end: match.index + quoted.length,
      after: match.index + whole.length,
    };
  });
}

/** A sentence of a section, by its offsets in the section's text. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Number of its paragraph in the section. */
  readonly paragraph: number;
}

/** Sentences of a text: up to 。！？ or the end of the paragraph. */
export const sentencesOf = rememberLast((text: string): readonly Sentence[] => {
  let paragraph = 0;
  let last = 0;
  return [...text.matchAll(/[^。！？\n]+[。！？]?/g)].flatMap((match) => {
    paragraph += text.slice(last, match.index).includes("\n") ? 1 : 0;
    last = match.index + match[0].length;
    return match[0].trim() === ""
      ? []
      : { text: match[0], start: match.index, end: last, paragraph };
  });
});

/** Each section is looked through by many rules, one section after the other. */
function rememberLast<Result>(make: (text: string) => Result): (text: string) => Result {
  let last: { readonly text: string; readonly made: Result } | undefined;
  return (text) => {
    last = last?.text === text ? last : { text, made: make(text) };
    return last.made;
  };
}

/**
 * The sentences of a text in which a pattern may match, found in one pass over the text; it matches in no other.
 *
 * @param pattern global; what it asks to come next takes the end of a line as it takes that of a text
 */
export function sentencesWith(text: string, pattern: RegExp): ReadonlySet<Sentence> {
  const sentences = sentencesOf(text);
  const found = new Set<Sentence>();
  let at = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    while ((sentences[at]?.end ?? Infinity) <= match.index) at += 1;
    const sentence = sentences[at];
    if (!sentence) break;
    if (sentence.start <= match.index) found.add(sentence);
    pattern.lastIndex = Math.max(match.index + 1, sentence.start <= match.index ? sentence.end : 0);
  }
  pattern.lastIndex = 0;
  return found;
}

const REQUEST =
  /依申请公开|信息公开申请|公开申请|申请公开|申请政府信息|信息公开(?:引起|引发|产生|类|案件|诉讼|的?行政)|(?:因|由|涉及|有关)(?:政府)?信息公开/g;
const OTHER =
  /主动公开|解读|建议|提案|热线|信箱|来信|留言|微信|微博|新媒体|规范性文件|行政许可|行政处罚|发布会|培训|督查|公报|栏目|征集|政务服务|来访|工单|其他行政(?:复议|诉讼)/g;
const HEADING =
  /(?:^|\n)\s*(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[（(]?\d+[.）)、])/g;

/** What the words around a figure speak of. */
type Topic = "requests" | "other" | "none";

const offsetsOf = (text: string, pattern: RegExp): number[] =>
  [...text.matchAll(pattern)].map((match) => match.index);

const lastBefore = (offsets: readonly number[], offset: number): number =>
  offsets.findLast((at) => at < offset) ?? -1;

/**
 * Finds what the figure at an offset of a text concerns: requests for disclosure and disputes over
 * them, or other matters. A heading closes what stood before it; 主动公开, 建议提案, 热线 and the like
 * turn away.
 */
export const topicsOf = rememberLast((text): ((offset: number, sentence: Sentence) => Topic) => {
  const [requests, others, headings] = [REQUEST, OTHER, HEADING].map((pattern) =>
    offsetsOf(text, pattern),
  );
  return (offset, sentence) => {
    const isWithin = (at: number): boolean => at >= sentence.start && at < sentence.end;
    const next = requests?.find((at) => isWithin(at) && at > offset);
    const isNamedBefore = requests?.some((at) => isWithin(at) && at < offset);
    // 行政复议案件8件，其中信息公开类2件: the whole is of other matters too.
    if (next !== undefined && !isNamedBefore && text.slice(offset, next).includes("其中"))
      return "other";
    const heading = lastBefore(headings ?? [], offset);
    const request = lastBefore(requests ?? [], offset);
    const other = lastBefore(others ?? [], offset);
    if (other > request && other >= heading) return "other";
    if (request >= 0 && request >= heading) return "requests";
    return requests?.some(isWithin) ? "requests" : "none";
  };
});

/** The words a figure belongs to: those before it and those after it, within its clause. */
interface Window {
  readonly before: string;
  readonly after: string;
}

const HARD = /[，,；;：:（）()]|其中/g;

function lastBoundary(text: string): number {
  let last = 0;
  for (const match of text.matchAll(HARD)) last = match.index + match[0].length;
  return last;
}

function firstBoundary(text: string): number {
  const found = text.search(/[，,；;：:（）()。！？]|其中/);
  return found < 0 ? text.length : found;
}

/** The clause around a figure, cut at the figures beside it. */
export function windowOf(
  text: string,
  sentence: Sentence,
  mention: Mention,
  beside: { readonly last: Mention | undefined; readonly next: Mention | undefined },
): Window {
  const from = Math.max(sentence.start, beside.last?.after ?? 0);
  const lead = text.slice(from, mention.start);
  const until = Math.min(sentence.end, beside.next?.start ?? sentence.end);
  const tail = text.slice(mention.after, until);
  return { before: lead.slice(lastBoundary(lead)), after: tail.slice(0, firstBoundary(tail)) };
}

/** The clause before that of a figure, where no figure stands in it: 予以公开的，共258件. */
export function clauseBefore(
  text: string,
  sentence: Sentence,
  mention: Mention,
  last: Mention | undefined,
): string {
  const from = Math.max(sentence.start, last?.after ?? 0);
  const lead = text.slice(from, mention.start);
  const own = lastBoundary(lead);
  const earlier = lead.slice(0, own).replace(/(?:[，,：:（(]|其中)+$/, "");
  return earlier.slice(lastBoundary(earlier));
}

/** What stands before a parenthesis that closes just before a figure: 办结（含上年结转7件）119件. */
export function beforeParenthesis(text: string, sentence: Sentence, mention: Mention): string {
  const lead = text.slice(sentence.start, mention.start);
  const match = /([^，,；;：:（）()]*)[（(][^（）()]*[）)]([^，,；;：:（）()\d]*)$/.exec(lead);
  return match ? `${match[1] ?? ""}${match[2] ?? ""}` : "";
}
