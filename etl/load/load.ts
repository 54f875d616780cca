import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { Settled } from "#domain/checks/accepted";
import type { Division } from "#domain/report/division";
import type { Manifest } from "#domain/report/generation";
import type { Decision } from "#etl/correct/correction";
import { readCorrections } from "#etl/correct/correction";
import { readAccepted } from "#etl/check/accepted-findings";
import { readDeadlines } from "#etl/check/deadlines";
import { examine } from "#etl/check/examine";
import { archived } from "./archive";
import { buildDatabase } from "./build";
import { hashOf } from "./content-hash";
import { loaderVersion, readerVersion } from "./code-version";
import { readLedger, timelessFacts } from "./ledger";
import { takeLock } from "./lock";
import { doneByBoth, type Progress } from "./progress";
import {
  buildingFile,
  currentManifest,
  generationToGoOnFrom,
  nextGeneration,
  publish,
  removeLeavings,
} from "./publish";
import { readDocuments } from "./read-documents";
import { readingsIn } from "./reading-source";
import { Readings } from "./readings";
import { Register } from "./register";
import { refuseToOverwrite } from "./single-file";
import { findSources } from "./sources";
import { standingOf, yearInChina, type Standing } from "./standing";
import { databaseOf, ledgerOf, type Store } from "./store";
import { takeIn } from "./take-in";

/** Milliseconds within which a process hears of a signal. */
const HEARING = 50;

export interface LoadInput {
  readonly store: Store;
  readonly paths: readonly string[];
  readonly divisions: readonly Division[];
  readonly correctionsFile: string;
  readonly acceptedFile: string;
  readonly deadlinesFile: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** What a load did. */
export interface LoadOutcome {
  readonly manifest: Manifest;
  /** False where nothing had changed since the last load. */
  readonly published: boolean;
  /** What became of each document that was handed in. */
  readonly received: readonly Standing[];
  /** Documents handed in, or known before, of which another for the same report is used. */
  readonly superseded: readonly Standing[];
  readonly read: number;
  /** Sentences on what people should look at again. */
  readonly warnings: readonly string[];
  /** Null where nothing was published. */
  readonly findings: Settled | null;
  readonly corrections: readonly Decision[];
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
    await removeLeavings(input.store);
    return await loadLocked(input, building);
  } catch (error) {
    // Ctrl-C also ends the processes that work for this one; what they leave undone may fail first.
    await setTimeout(HEARING);
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
  const version = await readerVersion(JSON.stringify(input.divisions));
  const last = await currentManifest(store);
  const before = await generationToGoOnFrom(store);
  const known = await readLedger(before === null ? null : ledgerOf(store, before));
  const generation = await nextGeneration(store);

  const sources = await findSources(input.paths, register);
  if (sources.files.length === 0 && known.length === 0)
    throw new Error("给出的位置没有任何文件可供载入。");
  const intake = await takeIn(known, sources, {
    store,
    version,
    generation,
    now: loadedAt,
    readAll: (tasks) => readDocuments(tasks, { store, version }, input),
  });
  signal.throwIfAborted();

  const corrections = await readCorrections(input.correctionsFile);
  const accepted = await readAccepted(input.acceptedFile);
  const deadlines = await readDeadlines(input.deadlinesFile);
  const standings = standingOf(intake.ledger, yearInChina(input.now));
  const handedIn = new Set(intake.received);
  const received = standings.filter(({ entry }) => handedIn.has(entry));
  const facts = timelessFacts(intake.ledger);
  const states = standings.map(({ state }) => state);
  const inputHash = hashOf(
    JSON.stringify([
      await loaderVersion(),
      version,
      corrections,
      accepted,
      deadlines,
      facts,
      states,
    ]),
  );
  const superseded = standings.filter(
    ({ entry, insteadUsed, state }) =>
      state === "superseded" &&
      insteadUsed !== null &&
      (handedIn.has(entry) || handedIn.has(insteadUsed)),
  );
  const outcome = { superseded, received, read: intake.read.length, warnings: sources.warnings };
  const published = last && existsSync(store.single ?? databaseOf(store, last.generation));
  if (published && last.inputHash === inputHash)
    return { ...outcome, manifest: last, published: false, findings: null, corrections: [] };

  const { one: onWritten, other: onChecked } = doneByBoth(
    progress.stage("核查写入", standings.filter(({ state }) => state === "loaded").length),
  );
  const readings = new Readings(store);
  const over = new AbortController();
  const onDisk = archived(store, intake.read);
  // Where the database cannot be written either, that is what people hear of.
  onDisk.catch(() => undefined);
  const built = await buildDatabase(building, {
    generation,
    loadedAt,
    inputHash,
    standings,
    register,
    corrections,
    accepted,
    deadlines,
    readingOf: readingsIn(store, readings),
    examine: (loaded) =>
      examine(
        { loaded, store, divisions: input.divisions, deadlines },
        { signal: AbortSignal.any([signal, over.signal]), onChecked },
      ),
    refusedReadingOf: (entry) => readings.of(entry.reading),
    goOn: () => signal.throwIfAborted(),
    onWritten,
  }).finally(() => over.abort());
  await onDisk;
  signal.throwIfAborted();
  const stamp = { generation, loadedAt, inputHash, dataHash: built.dataHash };
  const manifest = await publish(store, building, stamp, built.contents, intake.ledger);
  return { ...outcome, manifest, published: true, ...built };
}
