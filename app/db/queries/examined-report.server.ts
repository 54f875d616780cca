import { z } from "zod";
import {
  type CheckContext,
  CheckContexts,
  type ChildReport,
  type ContextDivision,
} from "#domain/checks/check-context";
import { applyCorrections, type CorrectedCell } from "#domain/checks/settled-figures";
import { SCOPE_CODES } from "#domain/report/body";
import {
  type CheckedReport,
  restoreCheckedReport,
  type StoredReport,
} from "#domain/report/checked-report";
import { CELL_STATES, type StoredCell } from "#domain/report/printed-cell";
import type { Section } from "#domain/report/read-report";
import {
  REPORT_DIMENSIONS,
  reportId,
  type ReportRow,
  reportRowSchema,
} from "#domain/report/report-row";
import { cachePerVersion } from "../engine/connection.server";
import { queryRows } from "../engine/rows.server";
import { IS_SINGLE_KIND } from "../sql/bodies";
import { lifespanColumns, lifespanShape } from "../sql/divisions";
import { fetchEvidence, fetchSections, fetchUncompared } from "./evidence.server";
import { fetchAllDeadlines } from "./filings.server";

/** The cells as a list a field: the engine hands over plain lists much faster than structs. */
const cellListsSchema = z.object({
  cell: z.array(z.string()),
  value: z.array(z.number().nullable()),
  state: z.array(z.enum(CELL_STATES)),
  raw: z.array(z.string()),
});
const CELL_LISTS = cellListsSchema
  .keyof()
  .options.map((field) => `list_transform(cells, lambda each: each.${field}) AS "${field}"`);
const evidenceSchema = z.object({ report_id: z.string(), ...cellListsSchema.shape });

/** What the checks look at: a loaded report, and what else is loaded and bears on it. */
interface ExaminedReport extends Pick<StoredReport, "sections"> {
  readonly printed: readonly StoredCell[];
  readonly checked: CheckedReport;
  readonly context: CheckContext;
}

/** A report as the checks see it, with its context: all with the corrected figures in place of those printed. */
export async function fetchExaminedReport(report: ReportRow): Promise<ExaminedReport> {
  const { id, body_id: bodyId, year, division_code: divisionCode } = report;
  const [evidence, sections, context, corrections] = await Promise.all([
    fetchEvidence([id]),
    fetchSections([id]),
    fetchContextOf({ reportId: id, bodyId, divisionCode, year }),
    fetchAppliedCorrections(),
  ]);
  const own = sections.get(id) ?? [];
  return {
    printed: evidence.get(id)?.cells ?? [],
    sections: own,
    checked: restore(report, evidence.get(id), corrections, own),
    context,
  };
}

/** What is loaded and bears on a report, be it loaded itself or not. */
export async function fetchContextOf(
  identity: Parameters<CheckContexts["contextOf"]>[0],
): Promise<CheckContext> {
  return (await fetchContexts()).contextOf(identity);
}

/**
 * The contexts of checks, from the published database as a load makes them from its documents. Only a
 * load compares the texts of all reports: the context has what it could not compare, and no copies,
 * which stand among the findings.
 */
const fetchContexts = cachePerVersion(async (): Promise<CheckContexts> => {
  const [divisions, deadlines] = await Promise.all([
    queryRows(
      `SELECT ${lifespanColumns()}, parent, coalesce(successors, []) AS successors
       FROM divisions`,
      [],
      contextDivisionSchema,
    ),
    fetchAllDeadlines(),
  ]);
  return new CheckContexts({
    divisions,
    deadlines,
    ofBody: fetchReportsOfBody,
    ofJurisdictions: fetchJurisdictionReports,
    wordsOf: async (id) => ({ copies: [], uncompared: await fetchUncompared(id) }),
  });
});

const contextDivisionSchema: z.ZodType<ContextDivision> = z.object({
  ...lifespanShape,
  parent: z.string().nullable(),
  successors: z.array(z.string()),
});

async function fetchReportsOfBody(bodyId: string, year: number): Promise<CheckedReport[]> {
  const ids = SCOPE_CODES.map((scope) => reportId(bodyId, year, scope));
  const [reports, evidence, sections, corrections] = await Promise.all([
    fetchReportsWhere("body_id = ? AND year = ?", [bodyId, year]),
    fetchEvidence(ids),
    fetchSections(ids),
    fetchAppliedCorrections(),
  ]);
  return reports.map((one) =>
    restore(one, evidence.get(one.id), corrections, sections.get(one.id)),
  );
}

async function fetchJurisdictionReports(
  codes: readonly string[],
  year: number,
): Promise<ChildReport[]> {
  const reports = await fetchReportsWhere(
    `year = ? AND scope = 'jurisdiction' AND ${IS_SINGLE_KIND} AND division_code IN (${codes.map(() => "?").join(", ")})`,
    [year, ...codes],
  );
  const [cells, corrections] = await Promise.all([
    fetchCells(reports.map(({ id }) => id)),
    fetchAppliedCorrections(),
  ]);
  return reports.map((one) =>
    restore(one, { cells: cells.get(one.id) ?? [], preface: null }, corrections),
  );
}

function restore(
  report: ReportRow,
  evidence:
    { readonly cells: StoredReport["printed"]; readonly preface: string | null } | undefined,
  corrections: AppliedCorrections,
  sections: readonly Section[] = [],
): CheckedReport {
  const { cells = [], preface = null } = evidence ?? {};
  const printed = restoreCheckedReport({ report, printed: cells, sections, preface });
  return applyCorrections(printed, corrections.get(report.id) ?? []);
}

type AppliedCorrections = ReadonlyMap<string, readonly CorrectedCell[]>;
const correctedCellSchema = z.object({
  report_id: z.string(),
  cell: z.string(),
  corrected: z.number(),
});

/** The corrections that apply, by report. */
const fetchAppliedCorrections = cachePerVersion(async (): Promise<AppliedCorrections> => {
  const found = await queryRows(
    `SELECT report_id, cell, CAST(corrected AS DOUBLE) AS corrected FROM corrections
     WHERE accepted AND kind = 'misprint'`,
    [],
    correctedCellSchema,
  );
  const byReport = new Map<string, CorrectedCell[]>();
  for (const { report_id: id, ...corrected } of found)
    byReport.set(id, [...(byReport.get(id) ?? []), corrected]);
  return byReport;
});

async function fetchReportsWhere(condition: string, values: readonly (string | number)[]) {
  return queryRows(
    `SELECT ${REPORT_DIMENSIONS.join(", ")} FROM figures WHERE ${condition} ORDER BY rowid`,
    values,
    reportRowSchema,
  );
}

/** The printed cells of some reports as figures are worked out from them, without places and notes. */
async function fetchCells(ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, StoredReport["printed"]>();
  const found = await queryRows(
    `SELECT report_id, ${CELL_LISTS.join(", ")} FROM evidence
     WHERE report_id IN (${ids.map(() => "?").join(", ")})`,
    ids,
    evidenceSchema,
  );
  return new Map(
    found.map(({ report_id, cell, value, state, raw }) => {
      const printed = cell.map((name, index) => ({
        cell: name,
        value: value[index] ?? null,
        state: state[index] ?? ("illegible" as const),
        raw: raw[index] ?? "",
      }));
      return [report_id, printed] as const;
    }),
  );
}
