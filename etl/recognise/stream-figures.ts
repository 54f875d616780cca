import type { Column } from "#domain/form/table";
import type { FormLabels, Label } from "./form-labels";
import { columnSets, unitPrinted } from "./header";
import { labelPath, type PathItem } from "./label-path";
import { lineOf } from "./line-label";
import type { FigureReading, RowReading, TableReading } from "./row-reading";
import type { Token } from "./stream-tokens";

interface Run {
  readonly words: readonly Token[];
  readonly figures: readonly Token[];
}

interface NamedColumn {
  readonly column: Column;
  readonly unit?: string;
}

/**
 * Reads a table that was flattened to one cell a line. Labels are matched as in a grid; figures are
 * told apart by their number and order alone, so the header must name the columns in the form's own
 * order and each label must be followed by exactly as many figures. Anything else is refused.
 */
export function readStream(tokens: readonly Token[], labels: FormLabels): TableReading {
  const runs = runsOf(withoutHeaderBlanks(tokens, labels));
  const rows: RowReading[] = [];
  let columns: readonly NamedColumn[] = [];
  let groups: readonly string[] = [];
  for (const { words, figures } of runs) {
    const path = labelPath(
      words.map((token) => token.text),
      labels,
    );
    const across = acrossColumns(path, labels);
    if (across) {
      rows.push(...acrossRows(across, labels, figures));
      columns = [];
      continue;
    }
    const isFirst = rows.length === 0 && columns.length === 0;
    const named = namedColumns(path, words, labels);
    if (namesColumns(path)) columns = named;
    const own = path.at(-1);
    const above = path.slice(0, -1).map((item) => item.labels);
    const met = above.flatMap((found) => found.find((label) => label.kind === "group")?.code ?? []);
    if (met.length > 0) groups = met;
    const strays = path.slice(0, -1).some((item) => item.labels.length === 0);
    const line = lineOf(labels.table, own?.labels ?? [], groups) ?? null;
    if (isFirst && columns.length === 0 && line === null) continue;
    const first = words[own?.from ?? 0] ?? figures[0];
    const isClear = !strays || named.length > 0;
    rows.push({
      line: isClear ? line : null,
      label: words
        .slice(isClear ? own?.from : 0)
        .map((token) => token.text)
        .join(""),
      where: first?.where ?? {},
      columns: columns.length > 0 ? columns.map(({ column }) => column.code) : null,
      figures: isClear ? counted(columns, figures) : null,
    });
  }
  return { rows, problems: [] };
}

/** Drops the empty cells of header rows, where merged cells of the rows above reach down. */
function withoutHeaderBlanks(tokens: readonly Token[], labels: FormLabels): readonly Token[] {
  const rows = new Map<number, Token[]>();
  for (const token of tokens) rows.set(token.row, [...(rows.get(token.row) ?? []), token]);
  const headers = new Set(
    [...rows].flatMap(([row, cells]) => {
      if (cells.some((token) => token.kind === "figure")) return [];
      const words = cells.filter((token) => token.kind === "words").map((token) => token.text);
      const path = labelPath(words, labels);
      const is = (item: PathItem | undefined, kind: Label["kind"]): boolean =>
        item?.labels.some((label) => label.kind === kind) ?? false;
      const names = path.some((item) => is(item, "column") && !is(item, "line"));
      return words.length > 0 && (names || !is(path.at(-1), "line")) ? [row] : [];
    }),
  );
  return tokens.filter((token) => token.kind !== "blank" || !headers.has(token.row));
}

/** Cuts the cells into labels and the figures that follow them. */
function runsOf(tokens: readonly Token[]): Run[] {
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

/** Whether labels of columns stand before the last label, which is a line's own. */
function namesColumns(path: readonly PathItem[]): boolean {
  return path.slice(0, -1).some((item) => item.labels.some((label) => label.kind === "column"));
}

/** The columns that the labels name, in the form's order; none when they name others or mix them up. */
function namedColumns(
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
    return { label, unit: unitPrinted(text) };
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

/** A figure for each column; null unless there are exactly as many. */
function counted(
  columns: readonly NamedColumn[],
  figures: readonly Token[],
): FigureReading[] | null {
  if (columns.length === 0 || columns.length !== figures.length) return null;
  return columns.map(({ column, unit }, i) => ({
    column: column.code,
    text: figures[i]?.text ?? "",
    where: figures[i]?.where ?? {},
    ...(unit === undefined ? {} : { unit }),
  }));
}

/**
 * Whether the labels are the header of table 四 in one line: each line of the form once and in
 * order, and for each of them all columns in order.
 */
function acrossColumns(path: readonly PathItem[], labels: FormLabels): boolean {
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

function acrossRows(
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
    where: figures[0]?.where ?? {},
    columns: table.columns.map((column) => column.code),
    figures: fits ? counted(columns, figures.slice(i * width, (i + 1) * width)) : null,
  }));
}
