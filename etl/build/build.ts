import { type Body } from "#domain/report/body";
import { rm } from "node:fs/promises";
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
import type { CheckedDocument, CheckOutcome } from "./check-reports";
import { CopiedRows } from "./copied-rows";
import type { KeptReport, KeptVersion } from "./kept-version";
import { ReportWriter } from "./report-writer";
import { type CorrectedFinding, findingRows } from "./rows";
import { readContents, type Contents } from "./contents";
import { DatabaseWriter } from "./database-writer";
import { withDatabase } from "./engine";
import { EXAMINATIONS_STATEMENT, orderedFiguresStatement } from "./derived-tables";
import type { LoadedDocument, ReadingOf, SourceDocument } from "../intake/ledger";
import { completeReading, groupByReport } from "../reading/printed-entries";
import type { DecidedAbsences } from "./absences";
import type { Register } from "../intake/register";
import { earlierReadingRow, refusalRows, reportOf, rowsOfReport } from "./rows";
import { createTable, DATABASE, UNORDERED } from "#store/schema";
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
  readonly check: (loaded: readonly LoadedDocument[]) => Promise<CheckOutcome>;
  /** By report, what its rows are made from (contentsOf). */
  readonly contents: ReadonlyMap<string, string>;
  /** The version before, of which the rows of reports that have not changed are copied; null where that cannot be. */
  readonly kept: KeptVersion | null;
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
  /** What the next load need not make again, by report. */
  readonly made: Readonly<Record<string, KeptReport>>;
}

/** Writes a whole database into a new file, in one transaction, and leaves no log beside it. */
export async function buildDatabase(file: string, input: BuildInput): Promise<BuiltDatabase> {
  await rm(file, { force: true });
  return withDatabase(
    { file, isNew: true, beside: input.kept?.database },
    async (connection, before) => {
      const database = new DatabaseWriter(connection);
      try {
        await connection.run("BEGIN");
        const built = await fillTables(database, input, before);
        const contents = await readContents(connection);
        await connection.run("COMMIT");
        await connection.run("CHECKPOINT");
        return { ...built, contents };
      } finally {
        await database.rest();
      }
    },
  );
}

/** @param before name of the database of which rows are copied; null where none are */
async function fillTables(
  database: DatabaseWriter,
  input: BuildInput,
  before: string | null,
): Promise<Omit<BuiltDatabase, "contents">> {
  const loaded = sortForRows(input.statuses);
  const checking = input.check(loaded);
  // Where writing fails first, that is what people hear of.
  checking.catch(() => undefined);
  await fillRegister(database, input, loaded);
  await fillDeadlines(database, input);
  await fillAbsences(database, input);
  await fillDocuments(database, input.statuses);
  const { corrections, digests } = await fillReports(database, input, { loaded, before });
  await fillEarlierReadings(database, input);
  await fillCorrections(database, corrections);
  await fillFigures(database, before);
  const checked = await checking;
  const findings = await fillFindings(database, input.accepted, checked.found);
  const hash = database.hash();
  const load = await database.table(DATABASE.load);
  await load.add({
    generation: input.version,
    loaded_at: input.loadedAt,
    data_hash: hash,
    input_hash: input.inputHash,
  });
  await load.flush();
  return { dataHash: hash, findings, corrections, made: listMade(input, digests, checked) };
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

function placeOf({ document: { file, hash }, state }: DocumentStatus): string {
  return `${file} ${hash} ${state}`;
}

async function fillDocuments(
  database: DatabaseWriter,
  statuses: readonly DocumentStatus[],
): Promise<void> {
  const documents = await database.table(DATABASE.documents);
  // Where the folders lie that they come from says nothing of the data: by their names within these.
  const inOrder = statuses.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  for (const { document, state, reason } of inOrder)
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

/** The reports whose rows are copied lie in at most so many pieces: each is a statement for every table. */
const MOST_PIECES = 100;

/** The hashes of the rows that can be copied: of reports that have not changed and that nobody corrected. */
function selectCopied(
  { kept, contents, corrections }: BuildInput,
  loaded: readonly LoadedDocument[],
): ReadonlyMap<string, string> {
  const copied = new Map<string, string>();
  if (kept === null) return copied;
  const corrected = new Set(corrections.map(({ report }) => report));
  let [pieces, follows] = [0, false];
  for (const { identity } of loaded) {
    const { reportId: id } = identity;
    const known = kept.reports.get(id);
    const isSame = known?.content === contents.get(id) && !corrected.has(id);
    if (known && isSame) copied.set(id, known.digest);
    if (isSame && !follows) pieces += 1;
    follows = isSame;
  }
  return pieces > MOST_PIECES ? new Map() : copied;
}

/** Returns what became of the corrections, and by report the hash of its rows. */
async function fillReports(
  database: DatabaseWriter,
  input: BuildInput,
  {
    loaded,
    before,
  }: { readonly loaded: readonly LoadedDocument[]; readonly before: string | null },
) {
  const copied = selectCopied(input, loaded);
  const rows = before === null ? null : await CopiedRows.open(database, before);
  const reports = await ReportWriter.create(database, rows);
  const digests = new Map(copied);
  const decisions = new Map<CorrectionRow, CorrectionDecision>();
  const proposed = groupByReport(input.corrections);
  for (const [index, { document, identity }] of loaded.entries()) {
    input.throwIfInterrupted();
    const { reportId } = identity;
    const known = copied.get(reportId);
    if (known !== undefined) reports.copy(reportId, known);
    else {
      const { corrections, entries } = separateCorrections(proposed.get(reportId) ?? []);
      const { read, refusals } = completeReading(await input.readingOf(document), entries);
      for (const [correction, refusal] of refusals)
        decisions.set(correction, { correction, refusal });
      const applied = corrections.filter((correction) => {
        const refusal = refuseCorrection(correction, read);
        decisions.set(correction, { correction, refusal });
        return refusal === null;
      });
      const report = { document, identity, read, corrections: applied };
      digests.set(reportId, await reports.add(rowsOfReport(report, input.register)));
    }
    input.onWritten(index + 1);
  }
  for (const { document, state, reason } of input.statuses)
    if (state === "refused")
      await reports.addProblems(refusalRows(document, reason, input.refusedReadingOf(document)));
  await reports.flush();
  const corrections = input.corrections.map(
    (correction) => decisions.get(correction) ?? { correction, refusal: "没有载入这份报告" },
  );
  return { corrections, digests };
}

function listMade(
  { contents }: BuildInput,
  digests: ReadonlyMap<string, string>,
  { found, keys }: CheckOutcome,
): Record<string, KeptReport> {
  const foundIn = new Map(found.map((checked) => [checked.reportId, checked]));
  return Object.fromEntries(
    [...digests].map(([id, digest]) => [
      id,
      {
        content: contents.get(id) ?? "",
        digest,
        check: keys.get(id) ?? "",
        found: foundIn.get(id) ?? null,
      },
    ]),
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

/** Puts the figures in order, those copied from the database before among them. */
async function fillFigures(database: DatabaseWriter, before: string | null): Promise<void> {
  for (const table of [DATABASE.figures, DATABASE.printed_figures]) {
    await database.run(createTable(table));
    await database.run(orderedFiguresStatement(table, UNORDERED[table.name], before));
  }
  for (const { name } of Object.values(UNORDERED)) await database.run(`DROP TABLE ${name}`);
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
