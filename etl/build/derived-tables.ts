import { PENDING } from "#domain/checks/check-rule";
import type { TableShape } from "#store/schema";
import { copiedFiguresSql } from "./copied-rows";

/**
 * Fills a table of figures from what was written of each report, with the rows that are copied from the database before.
 * Whole-jurisdiction reports first, then by province, year, division and kind: what pages read together lies together.
 */
export function orderedFiguresStatement(
  table: TableShape,
  unordered: TableShape,
  before: string | null,
): string {
  const copied = before === null ? "" : `UNION ALL BY NAME ${copiedFiguresSql(table, before)}`;
  return `
  INSERT INTO ${table.name} BY NAME
  SELECT * FROM (SELECT * FROM ${unordered.name} ${copied})
  ORDER BY scope <> 'jurisdiction', scope, province, year, division_code, kind, id`;
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
