import { type Body } from "#domain/report/body";
import { rm } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import {
  sortByAcceptance,
  identifyFinding,
  type AcceptedFinding,
  type FindingsByAcceptance,
  type StoredFinding,
} from "#domain/checks/accepted-findings";
import type { DeadlineSetting } from "#domain/checks/deadline";
import type { Identity } from "#domain/report/identity";
import type { ReadReport } from "#domain/report/read-report";
import { type CorrectionRow, separateCorrections } from "#domain/reviewed/corrections";
import { correctionRow, type CorrectionDecision, refuseCorrection } from "./corrections";
import type { CheckedDocument } from "./check-reports";
import { type CorrectedFinding, findingRows } from "./rows";
import { readContents, type Contents } from "./contents";
import { DatabaseWriter } from "./database-writer";
import {
  EXAMINATIONS_STATEMENT,
  FIGURES_STATEMENT,
  PRINTED_FIGURES_STATEMENT,
} from "./derived-tables";
import { SettledWriter } from "./settled-writer";
import type { LoadedDocument, ReadingOf, SourceDocument } from "../intake/ledger";
import { completeReading, groupByReport } from "../reading/printed-entries";
import type { DecidedAbsences } from "./absences";
import type { Register } from "../intake/register";
import {
  earlierReadingRow,
  evidenceRow,
  problemRows,
  refusalRows,
  reportOf,
  reportRow,
} from "./rows";
import { createTable, DATABASE, SETTLED } from "#store/schema";
import { type DocumentStatus, selectEarlier } from "../intake/status";

/** All that a database is made from. */
export interface BuildInput {
  readonly version: number;
  readonly loadedAt: string;
  readonly inputHash: string;
  readonly statuses: readonly DocumentStatus[];
  readonly register: Register;
  readonly corrections: readonly CorrectionRow[];
  readonly accepted: readonly AcceptedFinding[];
  /** Dates that local notices set. */
  readonly deadlines: readonly DeadlineSetting[];
  /** Reports that people confirmed were not published. */
  readonly absences: DecidedAbsences["rows"];
  /** What the reader made of a document in use. */
  readonly readingOf: ReadingOf;
  /** Checks the reports in use, while they are written. */
  readonly check: (loaded: readonly LoadedDocument[]) => Promise<readonly CheckedDocument[]>;
  /** What little it made of a refused one; null where nothing. */
  readonly refusedReadingOf: (document: SourceDocument) => ReadReport | null;
  /** What the reader makes of a document that was in use before; null where it can no longer be read. */
  readonly earlierReadingOf: (document: SourceDocument) => Promise<ReadReport | null>;
  /** Throws once the load has been interrupted. */
  readonly throwIfInterrupted: () => void;
  readonly onWritten: (done: number) => void;
}

/** Counts of a database that was written. */
export interface BuiltDatabase {
  readonly dataHash: string;
  readonly contents: Contents;
  readonly findings: FindingsByAcceptance;
  readonly corrections: readonly CorrectionDecision[];
}

/** Writes a whole database into a new file, in one transaction, and leaves no log beside it. */
export async function buildDatabase(file: string, input: BuildInput): Promise<BuiltDatabase> {
  await rm(file, { force: true });
  const instance = await DuckDBInstance.create(file, {
    storage_compatibility_version: "latest",
    threads: "2",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const database = new DatabaseWriter(await instance.connect());
  const { connection } = database;
  try {
    await connection.run("BEGIN");
    const built = await fillTables(database, input);
    const contents = await readContents(connection);
    await connection.run("COMMIT");
    await connection.run("CHECKPOINT");
    return { ...built, contents };
  } finally {
    await database.rest();
    connection.closeSync();
    instance.closeSync();
  }
}

async function fillTables(
  database: DatabaseWriter,
  input: BuildInput,
): Promise<Omit<BuiltDatabase, "contents">> {
  const loaded = sortForRows(input.statuses);
  const checking = input.check(loaded);
  // Where writing fails first, that is what people hear of.
  checking.catch(() => undefined);
  await fillRegister(database, input, loaded);
  await fillDeadlines(database, input);
  await fillAbsences(database, input);
  await fillDocuments(database, input.statuses);
  const corrections = await fillReports(database, input, loaded);
  await fillEarlierReadings(database, input);
  await fillCorrections(database, corrections);
  await fillFigures(database);
  const findings = await fillFindings(database, input.accepted, await checking);
  const hash = database.hash();
  const load = await database.table(DATABASE.load);
  await load.add({
    generation: input.version,
    loaded_at: input.loadedAt,
    data_hash: hash,
    input_hash: input.inputHash,
  });
  await load.flush();
  return { dataHash: hash, findings, corrections };
}

/** Whole-jurisdiction reports first, then by year, division and kind: what is read together lies together. */
function sortForRows(statuses: readonly DocumentStatus[]): LoadedDocument[] {
  const key = ({ identity }: LoadedDocument): string =>
    [
      identity.scope === "jurisdiction" ? 0 : 1,
      identity.scope,
      identity.year,
      identity.division,
      identity.kind,
      identity.reportId,
    ].join(" ");
  return statuses
    .flatMap(({ document, state }) =>
      state === "loaded" && document.identity ? { document, identity: document.identity } : [],
    )
    .map((loaded) => ({ loaded, key: key(loaded) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ loaded }) => loaded);
}

async function fillRegister(
  database: DatabaseWriter,
  { register }: BuildInput,
  loaded: readonly LoadedDocument[],
): Promise<void> {
  const divisions = await database.table(DATABASE.divisions);
  for (const row of register.rows()) await divisions.add(row);
  await divisions.flush();
  const latest = new Map<string, Identity>();
  for (const { identity } of loaded)
    if (identity.year >= (latest.get(identity.bodyId)?.year ?? 0))
      latest.set(identity.bodyId, identity);
  const bodies = await database.table(DATABASE.bodies);
  for (const { divisionCode, ...body } of [...latest.values()].map(bodyOf))
    await bodies.add({ ...body, division_code: divisionCode });
  await bodies.flush();
}

function bodyOf({ bodyId, body, kind, division }: Identity): Body {
  return { id: bodyId, name: body, kind, divisionCode: division };
}

async function fillDeadlines(database: DatabaseWriter, input: BuildInput): Promise<void> {
  const deadlines = await database.table(DATABASE.deadlines);
  for (const { due, ...setting } of input.deadlines)
    await deadlines.add({ ...setting, month: due?.month, day: due?.day });
  await deadlines.flush();
}

async function fillAbsences(database: DatabaseWriter, input: BuildInput): Promise<void> {
  const absences = await database.table(DATABASE.absences);
  for (const row of input.absences) await absences.add(row);
  await absences.flush();
}

async function fillDocuments(
  database: DatabaseWriter,
  statuses: readonly DocumentStatus[],
): Promise<void> {
  const documents = await database.table(DATABASE.documents);
  for (const { document, state, reason } of statuses)
    await documents.add({
      hash: document.hash,
      file: document.file,
      format: document.format,
      bytes: document.bytes,
      state,
      reason,
      report_id: reportOf(document),
      loaded_at: document.loadedAt,
    });
  await documents.flush();
}

/** Returns what became of the corrections. */
async function fillReports(
  database: DatabaseWriter,
  input: BuildInput,
  loaded: readonly LoadedDocument[],
): Promise<CorrectionDecision[]> {
  const reports = await database.table(DATABASE.reports);
  const evidence = await database.table(DATABASE.evidence);
  const sections = await database.table(DATABASE.sections);
  const problems = await database.table(DATABASE.problems);
  const settled = await SettledWriter.create(database);
  const decisions = new Map<CorrectionRow, CorrectionDecision>();
  const proposed = groupByReport(input.corrections);
  for (const [index, { document, identity }] of loaded.entries()) {
    input.throwIfInterrupted();
    const { corrections, entries } = separateCorrections(proposed.get(identity.reportId) ?? []);
    const { read, refusals } = completeReading(await input.readingOf(document), entries);
    for (const [correction, refusal] of refusals)
      decisions.set(correction, { correction, refusal });
    const applied = corrections.filter((correction) => {
      const refusal = refuseCorrection(correction, read);
      decisions.set(correction, { correction, refusal });
      return refusal === null;
    });
    await settled.add(identity.reportId, read, applied);
    await reports.add(reportRow(document, identity, read, input.register));
    await evidence.add(evidenceRow(identity, read));
    for (const section of read.sections)
      await sections.add({ report_id: identity.reportId, ...section });
    for (const row of problemRows(document, read)) await problems.add(row);
    input.onWritten(index + 1);
  }
  for (const { document, state, reason } of input.statuses)
    if (state === "refused")
      for (const row of refusalRows(document, reason, input.refusedReadingOf(document)))
        await problems.add(row);
  for (const writer of [reports, evidence, sections, problems]) await writer.flush();
  await settled.flush();
  return input.corrections.map(
    (correction) => decisions.get(correction) ?? { correction, refusal: "没有载入这份报告" },
  );
}

/** Keeps what earlier documents of the loaded reports print, for people to see what a later one changed. */
async function fillEarlierReadings(database: DatabaseWriter, input: BuildInput): Promise<void> {
  const rows = await database.table(DATABASE.earlier_readings);
  for (const earlier of selectEarlier(input.statuses)) {
    input.throwIfInterrupted();
    const read = await input.earlierReadingOf(earlier.document);
    if (read !== null) await rows.add(earlierReadingRow(earlier, read));
  }
  await rows.flush();
}

async function fillFigures(database: DatabaseWriter): Promise<void> {
  await database.run(createTable(DATABASE.figures));
  await database.run(FIGURES_STATEMENT);
  await database.run(createTable(DATABASE.printed_figures));
  await database.run(PRINTED_FIGURES_STATEMENT);
  for (const { name } of Object.values(SETTLED)) await database.run(`DROP TABLE ${name}`);
}

async function fillFindings(
  database: DatabaseWriter,
  accepted: readonly AcceptedFinding[],
  examined: readonly CheckedDocument[],
): Promise<FindingsByAcceptance> {
  const stored: StoredFinding[] = [];
  const removed: CorrectedFinding[] = [];
  const repaired = await database.table(DATABASE.repairs);
  const unjudged = await database.table(DATABASE.uncompared);
  for (const { reportId, findings, corrected, repairs, uncompared } of examined) {
    stored.push(...findings.map((finding) => identifyFinding(finding, reportId)));
    for (const { finding, by } of corrected)
      removed.push({ stored: identifyFinding(finding, reportId), by });
    for (const repair of repairs) await repaired.add({ report_id: reportId, ...repair });
    for (const each of uncompared) await unjudged.add({ report_id: reportId, ...each });
  }
  await repaired.flush();
  await unjudged.flush();
  const settled = sortByAcceptance(stored, accepted);
  const findings = await database.table(DATABASE.findings);
  for (const row of findingRows(settled, removed)) await findings.add(row);
  await findings.flush();
  await database.run(createTable(DATABASE.examinations));
  await database.run(EXAMINATIONS_STATEMENT);
  return settled;
}

async function fillCorrections(
  database: DatabaseWriter,
  decisions: readonly CorrectionDecision[],
): Promise<void> {
  const corrections = await database.table(DATABASE.corrections);
  for (const decision of decisions) await corrections.add(correctionRow(decision));
  await corrections.flush();
}
