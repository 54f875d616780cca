import type { Document, Grid } from "../read/document";
import { labelKey } from "./label-key";
import { isBlankText, simplifyCharacters } from "./printed-text";
import type { TextLine } from "./text-lines";

/** What a document states about itself outside its tables; undefined where it states nothing. */
export interface StatedFacts {
  /** From the first title on the page. */
  readonly title?: ReportTitle;
  /** The bodies named in titles on the page, or in the lines above them. */
  readonly bodies: readonly string[];
  /** From the title that the file declares. */
  readonly declaredTitle?: ReportTitle;
  readonly publisher?: string;
  readonly publishedOn?: string;
  /** Year of the statistical period that the preface states. */
  readonly period?: number;
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
const DECLARED_TITLE = ["ArticleTitle", "articletitle"];
/** How many lines above a title its body may be named. */
const ABOVE_TITLE = 3;

/** Finds what the titles, the preface, the metadata table and the file's own metadata state. */
export function findStatedFacts(document: Document, preface: readonly TextLine[]): StatedFacts {
  const lines = preface.filter((line) => !isBlankText(line.text)).map((line) => line.text.trim());
  const titles = findTitles(lines);
  const [title] = titles;
  const declared = [
    ...DECLARED_TITLE.map((name) => document.declared?.[name]),
    document.title ?? undefined,
  ].flatMap((text) => (text ? (parseTitle(text) ?? []) : []))[0];
  const pairs = [
    ...document.blocks.flatMap((block) => (block.kind === "table" ? findPairs(block.grid) : [])),
    ...lines.flatMap(parsePairs),
  ];
  const publisher = pairs.find(([name]) => PUBLISHER.has(name))?.[1];
  const printed = pairs.flatMap(([name, text]) =>
    PUBLISHED.has(name) ? (parseDate(text) ?? []) : [],
  );
  const stated = DECLARED_DATE.flatMap((name) => parseDate(document.declared?.[name] ?? "") ?? []);
  const publishedOn = printed[0] ?? stated[0];
  const period = parsePeriod(lines.join(""));
  return {
    ...(title ? { title } : {}),
    bodies: titles.map(({ body }) => body).filter(Boolean),
    ...(declared ? { declaredTitle: declared } : {}),
    ...(publisher ? { publisher } : {}),
    ...(publishedOn ? { publishedOn } : {}),
    ...(period === undefined ? {} : { period }),
  };
}

/** The titles in these lines; one without a body takes the name of a body above it. */
function findTitles(lines: readonly string[]): ReportTitle[] {
  return lines.flatMap((line, at) => {
    const title = parseTitle(line) ?? parseBrokenTitle(line, lines[at + 1]);
    if (!title || title.body !== "") return title ?? [];
    const above = lines.slice(Math.max(0, at - ABOVE_TITLE), at).reverse();
    return { ...title, body: above.find(isBodyName)?.replace(/[\s\u00A0\u3000]+/g, "") ?? "" };
  });
}

/** Parses a title that is broken over two lines. */
function parseBrokenTitle(line: string, next: string | undefined): ReportTitle | undefined {
  if (next === undefined || line.length >= 40 || parseTitle(next)) return undefined;
  return parseTitle(line + next);
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

/** The parts of a report's title. `body` is empty where the title names none. */
interface ReportTitle {
  readonly body: string;
  readonly year: number;
}

const YEAR = "(20\\d{2}|二[〇零○O0]{1}[一二][〇零○O0一二三四五六七八九])";
const SUBJECT = "政府信息公开";
const KIND = `${SUBJECT}(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)`;
const BODY_FIRST = new RegExp(`^(.*?)(?:关于)?(?:发布)?${YEAR}年?(?:年度|度)?${KIND}`);
const YEAR_FIRST = new RegExp(`^${YEAR}年?(?:年度|度)?(.{2,40}?)${KIND}`);
const YEAR_LAST = new RegExp(`^(.*?)${KIND}[(（]?${YEAR}年`);
const BODY_ALONE =
  /(?:人民政府|办公[厅室]|[局委厅室院处队所办]|委员会|街道|办事处|[镇乡]|中心|管委会)$/;
const CHINESE_DIGITS = "〇一二三四五六七八九";

/** Parses a title; undefined where the text is no title of an annual report. */
function parseTitle(text: string): ReportTitle | undefined {
  const tight = simplifyCharacters(text).replace(/[\s\u00A0\u3000《》<>“”"]+/g, "");
  if (tight.length > 90 || !tight.includes(SUBJECT)) return undefined;
  const late = BODY_FIRST.exec(tight);
  if (late) return { body: late[1] ?? "", year: parseYear(late[2] ?? "") };
  const last = YEAR_LAST.exec(tight);
  if (last) return { body: last[1] ?? "", year: parseYear(last[2] ?? "") };
  const early = YEAR_FIRST.exec(tight);
  return early ? { body: early[2] ?? "", year: parseYear(early[1] ?? "") } : undefined;
}

/** Whether a line on its own can be the name of a body. */
export function isBodyName(text: string): boolean {
  const tight = text.replace(/[\s\u00A0\u3000]+/g, "");
  return (
    tight.length >= 3 && tight.length <= 40 && BODY_ALONE.test(tight) && !/[，。：；、]/.test(tight)
  );
}

function parseYear(text: string): number {
  const digits = [...text].map((sign) => {
    const value = CHINESE_DIGITS.indexOf(sign);
    return value >= 0 ? String(value) : sign.replace(/[零○O]/, "0");
  });
  return Number(digits.join(""));
}

/** The year whose 1 January to 31 December a preface states as the statistical period. */
function parsePeriod(text: string): number | undefined {
  const found =
    /(20\d{2})\s*年\s*1\s*月\s*1\s*日?.{0,8}?(?:(20\d{2})\s*年)?\s*12\s*月\s*31\s*日/.exec(
      simplifyCharacters(text),
    );
  if (!found || (found[2] !== undefined && found[2] !== found[1])) return undefined;
  return Number(found[1]);
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
