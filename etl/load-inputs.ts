import type { Division } from "#domain/report/division";
import { type PrintedEntry, separateCorrections } from "#domain/reviewed/corrections";
import { archiveDocument } from "#store/archive";
import { hashOf } from "#store/content-hash";
import { archivePath, type Store } from "#store/data-folder";
import { decideAbsences, readAbsences } from "./build/absences";
import { readCorrections } from "./build/corrections";
import { readAccepted, readDeadlines } from "./build/reviewed-tables";
import { loaderVersion, readerVersion } from "./code-version";
import type { RegisteredBody } from "./intake/bodies";
import {
  omitLoadTimes,
  type ReadingOf,
  refuseTables,
  type ReadingResult,
  type ReadingTask,
  type SourceDocument,
} from "./intake/ledger";
import { Register } from "./intake/register";
import { findSources } from "./intake/sources";
import { decideStatuses, yearInChina } from "./intake/status";
import { takeInDocuments } from "./intake/take-in";
import { completeReading, groupByReport } from "./reading/printed-entries";

/** All that a version is made from, beside the documents that came earlier and the program. */
export interface LoadedFrom {
  readonly store: Store;
  readonly paths: readonly string[];
  readonly divisions: readonly Division[];
  readonly bodies: readonly RegisteredBody[];
  readonly correctionsFile: string;
  readonly acceptedFile: string;
  readonly deadlinesFile: string;
  readonly absencesFile: string;
}

interface TakenAfter {
  /** The documents known before. */
  readonly known: readonly SourceDocument[];
  /** Number of the version that they are taken in for. */
  readonly version: number;
  readonly now: Date;
  readonly readAll: (
    tasks: readonly ReadingTask[],
    readerVersion: string,
  ) => Promise<ReadingResult[]>;
  /** What the reader made of a document that was taken in. */
  readonly readingOf: ReadingOf;
}

/** Takes in the documents and the reviewed tables; `inputHash` names all that the version is made from. */
export async function takeInputs(
  from: LoadedFrom,
  { known, version, now, readAll, readingOf }: TakenAfter,
) {
  const { store } = from;
  const register = new Register(from.divisions);
  const [readerVersionNow, loaderVersionNow] = await Promise.all([
    readerVersion(JSON.stringify([from.divisions, from.bodies])),
    loaderVersion(),
  ]);
  const sources = await findSources(from.paths, {
    register,
    keep: (bytes) => {
      const hash = hashOf(bytes);
      archiveDocument(store, hash, bytes);
      return { hash, path: archivePath(store, hash) };
    },
  });
  if (sources.files.length === 0 && sources.unopened.length === 0 && known.length === 0)
    throw new Error("给出的位置没有任何文件可供载入。");
  const intake = await takeInDocuments(known, sources, {
    store,
    readerVersion: readerVersionNow,
    version,
    now: now.toISOString(),
    readAll: (tasks) => readAll(tasks, readerVersionNow),
  });
  const reviewed = {
    corrections: await readCorrections(from.correctionsFile),
    accepted: await readAccepted(from.acceptedFile),
    deadlines: await readDeadlines(from.deadlinesFile),
  };
  const confirmed = await readAbsences(from.absencesFile);
  const { entries } = separateCorrections(reviewed.corrections);
  const admitted = await admitCompleted(intake.ledger, entries, readingOf);
  const asAdmitted = (document: SourceDocument): SourceDocument =>
    admitted.get(document) ?? document;
  const statuses = decideStatuses(
    intake.ledger.map(asAdmitted),
    yearInChina(now),
    confirmed.map(({ row }) => row),
  );
  const absences = decideAbsences(
    confirmed,
    statuses.flatMap(({ document: { identity }, state }) =>
      state === "loaded" && identity ? [identity] : [],
    ),
    register,
  );
  const inputHash = hashOf(
    JSON.stringify([
      loaderVersionNow,
      readerVersionNow,
      reviewed.corrections,
      reviewed.accepted,
      reviewed.deadlines,
      confirmed.map(({ row }) => row),
      omitLoadTimes(intake.ledger),
      statuses.map(({ state }) => state),
    ]),
  );
  return {
    readerVersion: readerVersionNow,
    /** Programs and registers that make a version of what is read. */
    programs: hashOf(`${loaderVersionNow} ${readerVersionNow}`),
    register,
    sources,
    intake,
    /** The documents given now, as `statuses` has them. */
    received: intake.received.map(asAdmitted),
    reviewed,
    statuses,
    absences,
    inputHash,
  };
}

/** Documents of which no table was read for certain, by what they become where people copied enough of one. */
async function admitCompleted(
  ledger: readonly SourceDocument[],
  entries: readonly PrintedEntry[],
  readingOf: ReadingOf,
): Promise<ReadonlyMap<SourceDocument, SourceDocument>> {
  const admitted = new Map<SourceDocument, SourceDocument>();
  if (entries.length === 0) return admitted;
  const byReport = groupByReport(entries);
  for (const document of ledger) {
    const own = byReport.get(document.identity?.reportId ?? "");
    if (document.gone !== null || document.refusal === null || !own) continue;
    const { read } = completeReading(await readingOf(document), own);
    if (refuseTables(read) === null) admitted.set(document, { ...document, refusal: null });
  }
  return admitted;
}
