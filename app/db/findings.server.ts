import { z } from "zod";
import { checkOf } from "#domain/checks/checks";
import type { CheckWords, FindingRow, HotSpot } from "#domain/tables/findings";
import type { FilterKey, FilterValues } from "#domain/filters/filters";
import { ACCEPTANCE_CODES, SEVERITY_CODES } from "#domain/checks/check";
import { conditionOf, type Condition } from "./filter-sql";
import { rows } from "./rows.server";

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
  question: z.string(),
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

/** What the filters select of findings; `leaveOut` names filters that the question asks across. */
function selected(filters: FilterValues, leaveOut: readonly FilterKey[] = []): Condition {
  const condition = conditionOf(filters, leaveOut);
  const { district, severity, check, state } = filters;
  const further = [
    ...(district === "all" ? [] : [{ sql: "division_code = ?", value: district }]),
    ...(severity === "all" ? [] : [{ sql: "severity = ?", value: severity }]),
    ...(check === "all" || leaveOut.includes("check")
      ? []
      : [{ sql: "check_id = ?", value: check }]),
    ...(state === "all" || state === "pending" ? [] : [{ sql: "acceptance = ?", value: state }]),
    ...(state === "pending" ? [{ sql: "acceptance <> ?", value: "accepted" }] : []),
  ];
  return {
    sql: [condition.sql, ...further.map(({ sql }) => sql)].join(" AND "),
    values: [...condition.values, ...further.map(({ value }) => value)],
  };
}

/** What the checks found in the reports that the filters select, the gravest first. */
export async function findings(filters: FilterValues): Promise<FindingRow[]> {
  const condition = selected(filters);
  const found = await rows(
    `SELECT fingerprint, values_hash, report_id, division_code, division, body, year, check_id, severity,
       message, question, left_value, right_value, difference, cells,
       (SELECT min(id) FROM reports last WHERE last.body_id = reports.body_id
          AND last.scope = reports.scope AND last.year = reports.year - 1) AS last_report_id,
       acceptance, accepted_reason, accepted_by, strftime(accepted_on, '%Y-%m-%d') AS accepted_on
     FROM findings JOIN reports ON reports.id = report_id
     WHERE ${condition.sql}
     ORDER BY list_position(['E', 'W', 'I'], severity), division_code, check_id, fingerprint`,
    condition.values,
    findingSchema,
  );
  return found.map(({ cells, last_report_id: last, ...row }) => ({
    ...named(row),
    cell: cells[0] ?? null,
    right_at: rightAt({ ...row, cells, last }),
  }));
}

interface Compared {
  readonly check_id: string;
  readonly report_id: string;
  readonly cells: readonly string[];
  /** The report of the year before; null where it is not loaded. */
  readonly last: string | null;
}

/** Address of the cell in which the right value of a finding is printed; null where it is in none. */
function rightAt({ check_id, report_id, cells, last }: Compared): string | null {
  const { rightIn } = checkOf(check_id) ?? {};
  if (rightIn === "nowhere") return null;
  const report = rightIn ? last : report_id;
  const cell = cells[rightIn?.lastYear ?? 0];
  return report === null || cell === undefined ? null : `/reports/${report}#${cell}`;
}

const hotSpotSchema = z.object({
  check_id: z.string(),
  severity: z.enum(SEVERITY_CODES),
  years: z.array(z.object({ year: z.int(), findings: z.int(), bodies: z.int() })),
});

/** How often each check failed, year by year, in the reports of every year that the filters select. */
export async function hotSpots(filters: FilterValues): Promise<HotSpot[]> {
  const condition = selected(filters, ["year", "check"]);
  const found = await rows(
    `WITH counted AS (
       SELECT check_id, severity, year, CAST(count(*) AS INTEGER) AS findings,
         CAST(count(DISTINCT division_code) AS INTEGER) AS bodies
       FROM findings JOIN reports ON reports.id = report_id
       WHERE ${condition.sql} GROUP BY check_id, severity, year
     )
     SELECT check_id, severity,
       list({'year': year, 'findings': findings, 'bodies': bodies} ORDER BY year) AS years
     FROM counted GROUP BY check_id, severity
     ORDER BY list_position(['E', 'W', 'I'], severity), sum(findings) DESC, check_id`,
    condition.values,
    hotSpotSchema,
  );
  return found.map(named);
}

/** Adds what a page says of the check. */
function named<Row extends { readonly check_id: string }>(row: Row): Row & { check: CheckWords } {
  const { name = "", basis = "" } = checkOf(row.check_id) ?? {};
  return { ...row, check: { name, basis } };
}
