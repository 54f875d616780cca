import { basename } from "node:path";
import { SECTIONS } from "#domain/form/sections";
import type { Stated, StatementKind } from "#domain/report/statement";
import { simplifyCharacters } from "#domain/report/simple-characters";
import type { Document, Grid } from "../read/document";
import { labelKey } from "./label-key";
import { isBlankText } from "./printed-text";
import {
  isBodyName,
  isLineOfNavigation,
  parseTitle,
  type ReportTitle,
  tidyName,
} from "./report-title";
import type { DividedText } from "./sections";
import type { TextLine } from "./text-lines";

/** What a document states about itself outside its tables, by the kind of statement. */
export interface StatedFacts {
  readonly titles: readonly Stated<ReportTitle>[];
  /** Kinds other than titles. */
  readonly bodies: readonly Stated<string>[];
  readonly years: readonly Stated<number>[];
  readonly publishedOn?: string;
}

const PUBLISHER_NAMES = [
  "发布机构",
  "发布单位",
  "发文机关",
  "公开主体",
  "信息来源",
  "来源",
  "公开责任部门",
  "制发机关",
];
const PUBLISHED_NAMES = [
  "公开日期",
  "发布日期",
  "发布时间",
  "公开时间",
  "生成日期",
  "公布日期",
  "日期",
  "时间",
];
/** Names of other facts, which often follow a value without a space. */
const OTHER_NAMES = [
  "作者",
  "责任编辑",
  "编辑",
  "审核",
  "浏览次数",
  "浏览量",
  "阅读次数",
  "阅读量",
  "点击数",
  "点击率",
  "访问量",
  "索引号",
  "文号",
  "字体",
  "字号",
];
const PUBLISHER = new Set(PUBLISHER_NAMES.map(labelKey));
const PUBLISHED = new Set(PUBLISHED_NAMES.map(labelKey));
const COLON = /[：:]/;
const ANY_NAME = `(?:${[...PUBLISHER_NAMES, ...PUBLISHED_NAMES, ...OTHER_NAMES].join("|")})[：:]`;
/** A name, a colon and a value that ends at a space or at the next name. */
const PAIR = new RegExp(
  `([\\p{Script=Han}]{2,8})[：:]\\s*(?!${ANY_NAME})([^\\s：:]+?)[【\\[（(]?(?=\\s|[：:]|$|${ANY_NAME})`,
  "gu",
);
const DECLARED_DATE = ["PubDate", "pubdate", "publishdate", "PublishDate"];
const DECLARED_TITLE = ["ArticleTitle", "articletitle", "title", "Title", "DC.Title", "dc.title"];
const DECLARED_PUBLISHER = ["ContentSource", "contentsource"];
/** What joins the parts of a page's title: article_channel_site. */
const TITLE_JOINTS = /[_|｜>»›＞]|\s[-–—]+\s?|-(?=\D)/;
/** How many lines above a title its body may be named. */
const ABOVE_TITLE = 3;

/**
 * Gathers what the titles, the preface, the signature, the metadata and the name of a document state. Links,
 * menus and paths are about other pages and state nothing.
 *
 * @param divided the text without the tables
 */
export function findStatedFacts(document: Document, divided: DividedText): StatedFacts {
  const preface = divided.preface.filter(isOwnLine);
  const lines = preface.map(({ text }) => text.trim());
  const found = findTitles(preface);
  const title = Math.max(
    0,
    lines.findLastIndex((line) => parseTitle(line)),
  );
  // What stands under the title is about the report; what stands above it may be about other pages.
  const pairs = [
    ...document.blocks.flatMap((block) => (block.kind === "table" ? findPairs(block.grid) : [])),
    ...[...lines.slice(title), ...lines.slice(0, title)].flatMap(parsePairs),
  ];
  const publisher =
    pairs.find(([name]) => PUBLISHER.has(name))?.[1] ??
    DECLARED_PUBLISHER.map((name) => document.declared?.[name]).find(Boolean);
  const printed = pairs.flatMap(([name, text]) =>
    PUBLISHED.has(name) ? (parseDate(text) ?? []) : [],
  );
  const stated = DECLARED_DATE.flatMap((name) => parseDate(document.declared?.[name] ?? "") ?? []);
  const publishedOn = printed[0] ?? stated[0];
  const signatures = findSignatures(divided);
  const { narrative, period } = findYears(lines, divided);
  return {
    titles: [
      ...state("heading", found.headings),
      ...stateLines(found),
      ...state(
        "metaTitle",
        DECLARED_TITLE.flatMap((name) => parseTitle(document.declared?.[name] ?? "") ?? []),
      ),
      ...state(
        document.format === "html" ? "pageTitle" : "fileTitle",
        document.title === null ? [] : parsePageTitle(document.title),
      ),
      ...state("fileName", parseFileName(document.file)),
    ],
    bodies: [
      ...state("signature", signatures),
      ...state("letterhead", found.letterheads),
      ...state("publisher", [tidyName(publisher)].filter(Boolean)),
    ],
    years: [
      ...state("period", period),
      ...state("narrative", narrative),
      ...state("publicationDate", publishedOn ? [Number(publishedOn.slice(0, 4)) - 1] : []),
    ],
    ...(publishedOn ? { publishedOn } : {}),
  };
}

/**
 * Titles that are no headings. Where the last of them, which stands next to the text, names no body, the bodies
 * that the others name are those of other pages perhaps.
 */
function stateLines({ headings, lines }: FoundTitles): Stated<ReportTitle>[] {
  if (headings.length > 0) return [];
  const last = lines.at(-1);
  if (last?.body !== "") return state("titleLine", lines);
  return [
    ...state(
      "titleLine",
      lines.map(({ year }) => ({ year, body: "" })),
    ),
    ...state(
      "listedTitle",
      lines.filter(({ body }) => body !== ""),
    ),
  ];
}

function state<Value>(kind: StatementKind, values: readonly Value[]): Stated<Value>[] {
  return values.length === 0 ? [] : [{ kind, values }];
}

/** Whether a line may speak of the report that the page holds. */
export function isOwnLine({ text, role }: TextLine): boolean {
  return (
    role !== "link" && role !== "navigation" && !isBlankText(text) && !isLineOfNavigation(text)
  );
}

interface FoundTitles {
  readonly headings: ReportTitle[];
  readonly lines: ReportTitle[];
  /** Names of bodies above titles that name none. */
  readonly letterheads: string[];
}

/** The titles in these lines. */
export function findTitles(lines: readonly TextLine[]): FoundTitles {
  const found: FoundTitles = { headings: [], lines: [], letterheads: [] };
  lines.forEach(({ text, role }, at) => {
    const title = parseTitle(text) ?? parseBrokenTitle(text, lines[at + 1]?.text);
    if (!title) return;
    (role === "heading" ? found.headings : found.lines).push(title);
    if (title.body !== "") return;
    const above = lines.slice(Math.max(0, at - ABOVE_TITLE), at).reverse();
    const letterhead = above.find((line) => isBodyName(line.text));
    if (letterhead) found.letterheads.push(tidyName(letterhead.text));
  });
  return found;
}

/** Parses a title that is broken over two lines. */
function parseBrokenTitle(line: string, next: string | undefined): ReportTitle | undefined {
  if (next === undefined || line.length >= 40 || parseTitle(next)) return undefined;
  return parseTitle(line + next);
}

/** The title among the parts of a page's title, else the title that the whole makes. */
function parsePageTitle(text: string): ReportTitle[] {
  const parts = text.split(TITLE_JOINTS).flatMap((part) => parseTitle(part) ?? []);
  return parts.length > 0 ? parts : [parseTitle(text) ?? []].flat();
}

/** What a file name such as 晴溪区2023.html or 2023年晴溪区教育局年报.docx says, if it names one year only. */
export function parseFileName(file: string): ReportTitle[] {
  const name = basename(file).replace(/\.[a-z]{2,8}$/i, "");
  const title = parseTitle(name);
  if (title) return [title];
  const years = [...name.matchAll(/(?<!\d)(20\d{2})(?!\d)/g)].map(([, year]) => Number(year));
  const [year] = years;
  if (year === undefined || new Set(years).size > 1) return [];
  const body = name.split(/(?<!\d)20\d{2}年?度?(?!\d)/).find((part) => isBodyName(part));
  return [{ body: body ?? "", year }];
}

/** Finds names with the values beside them in a small table, such as 索引号 and 发布机构. */
function findPairs(grid: Grid): [string, string][] {
  if (grid.slots.length > 12) return [];
  return grid.slots.flatMap((slots) =>
    slots.flatMap((cell, i): [string, string][] => {
      if (!cell || cell.column !== i) return [];
      const next = slots[i + cell.columnSpan]?.text.trim() ?? "";
      const inside = parsePairs(cell.text);
      return inside.length > 0 ? inside : next === "" ? [] : [[labelKey(cell.text), next]];
    }),
  );
}

function parsePairs(line: string): [string, string][] {
  if (line.length > 200 || !COLON.test(line)) return [];
  return [...line.matchAll(PAIR)].map(([, name = "", text = ""]) => [labelKey(name), text]);
}

const PERIOD = /(20\d{2})\s*年\s*1\s*月\s*1\s*日?.{0,8}?(?:(20\d{2})\s*年)?\s*12\s*月\s*31\s*日/;
const NAMED_YEAR = /(?<!\d)(20\d{2})年(?!\s*\d)/g;
/** How many times a text names its own year at least. */
const LEAST_MENTIONS = 2;

/**
 * The statistical period that the preface or section 一 states, two years where it begins in one and ends in
 * another; and the year that the text of the overview names more often than any other.
 */
function findYears(
  preface: readonly string[],
  { parts }: DividedText,
): { readonly period: readonly number[]; readonly narrative: readonly number[] } {
  const [first] = SECTIONS;
  const overview = parts.filter(({ code }) => code === first.code);
  const text = simplifyCharacters(
    overview.flatMap(({ lines }) => lines.map((line) => line.text)).join("\n"),
  );
  const [, from, to = from] =
    PERIOD.exec(simplifyCharacters(preface.join(""))) ?? PERIOD.exec(text) ?? [];
  const mentions = [...text.matchAll(NAMED_YEAR)].map(([, year]) => Number(year));
  const counts = [...new Set(mentions)]
    .map((year) => ({ year, count: mentions.filter((each) => each === year).length }))
    .toSorted((a, b) => b.count - a.count);
  const [most, next] = counts;
  const isClear = most && most.count >= LEAST_MENTIONS && most.count > (next?.count ?? 0);
  return {
    period: from === undefined ? [] : [...new Set([Number(from), Number(to)])],
    narrative: isClear ? [most.year] : [],
  };
}

const DATE_ALONE =
  /[(（]?(?:20\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?|[二〇零○一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)[)）]?\s*$/;

/** The bodies that sign under the title or at the end: a name alone with a date behind, below or above it. */
function findSignatures({ preface, parts }: DividedText): string[] {
  const title = preface.findLastIndex((line) => isOwnLine(line) && parseTitle(line.text));
  const underTitle = title < 0 ? [] : preface.slice(title + 1);
  return [underTitle, parts.at(-1)?.lines ?? []].flatMap((all) => {
    const lines = all.filter(isOwnLine).map(({ text }) => text.trim());
    return lines.flatMap((line, at) => {
      const name = line.replace(DATE_ALONE, "").trim();
      if (!isBodyName(name) || parseTitle(name)) return [];
      const beside = [lines[at + 1], lines[at - 1]];
      const isDated = name !== line || beside.some((text) => text !== undefined && isDate(text));
      return isDated ? [tidyName(name)] : [];
    });
  });
}

function isDate(text: string): boolean {
  return text !== "" && text.replace(DATE_ALONE, "").trim() === "";
}

/** Parses a printed date to YYYY-MM-DD; undefined where the text holds none. */
function parseDate(text: string): string | undefined {
  const [, year, month = "", day = ""] =
    /(20\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/.exec(simplifyCharacters(text)) ?? [];
  if (year === undefined) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
    ? date
    : undefined;
}
