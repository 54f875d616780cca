import type {
  FindingsByAcceptance,
  Settlement,
  StoredFinding,
} from "#domain/checks/accepted-findings";
import type { Acceptance } from "#domain/checks/check-rule";
import { formatRequest } from "#domain/checks/engine";
import { type SettledFigures, settleFigures } from "#domain/checks/settled-figures";
import { CELLS, TABLE_CODES } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import { cellNameAt } from "#domain/form/cell-positions";
import { addUp, STORED_SUMS } from "#domain/indicators/stored-sums";
import { datasetOf } from "#domain/report/division";
import { toCheckedCells } from "#domain/report/checked-report";
import { readIssue } from "#domain/report/read-issue";
import type { Identity } from "#domain/report/identity";
import type { ReadReport } from "#domain/report/read-report";
import { editionColumn, REPORT_DIMENSIONS, type ReportRow } from "#domain/report/report-row";
import type { Correction } from "#domain/reviewed/corrections";
import type { LoadedDocument, SourceDocument } from "../intake/ledger";
import type { Register } from "../intake/register";
import type { ReportRows } from "./report-writer";

/** What the rows of a report are made from. */
interface WrittenReport extends LoadedDocument {
  readonly read: ReadReport;
  /** Corrections of the report that apply. */
  readonly corrections: readonly Correction[];
}

/** Every row of a report: what it prints, and what enters sums where that is not all as it is printed. */
export function rowsOfReport(
  { document, identity, read, corrections }: WrittenReport,
  register: Register,
): ReportRows {
  const { reportId: id } = identity;
  const { forms } = read;
  const settled = settleFigures({ forms, cells: toCheckedCells(read) }, corrections);
  const adjustments = settled?.adjustments ?? [];
  const report = reportRow(document, identity, read, register);
  const figuresRow = (figures: SettledFigures["used"]) =>
    figuresRowOf(report, figures, settled ? findUnusable(figures, forms) : []);
  return {
    reports: [report],
    evidence: [{ report_id: id, cells: read.cells, preface: read.preface }],
    sections: read.sections.map((section) => ({ report_id: id, ...section })),
    problems: problemRows(document, read),
    figures: [
      figuresRow(settled ? settled.used : CELL_NAMES.map((name) => figureOf(report[name]))),
    ],
    printed_figures: settled && adjustments.length > 0 ? [figuresRow(settled.printed)] : [],
    adjustments: adjustments.map((adjustment) => ({ report_id: id, ...adjustment })),
  };
}

const CELL_NAMES = CELLS.map(({ name }) => name);

const figureOf = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** The row of `reports`: cells of a table without an edition are left out. */
function reportRow(
  document: SourceDocument,
  identity: Identity,
  read: ReadReport,
  register: Register,
): Record<string, unknown> {
  const { division, city, province } = register.placeOf(identity.division);
  const dimensions: Omit<ReportRow, `edition_${string}`> = {
    id: identity.reportId,
    body_id: identity.bodyId,
    body: identity.body,
    kind: identity.kind,
    division_code: identity.division,
    division: division.name,
    level: division.level,
    city,
    province,
    dataset: datasetOf(identity.division),
    year: identity.year,
    scope: identity.scope,
    published_on: read.publishedOn,
    source: read.source,
    document_hash: document.hash,
    file: document.file,
  };
  const row: Record<string, unknown> = dimensions;
  for (const code of TABLE_CODES) row[editionColumn(code)] = read.forms[code];
  for (const { table, line, column, value } of read.cells)
    if (read.forms[table] !== null && value !== null) row[cellName(line, column)] = value;
  return row;
}

/** Tables whose unknown cells no sum may take for 0. Table 二 adds up nothing within a report. */
const ADDED_UP: ReadonlySet<string> = new Set(["requests", "review_litigation"]);

/** Positions of the cells of a report's tables that enter no sum. */
function findUnusable(figures: SettledFigures["used"], forms: ReadReport["forms"]): number[] {
  return CELLS.flatMap(({ table, editions }, at) => {
    const edition = forms[table];
    const isUnknown = (figures[at] ?? null) === null && edition && editions.includes(edition);
    return isUnknown && ADDED_UP.has(table) ? [at] : [];
  });
}

/** The row of `figures` or `printed_figures`, with the sums of its figures. */
function figuresRowOf(
  report: Readonly<Record<string, unknown>>,
  figures: SettledFigures["used"],
  unusable: readonly number[],
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const name of REPORT_DIMENSIONS) row[name] = report[name];
  CELL_NAMES.forEach((name, at) => (row[name] = figures[at]));
  if (unusable.length > 0) row["unusable"] = unusable.map(cellNameAt);
  const sums = addUp(figures, new Set(unusable));
  STORED_SUMS.forEach(({ column }, at) => (row[column] = sums[at]));
  return row;
}

/** The row of `earlier_readings`. */
export function earlierReadingRow(
  { document, identity }: LoadedDocument,
  read: ReadReport,
): Record<string, unknown> {
  const { publishedOn, preface, sections } = read;
  const row: Record<string, unknown> = {
    report_id: identity.reportId,
    document_hash: document.hash,
    published_on: publishedOn,
    cells: read.cells,
    preface,
    sections,
  };
  for (const code of TABLE_CODES) row[editionColumn(code)] = read.forms[code];
  return row;
}

/** The report whose figures a document states; undefined for one that was refused. */
export function reportOf({ identity, refusal }: SourceDocument): string | undefined {
  return refusal === null ? identity?.reportId : undefined;
}

/** The rows of `problems`. */
function problemRows(document: SourceDocument, read: ReadReport): Record<string, unknown>[] {
  const common = { report_id: reportOf(document), file: document.file };
  return read.problems.map((problem) => ({ ...common, ...problem }));
}

/** The rows of `problems` for a document that was refused: why, and what was noticed in reading it. */
export function refusalRows(
  document: SourceDocument,
  reason: string | null,
  read: ReadReport | null,
): Record<string, unknown>[] {
  const refusal = {
    file: document.file,
    ...readIssue("document_refused", { reason: reason ?? "" }),
  };
  return [refusal, ...(read ? problemRows(document, read) : [])];
}

/** A finding that a correction of figures removed. */
export interface CorrectedFinding {
  readonly stored: StoredFinding;
  readonly by: Settlement;
}

/** The rows of `findings`: open ones first, then those accepted once, those accepted and those corrected. */
export function findingRows(
  { open, accepted, changed }: FindingsByAcceptance,
  corrected: readonly CorrectedFinding[],
): Record<string, unknown>[] {
  return [
    ...open.map((stored) => findingRow(stored, "open", null)),
    ...changed.map(({ stored, by }) => findingRow(stored, "changed", by)),
    ...accepted.map(({ stored, by }) => findingRow(stored, "accepted", by)),
    ...corrected.map(({ stored, by }) => findingRow(stored, "corrected", by)),
  ];
}

function findingRow(
  { finding, reportId, fingerprint, values }: StoredFinding,
  acceptance: Acceptance,
  by: Settlement | null,
): Record<string, unknown> {
  return {
    fingerprint,
    values_hash: values,
    report_id: reportId,
    check_id: finding.check,
    severity: finding.severity,
    message: finding.message,
    question: formatRequest(finding),
    expression: finding.expression,
    left_value: finding.left,
    right_value: finding.right,
    difference: finding.difference,
    cells: finding.cells,
    topic: finding.topic,
    nearest: finding.nearest,
    quotation: finding.quotation,
    acceptance,
    accepted_reason: by?.reason,
    accepted_by: by?.by,
    accepted_on: by?.date,
  };
}
