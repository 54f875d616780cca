import type { Document, Grid } from "#etl/read/document";
import { isBlankText } from "./figure-text";
import { labelKey } from "./label-key";
import type { TextLine } from "./stream-tokens";
import { dateOf, isBodyName, periodOf, readTitle, type ReadTitle } from "./title";

/** What a document says of itself outside its tables; undefined where it says nothing. */
export interface StatedFacts {
  /** From the first title on the page. */
  readonly title?: ReadTitle;
  /** The bodies that titles on the page name, or that stand above them. */
  readonly bodies: readonly string[];
  /** From the title that the file declares. */
  readonly declaredTitle?: ReadTitle;
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
/** Names of other facts, which often follow without a space. */
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
/** A name, a colon and a value, which a space or the next name ends. */
const PAIR = new RegExp(
  `([\\p{Script=Han}]{2,8})[：:]\\s*(?!${ANY_NAME})([^\\s：:]+?)[【\\[（(]?(?=\\s|[：:]|$|${ANY_NAME})`,
  "gu",
);
const DECLARED_DATE = ["PubDate", "pubdate", "publishdate", "PublishDate"];
const DECLARED_TITLE = ["ArticleTitle", "articletitle"];
/** How far above the title its body may stand. */
const ABOVE_TITLE = 3;

/** Gathers what the title, the preface, the metadata table and the file itself state. */
export function statedFacts(document: Document, preface: readonly TextLine[]): StatedFacts {
  const lines = preface.filter((line) => !isBlankText(line.text)).map((line) => line.text.trim());
  const titles = titlesIn(lines);
  const [title] = titles;
  const declared = [
    ...DECLARED_TITLE.map((name) => document.declared?.[name]),
    document.title ?? undefined,
  ].flatMap((text) => (text ? (readTitle(text) ?? []) : []))[0];
  const pairs = [
    ...document.blocks.flatMap((block) => (block.kind === "table" ? pairsOf(block.grid) : [])),
    ...lines.flatMap(pairOfLine),
  ];
  const publisher = pairs.find(([name]) => PUBLISHER.has(name))?.[1];
  const printed = pairs.flatMap(([name, text]) =>
    PUBLISHED.has(name) ? (dateOf(text) ?? []) : [],
  );
  const stated = DECLARED_DATE.flatMap((name) => dateOf(document.declared?.[name] ?? "") ?? []);
  const publishedOn = printed[0] ?? stated[0];
  const period = periodOf(lines.join(""));
  return {
    ...(title ? { title } : {}),
    bodies: titles.map(({ body }) => body).filter(Boolean),
    ...(declared ? { declaredTitle: declared } : {}),
    ...(publisher ? { publisher } : {}),
    ...(publishedOn ? { publishedOn } : {}),
    ...(period === undefined ? {} : { period }),
  };
}

/** The titles in these lines; one without a name takes the name of a body that stands above it. */
function titlesIn(lines: readonly string[]): ReadTitle[] {
  return lines.flatMap((line, at) => {
    const title = readTitle(line) ?? brokenTitle(line, lines[at + 1]);
    if (!title || title.body !== "") return title ?? [];
    const above = lines.slice(Math.max(0, at - ABOVE_TITLE), at).reverse();
    return { ...title, body: above.find(isBodyName)?.replace(/[\s\u00A0\u3000]+/g, "") ?? "" };
  });
}

/** A title that runs over two lines. */
function brokenTitle(line: string, next: string | undefined): ReadTitle | undefined {
  if (next === undefined || line.length >= 40 || readTitle(next)) return undefined;
  return readTitle(line + next);
}

/** Names and values that stand side by side in a small table, as in 索引号 and 发布机构. */
function pairsOf(grid: Grid): [string, string][] {
  if (grid.slots.length > 12) return [];
  return grid.slots.flatMap((slots) =>
    slots.flatMap((cell, i): [string, string][] => {
      if (!cell || cell.column !== i) return [];
      const next = slots[i + cell.columnSpan]?.text.trim() ?? "";
      const inside = pairOfLine(cell.text);
      return inside.length > 0 ? inside : next === "" ? [] : [[labelKey(cell.text), next]];
    }),
  );
}

function pairOfLine(line: string): [string, string][] {
  if (line.length > 200 || !COLON.test(line)) return [];
  return [...line.matchAll(PAIR)].map(([, name = "", text = ""]) => [labelKey(name), text]);
}
