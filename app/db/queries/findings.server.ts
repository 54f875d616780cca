import { type CheckWords, type FindingRow, type HotSpot } from "#domain/checks/finding-row";
import { z } from "zod";
import { ACCEPTANCE_CODES } from "#domain/checks/check-rule";
import { SEVERITY_CODES } from "#domain/report/severity";
import { formatRequest } from "#domain/checks/engine";
import { LATE_RULE } from "#domain/checks/rules/timeliness";
import { checkRuleOf } from "#domain/checks/rule-list";
import { RELABELLING_RULE } from "#domain/checks/rules/relabelling";
import type { BriefingFinding } from "#domain/briefing/facts";
import type { ReportQuality } from "#domain/checks/quality-flag";
import { reportRepairSchema } from "#domain/checks/repairs";
import type { Relabelling } from "#domain/comparison/change";
import type { FilterValues } from "#domain/filters/filters";
import { provinceOf } from "#domain/report/division";
import { reportFindingSchema } from "#domain/report/report-finding";
import { texts } from "../engine/columns";
import { queryColumns, queryRows } from "../engine/rows.server";
import type { Parameter } from "../engine/statement";
import { BODY_CODE, BODY_NAME } from "../sql/bodies";
import { IS_PENDING } from "../sql/findings";
import { type Condition, conditionOf, isAmong } from "../sql/filters";

/** Sorts by severity: E before W before I. */
const GRAVEST_FIRST = `list_position([${SEVERITY_CODES.map((code) => `'${code}'`).join(", ")}], severity)`;

const findingSchema = z.object({
  fingerprint: z.string(),
  values_hash: z.string(),
  report_id: z.string(),
  division_code: z.string(),
  division: z.string(),
  body: z.string(),
  year: z.int(),
  check_id: z.string(),
  severity: z.enum(SEVERITY_CODES),
  message: z.string(),
  nearest: z.string().nullable(),
  left_value: z.number().nullable(),
  right_value: z.number().nullable(),
  difference: z.number().nullable(),
  cells: z
    .array(z.string())
    .nullable()
    .transform((cells) => cells ?? []),
  last_report_id: z.string().nullable(),
  acceptance: z.enum(ACCEPTANCE_CODES),
  accepted_reason: z.string().nullable(),
  accepted_by: z.string().nullable(),
  accepted_on: z.string().nullable(),
});

/** What the checks found in the reports that the filters select, the gravest first. */
export function fetchFindings(filters: FilterValues): Promise<FindingRow[]> {
  return fetchFindingsWhere(filters, conditionOf(filters, [], "findings"));
}

/** What they found in the reports of the years before and still asks something of the bodies; not how late those came, which is past mending. */
export function fetchEarlierFindings(filters: FilterValues): Promise<FindingRow[]> {
  const { sql, values } = conditionOf(filters, ["year"], "findings");
  return fetchFindingsWhere(filters, {
    sql: `${sql} AND year < ? AND severity <> 'I' AND check_id <> ?`,
    values: [...values, filters.year, LATE_RULE],
  });
}

async function fetchFindingsWhere(
  { area }: FilterValues,
  condition: ReturnType<typeof conditionOf>,
): Promise<FindingRow[]> {
  const found = await queryRows(
    `SELECT fingerprint, values_hash, report_id, division_code, division, body, year, check_id, severity,
       message, nearest, left_value, right_value, difference, cells,
       (SELECT min(id) FROM figures last WHERE last.province = ? AND last.body_id = figures.body_id
          AND last.scope = figures.scope AND last.year = figures.year - 1) AS last_report_id,
       acceptance, accepted_reason, accepted_by, strftime(accepted_on, '%Y-%m-%d') AS accepted_on
     FROM findings JOIN figures ON figures.id = report_id
     WHERE ${condition.sql}
     ORDER BY ${GRAVEST_FIRST}, division_code, check_id, fingerprint`,
    [provinceOf(area), ...condition.values],
    findingSchema,
  );
  return found.map(({ cells, nearest, last_report_id: last, ...row }) => ({
    ...addCheckWords(row),
    request: formatRequest({ ...row, check: row.check_id, nearest }, { withBasis: false }),
    cells,
    cell: cells[0] ?? null,
    right_cell: rightCellOf({ ...row, cells, last }),
  }));
}

interface FindingCells {
  readonly check_id: string;
  readonly report_id: string;
  readonly cells: readonly string[];
  /** The report of the year before; null where it is not loaded. */
  readonly last: string | null;
}

/** The cell in which the right value of a finding is printed; null where it is in none. */
function rightCellOf({ check_id, report_id, cells, last }: FindingCells): FindingRow["right_cell"] {
  const { rightIn } = checkRuleOf(check_id) ?? {};
  if (rightIn === "nowhere") return null;
  const report = rightIn ? last : report_id;
  const cell = cells[rightIn?.lastYear ?? 0];
  return report === null || cell === undefined ? null : { report_id: report, cell };
}

const hotSpotSchema = z.object({
  check_id: z.string(),
  severity: z.enum(SEVERITY_CODES),
  years: z.array(z.object({ year: z.int(), findings: z.int(), bodies: z.int() })),
});

/** How often each check failed, year by year, in the reports of every year that the filters select. */
export async function fetchHotSpots(filters: FilterValues): Promise<HotSpot[]> {
  const condition = conditionOf(filters, ["year", "check"], "findings");
  const found = await queryRows(
    `WITH counted AS (
       SELECT check_id, severity, year, CAST(count(*) AS INTEGER) AS findings,
         CAST(count(DISTINCT division_code) AS INTEGER) AS bodies
       FROM findings JOIN figures ON figures.id = report_id
       WHERE ${condition.sql} GROUP BY check_id, severity, year
     )
     SELECT check_id, severity,
       list({'year': year, 'findings': findings, 'bodies': bodies} ORDER BY year) AS years
     FROM counted GROUP BY check_id, severity
     ORDER BY ${GRAVEST_FIRST}, sum(findings) DESC, check_id`,
    condition.values,
    hotSpotSchema,
  );
  return found.map(addCheckWords);
}

/** Adds what a page says of the check. */
function addCheckWords<Row extends { readonly check_id: string }>(
  row: Row,
): Row & { check: CheckWords } {
  const { name = "", basis = "" } = checkRuleOf(row.check_id) ?? {};
  return { ...row, check: { name, basis } };
}

const listedFindingSchema = z.object({
  ...reportFindingSchema.shape,
  acceptance: z.enum(ACCEPTANCE_CODES),
  accepted_reason: z.string().nullable(),
  accepted_by: z.string().nullable(),
  accepted_on: z.string().nullable(),
});
type ListedFinding = z.infer<typeof listedFindingSchema>;

const FINDING_COLUMNS = reportFindingSchema
  .keyof()
  .options.filter((column) => column !== "severity")
  .join(", ");

/** What the checks found in a report, accepted or corrected or not, the gravest first. */
export async function fetchReportFindings(id: string): Promise<ListedFinding[]> {
  return queryRows(
    `SELECT ${FINDING_COLUMNS}, severity, acceptance, accepted_reason, accepted_by,
       strftime(accepted_on, '%Y-%m-%d') AS accepted_on
     FROM findings WHERE report_id = ?
     ORDER BY ${GRAVEST_FIRST}, check_id, cells, message`,
    [id],
    listedFindingSchema,
  );
}

const divisionFindingSchema = z.object({
  ...reportFindingSchema.shape,
  year: z.int(),
  scope: z.string(),
  body: z.string(),
});
export type DivisionFinding = z.infer<typeof divisionFindingSchema>;

/** What the checks found in the reports of one body of a division, newest year first. */
export async function fetchDivisionFindings(
  division: string,
  { scope, kind }: { readonly scope: string; readonly kind: string },
): Promise<DivisionFinding[]> {
  return queryRows(
    `SELECT ${FINDING_COLUMNS}, severity, year, scope, body
     FROM findings JOIN figures ON figures.id = findings.report_id
     WHERE province = ? AND division_code = ? AND scope = ? AND kind = ? AND acceptance <> 'corrected'
     ORDER BY year DESC, ${GRAVEST_FIRST}, check_id, cells, message`,
    [provinceOf(division), division, scope, kind],
    divisionFindingSchema,
  );
}

const openFindingSchema = z.object({
  ...reportFindingSchema.shape,
  code: z.string(),
  division: z.string(),
  year: z.int(),
});

/**
 * What the checks found in the reports of the chosen year and the years before and nobody accepted,
 * latest year first, by body, the gravest first.
 */
export async function fetchOpenFindings(filters: FilterValues): Promise<BriefingFinding[]> {
  const condition = conditionOf(filters, ["year"]);
  return queryRows(
    `SELECT ${FINDING_COLUMNS}, severity, code, division, year
     FROM findings JOIN (SELECT id, ${BODY_CODE} AS code, ${BODY_NAME} AS division, year
       FROM figures WHERE ${condition.sql}) chosen ON chosen.id = report_id
     WHERE year <= ? AND ${IS_PENDING}
     ORDER BY year DESC, code, report_id, ${GRAVEST_FIRST}, check_id,
       fingerprint`,
    [...condition.values, filters.year],
    openFindingSchema,
  );
}

const checkFailuresSchema: z.ZodType<ReportQuality> = z.object({
  report_id: z.string(),
  errors: z.int(),
  repairs: z.array(reportRepairSchema.pick({ table: true, ways: true })),
});

/** What the checks have against the figures of some reports, by id; nothing for those without errors. */
export async function fetchCheckFailures(
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReportQuality>> {
  if (ids.length === 0) return new Map();
  const { sql, values } = isAmong("report_id", ids);
  return fetchCheckFailuresWhere(sql, values);
}

/** The same of the reports that the filters select. */
export async function fetchCheckFailuresIn(
  filters: Partial<FilterValues>,
): Promise<ReadonlyMap<string, ReportQuality>> {
  const { sql, values } = failuresIn(filters);
  return fetchCheckFailuresWhere(sql, values);
}

/** The reports that the filters select whose cells fail checks: the answer to the same statement, so that who asks both asks once. */
export async function fetchDoubtfulIn(
  filters: Partial<FilterValues>,
): Promise<ReadonlySet<string>> {
  const { sql, values } = failuresIn(filters);
  const found = await queryColumns(failuresSql(sql), values, z.looseObject({ report_id: texts }));
  return new Set(found.report_id);
}

function failuresIn(filters: Partial<FilterValues>): Condition {
  const { sql, values } = conditionOf(filters);
  return { sql: `report_id IN (SELECT id FROM figures WHERE ${sql})`, values };
}

const failuresSql = (condition: string): string =>
  `SELECT report_id, doubts AS errors, repairs FROM examinations WHERE doubts > 0 AND ${condition}`;

async function fetchCheckFailuresWhere(
  condition: string,
  values: readonly Parameter[],
): Promise<ReadonlyMap<string, ReportQuality>> {
  const found = await queryRows(failuresSql(condition), values, checkFailuresSchema);
  return new Map(found.map((quality) => [quality.report_id, quality]));
}

const relabellingSchema: z.ZodType<Relabelling> = z.object({
  code: z.string(),
  report_id: z.string(),
  year: z.int(),
  cells: z.array(z.string()),
});

/**
 * The reports from the base year up to the chosen one whose outcomes seem to have moved from one line to another
 * (Y-LABEL, unless accepted), of the bodies that the filters select: what moved in the base year may since have moved back.
 */
export async function fetchRelabellings(filters: FilterValues): Promise<Relabelling[]> {
  const condition = conditionOf(filters, ["year"]);
  return queryRows(
    `SELECT ${BODY_CODE} AS code, id AS report_id, year, cells
     FROM findings JOIN figures ON figures.id = report_id
     WHERE ${condition.sql} AND year >= ? AND year <= ?
       AND check_id = ? AND ${IS_PENDING}
     ORDER BY year, code`,
    [...condition.values, filters.base, filters.year, RELABELLING_RULE],
    relabellingSchema,
  );
}
