import type { TableCode } from "#domain/form/cells";
import { SECTIONS } from "#domain/form/sections";
import type { Column } from "#domain/form/table";
import type { CellLocation } from "#domain/report/printed-cell";
import { type FormLabels, type Label, lineOf, matchLabels, type PathItem } from "./form-labels";
import { columnSets, findUnit } from "./header";
import type { DividedText } from "./sections";
import { LABELS_OF, ownerOf } from "./statutory-grids";
import { type AssembledTable, assembleTable } from "./table-assembly";
import type { FigureReading, RowReading, TableReading } from "./table-reading";
import { splitIntoTokens, type TextLine, type Token } from "./text-lines";

interface StreamTable {
  readonly table: AssembledTable;
  /** Locations of the lines that are cells of the table. */
  readonly locations: readonly CellLocation[];
}

/**
 * Reads a table that the document holds as text, one cell a line, under its heading or, where that is
 * missing, under the heading before. The sums of the form must confirm each line; one that does not add
 * up is reported, since a lost cell may be the cause.
 *
 * @returns undefined where the text holds no such table
 */
export function readStatutoryStream(
  code: TableCode,
  divided: DividedText,
): StreamTable | undefined {
  const labels = LABELS_OF.get(code);
  const lines = regionOf(code, divided);
  if (!labels || lines.length === 0) return undefined;
  const cells = splitIntoTokens(lines);
  const tokens = ownPart(cells.tokens, code);
  const reading = readStream(tokens, labels);
  const known = reading.rows.filter((row) => row.line !== null);
  if (known.length === 0) return undefined;
  const table = assembleTable(code, reading, { flattened: true, blanksShow: cells.blanksShow });
  const isLabel = (token: Token): boolean =>
    token.kind === "words" &&
    token.text.length < labels.longest &&
    labels.of(token.text).length > 0;
  const first = tokens.findIndex(isLabel);
  const last = tokens.findLastIndex((token) => token.kind === "figure");
  const ends = [tokens[first], tokens[last]].map((token) =>
    lines.findIndex((line) => line.location === token?.location),
  );
  return {
    table,
    locations: lines
      .filter(
        ({ text }, i) => text.startsWith("\t") || (i >= (ends[0] ?? 0) && i <= (ends[1] ?? 0)),
      )
      .map((line) => line.location),
  };
}

/** The tokens between the labels of other tables, where a missing heading left them in one section. */
function ownPart(tokens: readonly Token[], code: TableCode): readonly Token[] {
  const owners = tokens.map(({ kind, text }) =>
    kind === "words" ? ownerOf(text)?.code : undefined,
  );
  const first = owners.indexOf(code);
  if (first < 0) return tokens;
  const isForeign = (owner: TableCode | undefined): boolean =>
    owner !== undefined && owner !== code;
  const before = owners.slice(0, first).findLastIndex(isForeign);
  const after = owners.findIndex((owner, i) => i > first && isForeign(owner));
  return tokens.slice(before + 1, after < 0 ? undefined : after);
}

function regionOf(code: TableCode, { preface, parts }: DividedText): readonly TextLine[] {
  const own = parts.filter((part) => part.code === code);
  if (own.length > 0) return own.flatMap((part) => part.lines);
  const order = SECTIONS.map((section) => section.code as string);
  const before = parts.filter((part) => order.indexOf(part.code) < order.indexOf(code)).at(-1);
  return before?.lines ?? preface;
}

interface FigureRun {
  readonly words: readonly Token[];
  readonly figures: readonly Token[];
}

interface NamedColumn {
  readonly column: Column;
  readonly unit?: string;
}

/**
 * Reads a table that was flattened to one cell a line. Labels are matched as in a grid. Figures have
 * only their number and order, so the header must name the columns in the form's order and each label
 * must be followed by exactly as many figures. Anything else is refused.
 */
function readStream(tokens: readonly Token[], labels: FormLabels): TableReading {
  const runs = splitRuns(dropHeaderBlanks(tokens, labels));
  const rows: RowReading[] = [];
  let columns: readonly NamedColumn[] = [];
  let groups: readonly string[] = [];
  for (const { words, figures } of runs) {
    const path = matchLabels(
      words.map((token) => token.text),
      labels,
    );
    const across = isAcrossHeader(path, labels);
    if (across) {
      rows.push(...readAcrossRows(across, labels, figures));
      columns = [];
      continue;
    }
    const isFirst = rows.length === 0 && columns.length === 0;
    const named = findNamedColumns(path, words, labels);
    if (hasColumnLabels(path)) columns = named;
    const own = path.at(-1);
    const above = path.slice(0, -1).map((item) => item.labels);
    const newGroups = above.flatMap(
      (found) => found.find((label) => label.kind === "group")?.code ?? [],
    );
    if (newGroups.length > 0) groups = newGroups;
    const hasUnknown = path.slice(0, -1).some((item) => item.labels.length === 0);
    const line = lineOf(labels.table, own?.labels ?? [], groups) ?? null;
    if (isFirst && columns.length === 0 && line === null) continue;
    const first = words[own?.from ?? 0] ?? figures[0];
    const isClear = !hasUnknown || named.length > 0;
    rows.push({
      line: isClear ? line : null,
      label: words
        .slice(isClear ? own?.from : 0)
        .map((token) => token.text)
        .join(""),
      location: first?.location ?? {},
      columns: columns.length > 0 ? columns.map(({ column }) => column.code) : null,
      figures: isClear ? assignFigures(columns, figures) : null,
    });
  }
  return { rows, issues: [] };
}

/** Drops the empty cells of header rows, which belong to merged cells of the rows above. */
function dropHeaderBlanks(tokens: readonly Token[], labels: FormLabels): readonly Token[] {
  const rows = new Map<number, Token[]>();
  for (const token of tokens) {
    const row = rows.get(token.row);
    if (row) row.push(token);
    else rows.set(token.row, [token]);
  }
  const headers = new Set(
    [...rows].flatMap(([row, cells]) => {
      if (cells.some((token) => token.kind === "figure")) return [];
      const words = cells.filter((token) => token.kind === "words").map((token) => token.text);
      const path = matchLabels(words, labels);
      const is = (item: PathItem | undefined, kind: Label["kind"]): boolean =>
        item?.labels.some((label) => label.kind === kind) ?? false;
      const names = path.some((item) => is(item, "column") && !is(item, "line"));
      return words.length > 0 && (names || !is(path.at(-1), "line")) ? [row] : [];
    }),
  );
  return tokens.filter((token) => token.kind !== "blank" || !headers.has(token.row));
}

/** Splits the tokens into runs of labels with the figures that follow them. */
function splitRuns(tokens: readonly Token[]): FigureRun[] {
  const runs: { words: Token[]; figures: Token[] }[] = [];
  for (const token of tokens) {
    const run = runs.at(-1);
    if (token.kind === "words") {
      if (!run || run.figures.length > 0) runs.push({ words: [token], figures: [] });
      else run.words.push(token);
    } else if (run) run.figures.push(token);
  }
  return runs.filter((run) => run.figures.length > 0);
}

/** Whether labels of columns precede the last label, which is a line's own. */
function hasColumnLabels(path: readonly PathItem[]): boolean {
  return path.slice(0, -1).some((item) => item.labels.some((label) => label.kind === "column"));
}

/** The columns that the labels name in the form's order; empty when they name other columns or another order. */
function findNamedColumns(
  path: readonly PathItem[],
  words: readonly Token[],
  labels: FormLabels,
): readonly NamedColumn[] {
  const printed = path.slice(0, -1).flatMap((item) => {
    const label = item.labels.find(({ kind }) => kind === "column" || kind === "heading");
    if (!label) return [];
    const text = words
      .slice(item.from, item.from + item.count)
      .map((token) => token.text)
      .join("");
    return { label, unit: findUnit(text) };
  });
  const under = (heading: string): typeof printed =>
    printed.filter(({ label }) => columnOf(labels, label)?.heading === heading);
  const headings = printed.flatMap(({ label }) => (label.kind === "heading" ? [label.code] : []));
  const inOrder = printed.flatMap((entry) => {
    if (entry.label.kind === "heading") return under(entry.label.code);
    const heading = columnOf(labels, entry.label)?.heading;
    return heading !== undefined && headings.includes(heading) ? [] : [entry];
  });
  const codes = inOrder.map(({ label }) => label.code).join();
  const set = columnSets(labels.table).find(
    (columns) => columns.map((c) => c.code).join() === codes,
  );
  return (set ?? []).map((column, i) => {
    const unit = inOrder[i]?.unit;
    return unit === undefined ? { column } : { column, unit };
  });
}

function columnOf(labels: FormLabels, label: Label): Column | undefined {
  return labels.table.columns.find((column) => column.code === label.code);
}

/** One figure for each column; null unless there are exactly as many. */
function assignFigures(
  columns: readonly NamedColumn[],
  figures: readonly Token[],
): FigureReading[] | null {
  if (columns.length === 0 || columns.length !== figures.length) return null;
  return columns.map(({ column, unit }, i) => ({
    column: column.code,
    text: figures[i]?.text ?? "",
    location: figures[i]?.location ?? {},
    ...(unit === undefined ? {} : { unit }),
  }));
}

/**
 * Whether the labels are the header of table 四 in one line: each line of the form once and in
 * order, and for each of them all columns in order.
 */
function isAcrossHeader(path: readonly PathItem[], labels: FormLabels): boolean {
  const { lines, columns } = labels.table;
  if (path.length < lines.length * columns.length) return false;
  const from = path.findIndex((item) => item.labels.length > 0);
  const header = from < 0 ? [] : path.slice(from);
  if (header.some((item) => item.labels.length === 0)) return false;
  const codes = (kind: Label["kind"]): string[] =>
    header.flatMap((item) => item.labels.find((label) => label.kind === kind)?.code ?? []);
  const due = lines.flatMap(() => columns.map((column) => column.code));
  return (
    codes("column").join() === due.join() &&
    codes("line").join() === lines.map((line) => line.code).join()
  );
}

function readAcrossRows(
  across: boolean,
  { table }: FormLabels,
  figures: readonly Token[],
): readonly RowReading[] {
  const width = table.columns.length;
  const columns = table.columns.map((column) => ({ column }));
  const fits = across && figures.length === width * table.lines.length;
  return table.lines.map((line, i) => ({
    line: line.code,
    label: table.title,
    location: figures[0]?.location ?? {},
    columns: table.columns.map((column) => column.code),
    figures: fits ? assignFigures(columns, figures.slice(i * width, (i + 1) * width)) : null,
  }));
}
