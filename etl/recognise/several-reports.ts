import type { TableCode } from "#domain/form/cells";
import { UnreadableDocument } from "../read/document";
import { isBlankText } from "./printed-text";
import type { DividedText } from "./sections";
import { findTitles, isOwnLine } from "./stated-facts";
import type { TableReading } from "./table-reading";
import type { TextLine } from "./text-lines";

/** Share of the lines of a table that repeats: fewer are rows that a document prints again by mistake. */
const REPEATED_SHARE = 0.5;
/** Letters under a heading that is not only an entry in a table of contents. */
const LEAST_TEXT = 12;
/** Sections and tables that repeat in a document of several reports. */
const LEAST_REPEATED = 3;

/**
 * Refuses a document that holds more than one report: the same tables and the same sections more than once.
 *
 * @throws UnreadableDocument with one sentence that names the reports
 */
export function refuseSeveralReports(
  divided: DividedText,
  tables: ReadonlyMap<TableCode, TableReading>,
): void {
  const runs = splitRuns(divided);
  const repeatedTables = [...tables.values()].filter(isRepeated).length;
  const repeatedSections = countRepeatedSections(divided);
  if (repeatedTables + repeatedSections < LEAST_REPEATED || repeatedSections === 0) return;
  const names = runs.map((run, at) => nameOf(run) ?? `第${at + 1}份，没有标题`);
  const distinct = [...new Set(names)];
  throw new UnreadableDocument(
    distinct.length > 1
      ? `文件里不止一份报告：${distinct.map((name) => `“${name}”`).join("和")}；请拆成各自的文件后重新提供`
      : `文件里把同一份报告印了不止一遍${distinct.map((name) => `：“${name}”`).join("")}；请只留一遍后重新提供`,
  );
}

function isRepeated({ rows }: TableReading): boolean {
  const lines = rows.flatMap(({ line }) => line ?? []);
  const distinct = new Set(lines);
  const again = [...distinct].filter((line) => lines.indexOf(line) !== lines.lastIndexOf(line));
  return again.length > 1 && again.length >= distinct.size * REPEATED_SHARE;
}

function countRepeatedSections({ parts }: DividedText): number {
  const full = parts.filter(hasText).map(({ code }) => code);
  return new Set(full.filter((code, at) => full.indexOf(code) !== at)).size;
}

function hasText({ lines }: DividedText["parts"][number]): boolean {
  const letters = lines.reduce((sum, { text }) => sum + text.trim().length, 0);
  return letters >= LEAST_TEXT;
}

/** The lines in which the title of each report stands: before its first section. */
function splitRuns({ preface, parts }: DividedText): readonly (readonly TextLine[])[] {
  const [first] = parts;
  const begins = parts.flatMap(({ code }, at) => (at > 0 && code === first?.code ? [at] : []));
  return [preface, ...begins.map((at) => parts[at - 1]?.lines ?? [])];
}

/** The name of the report whose title stands last in these lines; its heading rather than a line. */
function nameOf(lines: readonly TextLine[]): string | undefined {
  const own = lines.filter((line) => isOwnLine(line) && !isBlankText(line.text));
  const { headings, lines: others, letterheads } = findTitles(own);
  const title = headings.at(-1) ?? others.at(-1);
  if (!title) return undefined;
  const body = title.body || (letterheads.at(-1) ?? "");
  return `${body}${title.year ?? ""}年度报告`;
}
