import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { FindingsByAcceptance } from "#domain/checks/accepted-findings";
import { separateCorrections } from "#domain/reviewed/corrections";
import type { Manifest } from "#store/version";
import type { CorrectionDecision } from "./build/corrections";
import type { RefusedAbsence } from "./build/absences";
import { readBack } from "./build/contents";
import { runChecks } from "./build/run-checks";
import { flushArchive } from "#store/archive";
import { buildDatabase } from "./build/build";
import { contentsOf, openKept, selectKnown, writeKept } from "./build/kept-version";
import { keepCandidate, removeCandidate } from "#store/candidate";
import { readLedger } from "./intake/ledger";
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
import type { UnopenedFile } from "./intake/bundles";
import { type DocumentStatus, warnOfFutureDates } from "./intake/status";
import { databaseOf, ledgerOf, refuseToOverwrite } from "#store/data-folder";
import { type LoadedFrom, takeInputs } from "./load-inputs";

/** Milliseconds within which a process hears of a signal. */
const SIGNAL_DELAY = 50;

export interface LoadInput extends LoadedFrom {
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: Date;
  /** Whether the version is published, or kept as the candidate to be published later; published when left out. */
  readonly publish?: boolean;
}

/** The outcome of a load. */
export interface LoadOutcome {
  readonly manifest: Manifest;
  /** False where nothing had changed since the last load, and of a version that is kept as the candidate. */
  readonly published: boolean;
  /** True where the version was built and kept as the candidate. */
  readonly kept: boolean;
  /** The status of each document given to this load. */
  readonly received: readonly DocumentStatus[];
  /** Documents, given now or known before, in whose place another of the same report is used. */
  readonly superseded: readonly DocumentStatus[];
  readonly read: number;
  /** Sentences on what people should look at again. */
  readonly warnings: readonly string[];
  /** Confirmed absences that are not applied, each said among the warnings too. */
  readonly absencesRefused: readonly RefusedAbsence[];
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
  const { store, signal, progress, publish = true } = input;
  const loadedAt = input.now.toISOString();
  const last = await currentManifest(store);
  const before = await versionToContinueFrom(store);
  const version = await nextVersion(store);
  const taken = await takeInputs(input, {
    known: await readLedger(before === null ? null : ledgerOf(store, before)),
    version,
    now: input.now,
    readAll: (tasks, readerVersion) =>
      readDocuments(
        tasks,
        { store, version: readerVersion },
        { signal, onRead: progress.stage("读取", tasks.length) },
      ),
    readingOf: openReadings(store),
  });
  signal.throwIfAborted();
  const { inputHash, statuses, reviewed, absences, intake, register, sources } = taken;
  const handedIn = new Set(taken.received);
  const outcome = {
    received: statuses.filter(({ document }) => handedIn.has(document)),
    superseded: statuses.filter(
      ({ document, insteadUsed, state }) =>
        state === "superseded" &&
        insteadUsed !== null &&
        (handedIn.has(document) || handedIn.has(insteadUsed)),
    ),
    read: intake.read.length,
    warnings: [
      ...sources.warnings,
      ...warnOfFutureDates(statuses, input.now),
      ...absences.refusals.map(({ sentence }) => sentence),
    ],
    absencesRefused: absences.refusals,
    unopened: sources.unopened,
  };
  const published = last && existsSync(store.single ?? databaseOf(store, last.generation));
  if (published && last.inputHash === inputHash) {
    if (!publish) await removeCandidate(store);
    const unchanged = { manifest: last, published: false, kept: false };
    return { ...outcome, ...unchanged, findings: null, corrections: [] };
  }

  const { one: onWritten, other: onChecked } = trackBoth(
    progress.stage("核查写入", statuses.filter(({ state }) => state === "loaded").length),
  );
  const { corrections, accepted, deadlines } = reviewed;
  const { programs } = taken;
  const contents = contentsOf(statuses, corrections);
  const kept = await openKept(store, published ? last : null, programs);
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
        {
          loaded,
          store,
          divisions: input.divisions,
          deadlines,
          ...separateCorrections(corrections),
          known: selectKnown(kept, contents),
        },
        { signal: AbortSignal.any([signal, over.signal]), onChecked },
      ),
    earlierReadingOf: openEarlierReadings(store, readings, taken.readerVersion),
    contents,
    kept,
    refusedReadingOf: (document) => readings.of(document.reading),
    throwIfInterrupted: () => signal.throwIfAborted(),
    onWritten,
  }).finally(() => over.abort());
  await onDisk;
  signal.throwIfAborted();
  const stamp = { generation: version, loadedAt, inputHash, dataHash: built.dataHash };
  const whole = {
    building,
    stamp,
    ledger: JSON.stringify(intake.ledger),
    readBack: (file: string) => readBack(file, built.contents),
  };
  if (!publish) await removeCandidate(store);
  const manifest = await (publish ? publishVersion : keepCandidate)(store, whole);
  await writeKept(store, manifest.sha256, { programs, reports: built.made });
  return { ...outcome, manifest, published: publish, kept: !publish, ...built };
}
