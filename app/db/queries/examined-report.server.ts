import { z } from "zod";
import type { CheckContext, CheckedReport } from "#domain/report/checked-report";
import { restoreCheckedReport, type StoredReport } from "#domain/report/checked-report";
import type { StoredCell } from "#domain/report/printed-cell";
import type { Section } from "#domain/report/read-report";
import { describeBoundaryChanges } from "#domain/comparison/boundary";
import { CELL_STATES } from "#domain/report/printed-cell";
import {
  REPORT_DIMENSIONS,
  reportId,
  reportRowSchema,
  type ReportRow,
} from "#domain/report/report-row";
import { fetchDeadlines } from "./filings.server";
import { fetchEvidence } from "./evidence.server";
import { fetchSections, fetchUncompared } from "./evidence.server";
import { queryRows } from "../engine/rows.server";
import { fetchSuccessions } from "./divisions.server";

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
export interface ExaminedReport extends Pick<StoredReport, "sections"> {
  readonly printed: readonly StoredCell[];
  readonly checked: CheckedReport;
  readonly context: CheckContext;
}

/**
 * A report with the body's reports of the year before and those of the divisions directly below.
 * Only a load compares the texts of all reports: the context has what it could not compare, and no copies,
 * which stand among the findings.
 */
export async function fetchExaminedReport(report: ReportRow): Promise<ExaminedReport> {
  const { id, body_id, year, scope, division_code } = report;
  const last = reportId(body_id, year - 1, scope);
  const [evidence, sections, words, earlier, children, deadlines, register, uncompared] =
    await Promise.all([
      fetchEvidence([id, last]),
      fetchSections(id),
      fetchSections(last),
      fetchReportsWhere("body_id = ? AND year = ?", [body_id, year - 1]),
      fetchChildren(division_code, year),
      fetchDeadlines(division_code),
      fetchSuccessions(),
      fetchUncompared(id),
    ]);
  const stored = (one: ReportRow, text: readonly Section[], printed?: StoredReport["printed"]) =>
    restoreCheckedReport({
      report: one,
      printed: printed ?? evidence.get(one.id)?.cells ?? [],
      sections: text,
      preface: evidence.get(one.id)?.preface ?? null,
    });
  const theirs = await fetchCells(children.reports.map((child) => child.id));
  return {
    printed: evidence.get(id)?.cells ?? [],
    sections,
    checked: stored(report, sections),
    context: {
      // Of a report of another scope nothing is compared but the scope.
      earlier: earlier.map((one) => stored(one, one.id === last ? words : [])),
      children: children.reports.map((child) => stored(child, [], theirs.get(child.id))),
      childrenExpected: children.expected,
      boundary: describeBoundaryChanges(year, register).get(division_code) ?? null,
      deadlines,
      words: { copies: [], uncompared },
    },
  };
}

/** The whole-jurisdiction reports of the divisions directly below, and how many there should be. */
async function fetchChildren(division: string, year: number) {
  const below = await queryRows(
    `SELECT code FROM divisions WHERE parent = ?
       AND coalesce(valid_from, ?) <= ? AND coalesce(valid_to, ?) >= ?`,
    [division, year, year, year, year],
    z.object({ code: z.string() }),
  );
  if (below.length === 0) return { reports: [], expected: null };
  const codes = below.map(({ code }) => code);
  const found = await fetchReportsWhere(
    `year = ? AND scope = 'jurisdiction' AND division_code IN (${codes.map(() => "?").join(", ")})`,
    [year, ...codes],
  );
  // Of two whole-jurisdiction reports of a division, the load takes the last.
  const reports = new Map(found.map((one) => [one.division_code, one]));
  return { reports: [...reports.values()], expected: codes.length };
}

async function fetchReportsWhere(condition: string, values: readonly (string | number)[]) {
  return queryRows(
    `SELECT ${REPORT_DIMENSIONS.join(", ")} FROM reports WHERE ${condition} ORDER BY rowid`,
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
