import { PENDING } from "#domain/checks/check-rule";
import type { Cell } from "#domain/form/cells";
import { STORED_SUMS, type StoredSum } from "#domain/indicators/stored-sums";
import { REPORT_DIMENSIONS } from "#domain/report/report-row";
import { DATABASE, SETTLED, type TableShape } from "#store/schema";
import { COPIED_REPORTS, copiedFiguresSql } from "./copied-rows";

const sqlTextList = (names: readonly string[]): string =>
  `[${names.map((name) => `'${name}'`).join(", ")}]`;

/**
 * A quantity of several cells over one row. NULL when nothing of it is printed, and when one of its
 * parts prints something that could not be read: a sum never takes that for 0.
 */
function quantitySql({ column, plus, minus }: StoredSum): string {
  const names = (cells: readonly Cell[]) => cells.map(({ name }) => name);
  const added = `CASE WHEN NOT coalesce(list_has_any(unusable, ${sqlTextList(names([...plus, ...minus]))}), false)
    THEN list_sum([${names(plus).join(", ")}]) END`;
  const less = minus.length === 0 ? "" : ` - coalesce(list_sum([${names(minus).join(", ")}]), 0)`;
  return `${added}${less} AS ${column}`;
}

/** Rows of cells with every stored sum of a quantity computed from them. */
export function withQuantities(from: string): string {
  return `SELECT *, ${STORED_SUMS.map(quantitySql).join(", ")} FROM ${from}`;
}

/**
 * Fills `figures`, the numbers used in arithmetic: those settled for a report, else those it prints. `unusable` names
 * the cells of its tables that enter no sum: no sum may take them for 0. Quantities of several cells are computed
 * from those numbers. What was made of copied reports is copied.
 */
export function figuresStatement(before: string | null): string {
  return `
  INSERT INTO figures BY NAME
  WITH cells AS (
    SELECT *, CAST(NULL AS VARCHAR[]) AS unusable FROM reports
    WHERE id NOT IN (SELECT id FROM ${SETTLED.used.name})
      ${before !== null ? `AND id NOT IN (SELECT id FROM ${COPIED_REPORTS})` : ""}
    UNION ALL BY NAME ${settledRows(SETTLED.used)}
  ), summed AS (${withQuantities("cells")})
  ${inOrder(DATABASE.figures, before)}`;
}

/** Fills `printed_figures` in the same way from what is printed. */
export function printedFiguresStatement(before: string | null): string {
  return `
  INSERT INTO printed_figures BY NAME
  WITH cells AS (${settledRows(SETTLED.printed)}), summed AS (${withQuantities("cells")})
  ${inOrder(DATABASE.printed_figures, before)}`;
}

/** Everything summed, with the rows that are copied from the table of the database before. */
function inOrder(table: TableShape, before: string | null): string {
  const copiedRows = before === null ? "" : `UNION ALL BY NAME ${copiedFiguresSql(table, before)}`;
  return `SELECT * FROM (SELECT * FROM summed ${copiedRows}) ORDER BY ${rowOrder()}`;
}

function settledRows({ name }: TableShape): string {
  const dimensions = REPORT_DIMENSIONS.map((column) => `reports.${column}`);
  return `SELECT ${dimensions.join(", ")}, settled.* EXCLUDE (id)
    FROM reports JOIN ${name} settled ON settled.id = reports.id`;
}

/** Whole-jurisdiction reports first, then by province, year, division and kind: what pages read together lies together. */
function rowOrder(): string {
  return "scope <> 'jurisdiction', scope, province, year, division_code, kind, id";
}

/** A finding that makes the figures of its report doubtful: an error in cells that nobody accepted or corrected. */
const DOUBTS_FIGURES = `severity = 'E' AND len(cells) > 0
  AND coalesce(acceptance, 'open') IN (${PENDING.map((code) => `'${code}'`).join(", ")})`;

const ofSeverity = (severity: string): string =>
  `CAST(count(CASE WHEN severity = '${severity}' THEN 1 END) AS INTEGER)`;

/** Fills `examinations` from what the checks find in the corrected figures: a row for each report they find anything in. */
export const EXAMINATIONS_STATEMENT = `
  INSERT INTO examinations BY NAME
  WITH counted AS (
    SELECT report_id, ${ofSeverity("E")} AS errors, ${ofSeverity("W")} AS warnings,
      ${ofSeverity("I")} AS remarks,
      CAST(count(CASE WHEN ${DOUBTS_FIGURES} THEN 1 END) AS INTEGER) AS doubts
    FROM findings WHERE acceptance IS DISTINCT FROM 'corrected' GROUP BY report_id
  ), repaired AS (
    SELECT report_id, list({'table': "table", 'ways': ways} ORDER BY "table") AS repairs
    FROM repairs GROUP BY report_id
  )
  SELECT counted.*, coalesce(repairs, []) AS repairs
  FROM counted LEFT JOIN repaired USING (report_id) ORDER BY report_id`;
