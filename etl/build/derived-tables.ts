import { type Cell, CELLS, type Sum, sumsIn } from "#domain/form/cells";
import { type Edition, EDITIONS } from "#domain/form/edition";
import { STORED_SUMS, type StoredSum } from "#domain/indicators/stored-sums";
import { editionColumn } from "#domain/report/report-row";
import { figureType } from "#store/schema";

const sqlTextList = (names: readonly string[]): string =>
  `[${names.map((name) => `'${name}'`).join(", ")}]`;

/** Sum of the parts that are numbers, where there is one and no part is unreadable; else NULL. */
function sumOfParts(sum: Sum): string {
  const names = sum.parts.map((part) => part.name);
  const known = sqlTextList([sum.total.name, ...names]);
  return `CASE WHEN NOT list_has_any(unusable, ${known}) THEN list_sum([${names.join(", ")}]) END`;
}

function fillTotal(cell: Cell, direction: Sum["direction"]): string | undefined {
  const editions = new Map<string, Edition[]>();
  for (const edition of EDITIONS) {
    const sum = sumsIn(cell.table, edition).find(
      (candidate) => candidate.total === cell && candidate.direction === direction,
    );
    if (!sum) continue;
    const added = sumOfParts(sum);
    editions.set(added, [...(editions.get(added) ?? []), edition]);
  }
  if (editions.size === 0) return undefined;
  const edition = editionColumn(cell.table);
  const cases = [...editions].map(
    ([added, those]) => `WHEN ${edition} IN (${those.join(", ")}) THEN ${added}`,
  );
  return `coalesce(${cell.name}, CASE ${cases.join(" ")} END)::${figureType(cell)} AS ${cell.name}`;
}

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

function fillTotals(direction: Sum["direction"], from: string): string {
  const totals = CELLS.flatMap((cell) => fillTotal(cell, direction) ?? []);
  return `SELECT * REPLACE (${totals.join(", ")}) FROM ${from}`;
}

/**
 * Fills `figures`, the numbers used in arithmetic: an accepted correction, else the printed number,
 * else, for a total left blank, the sum of its parts, across before down. `unusable` names the cells
 * that print something other than a number, a blank or a slash: no sum may take them for 0. Quantities
 * of several cells are computed from those numbers.
 *
 * @param corrected the cells that any accepted correction names
 */
export function figuresStatement(corrected: ReadonlySet<string>): string {
  const replaced = CELLS.filter(({ name }) => corrected.has(name)).map(
    (cell) => `coalesce(fixes['${cell.name}'], ${cell.name})::${figureType(cell)} AS ${cell.name}`,
  );
  return `
    INSERT INTO figures BY NAME
    WITH fixed AS (
      SELECT report_id, map(list(cell), list(corrected)) AS fixes
      FROM corrections WHERE accepted GROUP BY report_id
    ), unread AS (
      SELECT report_id, list_transform(
        list_filter(cells, lambda printed: printed.state NOT IN ('number', 'blank', 'slash')),
        lambda printed: printed.cell) AS names
      FROM evidence
    ), with_corrections AS (
      SELECT reports.* ${replaced.length > 0 ? `REPLACE (${replaced.join(", ")})` : ""},
        list_filter(coalesce(names, []), lambda name: fixes[name] IS NULL) AS unusable
      FROM reports
      LEFT JOIN fixed ON fixed.report_id = reports.id
      LEFT JOIN unread ON unread.report_id = reports.id
    ), across AS (${fillTotals("across", "with_corrections")}), down AS (${fillTotals("down", "across")}),
    summed AS (${withQuantities("down")})
    SELECT * REPLACE (nullif(unusable, []) AS unusable) FROM summed ORDER BY ${ROW_ORDER}`;
}

/** Whole-jurisdiction reports first, then by year, division and kind: what pages read together lies together. */
const ROW_ORDER = "scope <> 'jurisdiction', scope, year, division_code, kind, id";

/** A finding that makes the figures of its report doubtful: an error in cells that nobody accepted. */
const DOUBTS_FIGURES =
  "severity = 'E' AND len(cells) > 0 AND acceptance IS DISTINCT FROM 'accepted'";

const ofSeverity = (severity: string): string =>
  `CAST(count(CASE WHEN severity = '${severity}' THEN 1 END) AS INTEGER)`;

/**
 * Fills `examinations` from what the checks found: a row for each report they found anything in.
 * Repairs are of what is printed: a report of which a figure was corrected has none.
 */
export const EXAMINATIONS_STATEMENT = `
  INSERT INTO examinations BY NAME
  WITH counted AS (
    SELECT report_id, ${ofSeverity("E")} AS errors, ${ofSeverity("W")} AS warnings,
      ${ofSeverity("I")} AS remarks,
      CAST(count(CASE WHEN ${DOUBTS_FIGURES} THEN 1 END) AS INTEGER) AS doubts
    FROM findings GROUP BY report_id
  ), repaired AS (
    SELECT report_id, list({'table': "table", 'ways': ways} ORDER BY "table") AS repairs
    FROM repairs WHERE report_id NOT IN (SELECT report_id FROM corrections WHERE accepted)
    GROUP BY report_id
  )
  SELECT counted.*, coalesce(repairs, []) AS repairs
  FROM counted LEFT JOIN repaired USING (report_id) ORDER BY report_id`;
