import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { cellByName, cellsIn, TABLE_CODES, type TableCode } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import { editionFor, EDITIONS, FIRST_YEAR, type Edition } from "#domain/form/edition";
import type { PrintedCell } from "#domain/report/printed-cell";
import { foldReadIssues, readIssue, type ReadIssue } from "#domain/report/read-issue";
import type { ReadReport, TableEditions } from "#domain/report/read-report";
import { UnreadableDocument } from "../read/document";
import { LIMITS } from "../read/limits";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { readCellText } from "#domain/report/read-cell-text";

const figureRowSchema = z.strictObject({
  table: z.enum(TABLE_CODES),
  line: z.string(),
  column: z.string(),
  /** Exactly as printed; empty where the cell is blank. */
  printed: z.string(),
});
const HEADER = figureRowSchema.keyof().options.join(",");

/** Whether a document is in the figures format: one printed cell a line (data/README.md). */
export function isFiguresFormat(text: string): boolean {
  const [first = ""] = text.replace(/^\uFEFF/u, "").split(/\r?\n/u, 1);
  return first === HEADER;
}

/** Reads a document in the figures format; the manifest says whose figures they are. */
export function readFigures(text: string, file: string, manifest: ManifestRow | null): ReadReport {
  const rows = parseRows(text);
  const issues: ReadIssue[] = [];
  const cells = rows.flatMap((row, index): PrintedCell[] => {
    const { table, line, column, printed: raw } = row;
    const where = { line: index + 2 };
    const cell = cellByName(cellName(line, column));
    if (cell?.table !== table) {
      const name = `${table}.${line}.${column}`;
      issues.push(readIssue("cell_not_in_form", { row: index + 2, cell: name, location: where }));
      return [];
    }
    return [{ table, line, column, raw, where, ...readCellText(raw, cell) }];
  });
  const forms = formsOf(cells, editionFor(manifest?.year ?? FIRST_YEAR), issues);
  return {
    file,
    body: manifest?.body ?? null,
    kind: manifest?.kind ?? null,
    division: manifest?.division ?? null,
    year: manifest?.year ?? null,
    scope: manifest?.scope ?? "unknown",
    forms,
    publishedOn: manifest?.publishedOn ?? null,
    source: manifest?.source ?? null,
    cells,
    preface: null,
    sections: [],
    problems: foldReadIssues(issues),
  };
}

function parseRows(text: string): readonly z.infer<typeof figureRowSchema>[] {
  const options = { columns: true, bom: true, skip_empty_lines: true, to: LIMITS.figuresLines + 1 };
  let rows;
  try {
    rows = figureRowSchema.array().safeParse(parse(text, options));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableDocument(
      "数字表的列数不齐，或英文引号不成对；各列应为 table,line,column,printed",
      { cause: error },
    );
  }
  if (!rows.success)
    throw new UnreadableDocument(
      `数字表第${Number(rows.error.issues[0]?.path[0] ?? 0) + 2}行的内容不合要求；各列应为 table,line,column,printed`,
    );
  if (rows.data.length > LIMITS.figuresLines)
    throw new UnreadableDocument(`数字表超过${LIMITS.figuresLines}行，不像一份年度报告，未读取`);
  return rows.data;
}

/**
 * The edition of a table is the one that prints exactly the cells that are listed; where both do,
 * the one that was due.
 */
function editionOf(table: TableCode, cells: readonly PrintedCell[], due: Edition): Edition | null {
  const printed = cells
    .filter((cell) => cell.table === table)
    .map((cell) => cellName(cell.line, cell.column));
  const names = new Set(printed);
  if (names.size !== printed.length) return null;
  const exact = EDITIONS.filter((edition) => {
    const prints = cellsIn(table, edition);
    return prints.length === names.size && prints.every((cell) => names.has(cell.name));
  });
  return exact.find((edition) => edition === due) ?? exact[0] ?? null;
}

function formsOf(cells: readonly PrintedCell[], due: Edition, issues: ReadIssue[]): TableEditions {
  const edition = (table: TableCode): Edition | null => {
    const found = editionOf(table, cells, due);
    if (found === null) issues.push(readIssue("table_not_of_edition", { table }));
    return found;
  };
  return {
    proactive_disclosure: edition("proactive_disclosure"),
    requests: edition("requests"),
    review_litigation: edition("review_litigation"),
  };
}
