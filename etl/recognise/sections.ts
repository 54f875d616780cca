import { REQUESTS } from "#domain/form/requests";
import { type SectionCode, SECTIONS } from "#domain/form/sections";
import { wordingIn } from "#domain/form/table";
import type { Section } from "#domain/report/read-report";
import { labelKey, splitNumbering } from "./label-key";
import { isBodyName } from "./report-title";
import type { TextLine } from "./text-lines";

/** A heading of the report with the lines under it. */
interface SectionPart {
  readonly code: SectionCode;
  readonly lines: readonly TextLine[];
}

export interface DividedText {
  /** The lines before the first heading. */
  readonly preface: readonly TextLine[];
  /** In printed order; a heading that is printed twice makes two parts. */
  readonly parts: readonly SectionPart[];
}

const KEYS = SECTIONS.map(({ code, numeral, heading, words }) => ({
  code,
  numeral,
  key: labelKey(heading),
  words,
}));
const LINES = REQUESTS.lines.map(({ label }) => labelKey(wordingIn(label, 2021)));
const ORDER = SECTIONS.map(({ code }) => code);
const LONGEST_HEADING = 40;
const NUMBERED =
  /^[\s\u00A0\u3000]*(?:第([一二三四五六七八九十])部分|([一二三四五六七八九十])[\s\u00A0\u3000]*[、.．，,：:\s])/;
/** Least likeness of a reworded heading, such as 整改措施 for 改进情况. */
const ALIKE = 0.5;
/** Least likeness beside key words where the numeral is another or none: 七、其他事项. */
const AKIN = 0.35;
/** How such a heading ends, and no cell of a table that was flattened to lines. */
const ENDING = /(?:情况|事项|措施|打算|方向|计划)$/;

/**
 * How a line is known for a heading, the surest first: by the form's own words, by its numeral and its key
 * words or likeness, by likeness alone, by its key words under another numeral. A numeral alone is not
 * enough, since an annex counts anew.
 */
const CERTAINTIES = ["words", "numeral", "likeness", "renumbered"] as const;

interface Heading {
  readonly code: SectionCode;
  readonly certainty: (typeof CERTAINTIES)[number];
  /** What follows on the same line. */
  readonly rest: string;
}

/**
 * Divides the text of a report at its six headings. A reworded heading counts only for a section that has
 * no surer one, and only where the order of the form has room for it.
 */
export function divideSections(lines: readonly TextLine[]): DividedText {
  const split = lines.flatMap(splitGluedHeading);
  const headings = chooseHeadings(split);
  const preface: TextLine[] = [];
  const parts: { code: SectionCode; lines: TextLine[] }[] = [];
  split.forEach((line, index) => {
    const found = headings.get(index);
    const current = parts.at(-1);
    if (found) {
      parts.push({ code: found.code, lines: [] });
      if (found.rest !== "") parts.at(-1)?.lines.push({ ...line, text: found.rest });
    } else if (current) current.lines.push(line);
    else preface.push(line);
  });
  return { preface, parts };
}

/** The headings by the index of their line. */
function chooseHeadings(lines: readonly TextLine[]): ReadonlyMap<number, Heading> {
  const candidates = lines.flatMap(({ text }, index) =>
    parseHeadings(text).map((heading) => ({ index, heading, key: labelKey(text.trim()) })),
  );
  const chosen = new Map<number, Heading>();
  for (const certainty of CERTAINTIES)
    for (const code of ORDER) {
      if (certainty !== "words" && [...chosen.values()].some((known) => known.code === code))
        continue;
      const fitting = candidates.filter(
        ({ index, heading }) =>
          heading.code === code &&
          heading.certainty === certainty &&
          (certainty === "words" || (!chosen.has(index) && isInOrder(code, index, chosen))),
      );
      const [first] = fitting;
      // A table of contents prints a heading once more.
      for (const { index, heading, key } of fitting)
        if (certainty === "words" || key === first?.key) chosen.set(index, heading);
    }
  return chosen;
}

/** Whether a heading at this line stands after one of every section before it and before one of every later. */
function isInOrder(
  code: SectionCode,
  index: number,
  chosen: ReadonlyMap<number, Heading>,
): boolean {
  const place = ORDER.indexOf(code);
  const known = [...chosen].map(([at, heading]) => ({ at, place: ORDER.indexOf(heading.code) }));
  return known.every((other) => {
    if (other.place === place) return true;
    const alike = known.filter((one) => one.place === other.place).map(({ at }) => at);
    return other.place < place ? Math.min(...alike) < index : Math.max(...alike) > index;
  });
}

/** Splits a line where a heading was glued to the end of a sentence: ……的情形。二、主动公开政府信息情况. */
function splitGluedHeading(line: TextLine): TextLine[] {
  for (const match of line.text.matchAll(/[。！？][”）)]?\s*(?=[二三四五六][、.．])/g)) {
    const at = match.index + match[0].length;
    const tail = line.text.slice(at);
    if (parseHeadings(tail).some(({ certainty }) => certainty === "words"))
      return [
        { ...line, text: line.text.slice(0, at) },
        ...splitGluedHeading({ ...line, text: tail }),
      ];
  }
  return [line];
}

/**
 * The sections found, in the form's order; parts with the same heading are joined. The last part ends
 * where the foot of the page begins.
 */
export function joinSections(parts: readonly SectionPart[]): Section[] {
  const last = parts.at(-1);
  return SECTIONS.flatMap(({ code }) => {
    const own = parts.filter((part) => part.code === code);
    if (own.length === 0) return [];
    const text = own
      .flatMap((part) => (part === last ? removePageFoot(part.lines) : part.lines))
      .map((line) => line.text.trim())
      .filter((line) => line !== "")
      .join("\n");
    return [{ code, text }];
  });
}

function parseHeadings(text: string): Heading[] {
  const trimmed = text.trim();
  if (trimmed === "") return [];
  const runIn = parseRunInHeading(trimmed);
  if (trimmed.length > LONGEST_HEADING) return runIn;
  const key = labelKey(trimmed);
  const bare = splitNumbering(key.replace(/^第(.)部分/, "$1")).rest;
  const whole = KEYS.find((section) => section.key === key || section.key === bare);
  if (whole && !/^[(（]/.test(trimmed)) return [{ code: whole.code, certainty: "words", rest: "" }];
  const reworded = parseRewordedHeading(trimmed);
  return reworded.length > 0 ? reworded : runIn;
}

/**
 * A heading in other words, by its numeral where it prints one, else by likeness to the form's. A label of
 * a table that was flattened to lines is none.
 */
function parseRewordedHeading(text: string): Heading[] {
  const match = NUMBERED.exec(text);
  const numeral = match?.[1] ?? match?.[2];
  const words = text.slice(match?.[0].length ?? 0).replace(/[。：:]$/, "");
  if (/[，。；！？：:]|\d(?!\d*年)/.test(words)) return [];
  const bare = splitNumbering(labelKey(text)).rest;
  return KEYS.flatMap((section): Heading[] => {
    const alike = likeness(bare, section.key);
    const hasWords = section.words.test(words);
    const of = (certainty: Heading["certainty"]): Heading[] => [
      { code: section.code, certainty, rest: "" },
    ];
    if (numeral === section.numeral) return alike >= ALIKE || hasWords ? of("numeral") : [];
    const isAkin = hasWords && alike >= AKIN && ENDING.test(words);
    if ((alike < ALIKE && !isAkin) || isLineLabel(bare, alike)) return [];
    if (numeral !== undefined) return hasWords ? of("renumbered") : [];
    return /^[(（\d]|。$/.test(text) ? [] : of("likeness");
  });
}

/** Whether a text is liker to a line of table 三 than to a heading: 一、本年新收政府信息公开申请数量. */
function isLineLabel(bare: string, alike: number): boolean {
  return LINES.some((key) => likeness(bare, key) > Math.max(alike, ALIKE));
}

/** A numbered heading whose section goes on in the same paragraph. */
function parseRunInHeading(text: string): Heading[] {
  const start = NUMBERED.exec(text)?.[0].length;
  if (start === undefined) return [];
  for (const { code, heading } of SECTIONS) {
    const at = text.indexOf(heading);
    const next = text[at + heading.length] ?? "";
    if (at >= start && at <= start + 2 && /[\s。：:，,]/.test(next)) {
      const rest = text.slice(at + heading.length).replace(/^[\s。：:，,]+/, "");
      return [{ code, certainty: "words", rest }];
    }
  }
  const end = text.slice(start).search(/[\s。：:]/);
  if (end < 2 || end > LONGEST_HEADING) return [];
  const rest = text.slice(start + end).replace(/^[\s。：:]+/, "");
  return parseRewordedHeading(text.slice(0, start + end)).map((heading) => ({ ...heading, rest }));
}

/** Dice's coefficient of the pairs of neighbouring characters. */
function likeness(a: string, b: string): number {
  const pairs = (text: string): string[] =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
  const left = pairs(a);
  const right = new Set(pairs(b));
  const shared = left.filter((pair) => right.has(pair)).length;
  return left.length + right.size === 0 ? 0 : (2 * shared) / (left.length + right.size);
}

const DATE =
  /[(（]?(?:20\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?|[二〇零○一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)[)）]?$/;

/** Buttons under an article; a line of nothing else is not part of the report. */
const BUTTONS =
  /^(?:(?:分享(?:到|至)?|打印(?:本页|此页|本文|页面)?|关闭(?:窗口|本页|此页|页面)?|返回(?:顶部|首页|列表)?|收藏(?:本页)?|微信|微博|新浪微博|QQ空间|字[号体]|纠错)[\s\p{P}\p{S}]*)+$/u;
/** How lines at the foot of a page begin. */
const BEGINNINGS =
  /^(?:分享[到至]|相关(?:附件|链接|阅读|信息|文档|稿件|新闻)|附件下载|[上下]一[篇条]|扫一扫|责任编辑|网站地图|友情链接|联系我们|关于我们|网站声明|浏览次数|阅读次数|(?:网站)?(?:主办|承办|技术支持)(?:单位)?\s*[：:])/;
const ANYWHERE = /版权所有|copyright|©|(?:ICP备|公网安备)\s*\d|网站标识码|备案号\s*[：:]/i;
const SENTENCE = /[，。；]/;

/**
 * Removes what a page prints after a report from its last section: the signature (a body's name alone
 * and a date alone), buttons, links and the owner of the site. Only lines that cannot be a sentence of
 * the report end the section.
 */
function removePageFoot(lines: readonly TextLine[]): readonly TextLine[] {
  const shown = lines.filter((line) => line.text.trim() !== "");
  const texts = shown.map((line) => line.text.trim());
  const foot = texts.findIndex((text, i) => isPageFurniture(text) || isSigned(text, texts[i + 1]));
  let end = foot < 0 ? texts.length : foot;
  while (end > 0 && isSignature(texts[end - 1] ?? "")) end -= 1;
  return shown.slice(0, end);
}

function isPageFurniture(text: string): boolean {
  const bare = text.replace(/^[\s\p{P}\p{S}]+/u, "");
  if (BUTTONS.test(bare)) return true;
  return !SENTENCE.test(text) && (BEGINNINGS.test(bare) || ANYWHERE.test(text));
}

/** Whether a signature begins here: a body's name and a date, on one line or on two. */
function isSigned(text: string, next: string | undefined): boolean {
  const name = text.replace(DATE, "").trim();
  if (!isBodyName(name)) return false;
  return name !== text || (next !== undefined && isDate(next));
}

function isSignature(text: string): boolean {
  return isDate(text) || isBodyName(text);
}

function isDate(text: string): boolean {
  return text.replace(DATE, "").trim() === "";
}
