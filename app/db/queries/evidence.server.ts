import { z } from "zod";
import { type ReportRepair, reportRepairSchema } from "#domain/checks/repairs";
import { SECTIONS } from "#domain/form/sections";
import { UNCOMPARED_REASONS, type UncomparedSection } from "#domain/narrative/copied-text";
import {
  type CellLocation,
  cellLocationSchema,
  type Evidence,
  evidenceRowSchema,
} from "#domain/report/printed-cell";
import { readIssueSchema } from "#domain/report/read-issue";
import { type Section, sectionSchema } from "#domain/report/read-report";
import { queryRows } from "../engine/rows.server";

/** What the documents of some reports print, by report: each cell with its raw text, state and location. */
export async function fetchEvidence(
  ids: readonly string[],
): Promise<ReadonlyMap<string, Evidence>> {
  if (ids.length === 0) return new Map();
  const listed = ids.map(() => "?").join(", ");
  // By the range the engine passes over rows before it reads their cells; with a list it only filters what it read.
  const found = await queryRows(
    `SELECT report_id, cells, preface FROM evidence
     WHERE report_id IN (${listed}) AND report_id BETWEEN least(${listed}) AND greatest(${listed})`,
    [...ids, ...ids, ...ids],
    evidenceRowSchema,
  );
  return new Map(found.map((evidence) => [evidence.report_id, evidence]));
}

const SECTION_ORDER = SECTIONS.map(({ code }) => `'${code}'`).join(", ");

/** The texts of some reports by report, the sections in the order of the form. */
export async function fetchSections(
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Section[]>> {
  const found = await queryRows(
    `SELECT report_id, code, text FROM sections WHERE report_id IN (${ids.map(() => "?").join(", ")})
     ORDER BY list_position([${SECTION_ORDER}], code)`,
    ids,
    z.object({ report_id: z.string(), ...sectionSchema.shape }),
  );
  const sections = new Map<string, Section[]>();
  for (const { report_id: id, ...section } of found)
    sections.set(id, [...(sections.get(id) ?? []), section]);
  return sections;
}

const uncomparedSchema = z.object({
  section: sectionSchema.shape.code,
  reason: z.enum(UNCOMPARED_REASONS),
});

/** The sections of a report that the load compared with no other report's, and why. */
export async function fetchUncompared(id: string): Promise<UncomparedSection[]> {
  return queryRows(
    `SELECT section, reason FROM uncompared WHERE report_id = ?`,
    [id],
    uncomparedSchema,
  );
}

const commonSchema = z.object({
  cell: z.string(),
  expected: z.string(),
  reason: z.string(),
  source: z.string(),
  by: z.string(),
  date: z.iso.date(),
  accepted: z.boolean(),
  /** Why it is not applied; null where it is. */
  refusal: z.string().nullable(),
});
const correctionSchema = z.discriminatedUnion("kind", [
  commonSchema.extend({ kind: z.literal("misprint"), corrected: z.number() }),
  commonSchema.extend({ kind: z.literal("printed"), printed: z.string() }),
]);
/** A correction of a misprint, or what a person copied from the original. */
export type ReportCorrection = z.infer<typeof correctionSchema>;

/** The corrections and entries of a report, applied or refused. */
export async function fetchCorrections(id: string): Promise<ReportCorrection[]> {
  return queryRows(
    `SELECT kind, cell, expected, CAST(corrected AS DOUBLE) AS corrected, printed, reason, source, "by", date,
       accepted, refusal
     FROM corrections WHERE report_id = ? ORDER BY cell, kind`,
    [id],
    correctionSchema,
  );
}

const storedLocationSchema = z
  .record(z.string(), z.int().nullable())
  .nullable()
  .transform((location): CellLocation =>
    cellLocationSchema.parse(
      Object.fromEntries(Object.entries(location ?? {}).filter(([, part]) => part !== null)),
    ),
  );
const storedReadIssueSchema = z.object({
  ...readIssueSchema.pick({ code: true, severity: true }).shape,
  message: z.string(),
  table: z.string().nullable(),
  line: z.string().nullable(),
  column: z.string().nullable(),
  where: storedLocationSchema,
});
export type StoredReadIssue = z.infer<typeof storedReadIssueSchema>;

/** What the reader noticed in a report, errors first. */
export async function fetchReadIssues(id: string): Promise<StoredReadIssue[]> {
  return queryRows(
    `SELECT code, severity, message, "table", line, "column", "where" FROM problems
     WHERE report_id = ? ORDER BY severity, message`,
    [id],
    storedReadIssueSchema,
  );
}

/** The repairs proposed for the tables of a report that do not add up; they are never applied. */
export async function fetchRepairs(id: string): Promise<ReportRepair[]> {
  return queryRows(
    `SELECT "table", kind, changes, evidence, ways FROM repairs WHERE report_id = ? ORDER BY "table"`,
    [id],
    reportRepairSchema,
  );
}
