import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { FindingsByAcceptance } from "#domain/checks/accepted-findings";
import type { Division } from "#domain/report/division";
import type { RegisteredBody } from "./intake/bodies";
import type { Manifest } from "#store/version";
import type { CorrectionDecision } from "./build/corrections";
import { readBack } from "./build/contents";
import { readCorrections } from "./build/corrections";
import { decideAbsences, readAbsences } from "./build/absences";
import { readAccepted } from "./build/reviewed-tables";
import { readDeadlines } from "./build/reviewed-tables";
import { runChecks } from "./build/run-checks";
import { archiveDocument, flushArchive } from "#store/archive";
import { buildDatabase } from "./build/build";
import { hashOf } from "#store/content-hash";
import { loaderVersion, readerVersion } from "./code-version";
import { readLedger, omitLoadTimes } from "./intake/ledger";
import { currentManifest } from "#store/current-version";
import { takeLock } from "#store/lock";
import { trackBoth, type Progress } from "./progress";
import {
  buildingFile,
  versionToContinueFrom,
  nextVersion,
  publishVersion,
  removeLeftovers,
} from "#store/publish";
import { readDocuments } from "./reading/pool";
import { openEarlierReadings, openReadings } from "./reading/reader";
import { ReadingCache } from "./reading/cache";
import { Register } from "./intake/register";
import type { UnopenedFile } from "./intake/bundles";
import { findSources } from "./intake/sources";
import { decideStatuses, yearInChina, type DocumentStatus } from "./intake/status";
import {
  archivePath,
  databaseOf,
  ledgerOf,
  refuseToOverwrite,
  type Store,
} from "#store/data-folder";
import { takeInDocuments } from "./intake/take-in";

/** Milliseconds within which a process hears of a signal. */
const SIGNAL_DELAY = 50;

export interface LoadInput {
  readonly store: Store;
  readonly paths: readonly string[];
  readonly divisions: readonly Division[];
  readonly bodies: readonly RegisteredBody[];
  readonly correctionsFile: string;
  readonly acceptedFile: string;
  readonly deadlinesFile: string;
  readonly absencesFile: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** The outcome of a load. */
export interface LoadOutcome {
  readonly manifest: Manifest;
  /** False where nothing had changed since the last load. */
  readonly published: boolean;
  /** The status of each document given to this load. */
  readonly received: readonly DocumentStatus[];
  /** Documents, given now or known before, in whose place another of the same report is used. */
  readonly superseded: readonly DocumentStatus[];
  readonly read: number;
  /** Sentences on what people should look at again. */
  readonly warnings: readonly string[];
  /** Files of archives and mails that could not be unpacked. */
  readonly unopened: readonly UnopenedFile[];
  /** Null where nothing was published. */
  readonly findings: FindingsByAcceptance | null;
  readonly corrections: readonly CorrectionDecision[];
}

/**
 * Loads documents and publishes the next database. Until the last step the published one stays as
 * it is, whatever happens; doing it again gives the same data.
 */
export async function load(input: LoadInput): Promise<LoadOutcome> {
  if (input.store.single !== null) await refuseToOverwrite(input.store.single);
  const release = await takeLock(input.store.lock);
  const building = buildingFile(input.store);
  try {
    await removeLeftovers(input.store);
    return await loadLocked(input, building);
  } catch (error) {
    // Ctrl-C also ends the processes that work for this one; what they leave undone may fail first.
    await setTimeout(SIGNAL_DELAY);
    input.signal.throwIfAborted();
    throw error;
  } finally {
    await rm(building, { force: true });
    await rm(`${building}.wal`, { force: true });
    await release();
  }
}

async function loadLocked(input: LoadInput, building: string): Promise<LoadOutcome> {
  const { store, signal, progress } = input;
  const loadedAt = input.now.toISOString();
  const register = new Register(input.divisions);
  const [readerVersionNow, loaderVersionNow] = await Promise.all([
    readerVersion(JSON.stringify([input.divisions, input.bodies])),
    loaderVersion(),
  ]);
  const last = await currentManifest(store);
  const before = await versionToContinueFrom(store);
  const known = await readLedger(before === null ? null : ledgerOf(store, before));
  const version = await nextVersion(store);

  const sources = await findSources(input.paths, {
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
    now: loadedAt,
    readAll: (tasks) =>
      readDocuments(
        tasks,
        { store, version: readerVersionNow },
        { signal, onRead: progress.stage("读取", tasks.length) },
      ),
  });
  signal.throwIfAborted();

  const corrections = await readCorrections(input.correctionsFile);
  const accepted = await readAccepted(input.acceptedFile);
  const deadlines = await readDeadlines(input.deadlinesFile);
  const confirmed = await readAbsences(input.absencesFile);
  const statuses = decideStatuses(intake.ledger, yearInChina(input.now));
  const handedIn = new Set(intake.received);
  const received = statuses.filter(({ document }) => handedIn.has(document));
  const facts = omitLoadTimes(intake.ledger);
  const states = statuses.map(({ state }) => state);
  const inputHash = hashOf(
    JSON.stringify([
      loaderVersionNow,
      readerVersionNow,
      corrections,
      accepted,
      deadlines,
      confirmed.map(({ row }) => row),
      facts,
      states,
    ]),
  );
  const superseded = statuses.filter(
    ({ document, insteadUsed, state }) =>
      state === "superseded" &&
      insteadUsed !== null &&
      (handedIn.has(document) || handedIn.has(insteadUsed)),
  );
  const absences = decideAbsences(
    confirmed,
    statuses.flatMap(({ document: { identity }, state }) =>
      state === "loaded" && identity ? [identity] : [],
    ),
    register,
  );
  const warnings = [...sources.warnings, ...absences.refusals];
  const { unopened } = sources;
  const outcome = { superseded, received, read: intake.read.length, warnings, unopened };
  const published = last && existsSync(store.single ?? databaseOf(store, last.generation));
  if (published && last.inputHash === inputHash)
    return { ...outcome, manifest: last, published: false, findings: null, corrections: [] };

  const { one: onWritten, other: onChecked } = trackBoth(
    progress.stage("核查写入", statuses.filter(({ state }) => state === "loaded").length),
  );
  const readings = new ReadingCache(store);
  const over = new AbortController();
  const onDisk = flushArchive(store, intake.read);
  // Where the database cannot be written either, that is what people hear of.
  onDisk.catch(() => undefined);
  const built = await buildDatabase(building, {
    version,
    loadedAt,
    inputHash,
    statuses,
    register,
    corrections,
    accepted,
    deadlines,
    absences: absences.rows,
    readingOf: openReadings(store, readings),
    check: (loaded) =>
      runChecks(
        { loaded, store, divisions: input.divisions, deadlines, corrections },
        { signal: AbortSignal.any([signal, over.signal]), onChecked },
      ),
    earlierReadingOf: openEarlierReadings(store, readings, readerVersionNow),
    refusedReadingOf: (document) => readings.of(document.reading),
    throwIfInterrupted: () => signal.throwIfAborted(),
    onWritten,
  }).finally(() => over.abort());
  await onDisk;
  signal.throwIfAborted();
  const stamp = { generation: version, loadedAt, inputHash, dataHash: built.dataHash };
  const manifest = await publishVersion(store, {
    building,
    stamp,
    ledger: JSON.stringify(intake.ledger),
    readBack: (file) => readBack(file, built.contents),
  });
  return { ...outcome, manifest, published: true, ...built };
}
