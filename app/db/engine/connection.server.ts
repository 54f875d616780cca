import { AsyncLocalStorage } from "node:async_hooks";
import type { DuckDBConnection } from "@duckdb/node-api";
import {
  listVersions,
  OtherLayout,
  readCurrentVersion,
  readPointerStamp,
} from "#store/current-version";
import type { Manifest } from "#store/version";
import { OpenedVersion } from "./opened-version.server";

/** How often the pointer is looked at, and how long a query may take, in milliseconds. */
const LOOK_EVERY = 1_000;
const TIME_LIMIT = 15_000;

const LOAD = "npm run etl -- load data/reports";

/** There is no database to ask. The message is for the person at the screen. */
export class DataUnavailable extends Error {
  override readonly name: string = "DataUnavailable";
}

/** Nothing was loaded yet. */
export class NoDatabase extends DataUnavailable {
  override readonly name = "NoDatabase";
  constructor() {
    super(`还没有载入数据。请先运行：${LOAD}`);
  }
}

/** Databases are there, and none of them is what was published by this version of the program. */
export class NoSoundDatabase extends DataUnavailable {
  override readonly name = "NoSoundDatabase";
  constructor(cause: unknown) {
    const why =
      cause instanceof OtherLayout
        ? "数据库是另一版本的程序写成的，不能使用。"
        : "数据库文件已损坏，无法打开。";
    super(`${why}请重新运行：${LOAD}`, { cause });
  }
}

/** A query that took too long and was interrupted. */
export class QueryTimeout extends Error {
  override readonly name = "QueryTimeout";
  constructor() {
    super("查询用时过长，已中止。请缩小筛选范围后再试。");
  }
}

let opened: OpenedVersion | null = null;
let opening: Promise<OpenedVersion> | null = null;
let seenPointer: number | null = null;
let lookedAt = 0;

/** The manifest of the generation that questions are answered from. */
export async function currentManifest(): Promise<Manifest> {
  return (await current()).manifest;
}

/**
 * Runs work on a connection to the published database. Follows a newly published generation;
 * work that has begun ends on the one it began with.
 */
export async function withConnection<Result>(
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const generation = await current();
  try {
    return await generation.lend((connection) => withinTime(connection, work));
  } catch (error) {
    if (!isFatal(error)) throw error;
    forget(generation);
    return (await current()).lend((connection) => withinTime(connection, work));
  }
}

/** The generation that some work began with, held open until the work ends. */
interface HeldVersion {
  generation: OpenedVersion | null;
}

const heldVersion = new AsyncLocalStorage<HeldVersion>();

/** Answers every question of some work from one generation, whatever is published meanwhile. */
export async function withOneVersion<Result>(work: () => Promise<Result>): Promise<Result> {
  const own: HeldVersion = { generation: null };
  try {
    return await heldVersion.run(own, work);
  } finally {
    own.generation?.release();
  }
}

/** Closes the database, for the end of a server or of a test. */
export function closeDatabase(): void {
  opened?.retire();
  opened = null;
  opening = null;
  seenPointer = null;
  lookedAt = 0;
}

async function current(): Promise<OpenedVersion> {
  const own = heldVersion.getStore();
  if (own?.generation) return own.generation;
  let generation = await latest();
  while (generation.isClosed) generation = await latest();
  if (!own) return generation;
  if (!own.generation) own.generation = generation.hold();
  return own.generation;
}

async function latest(): Promise<OpenedVersion> {
  if (!opened) return (opening ??= openFirst());
  if (Date.now() - lookedAt >= LOOK_EVERY) {
    lookedAt = Date.now();
    const pointer = await readPointerStamp();
    if (pointer !== null && pointer !== seenPointer) {
      seenPointer = pointer;
      void follow();
    }
  }
  return opened;
}

async function openFirst(): Promise<OpenedVersion> {
  try {
    lookedAt = Date.now();
    seenPointer = await readPointerStamp();
    const newest = await newestSound();
    opened = newest;
    return newest;
  } finally {
    opening = null;
  }
}

/** Switches to the generation the pointer names, if it is sound; else the open one stays. */
async function follow(): Promise<void> {
  const generation = await readCurrentVersion().catch(() => null);
  if (generation === null || generation === opened?.manifest.generation) return;
  const next = await OpenedVersion.open(generation).catch(() => null);
  if (!next) return;
  opened?.retire();
  opened = next;
}

async function newestSound(): Promise<OpenedVersion> {
  const pointed = await readCurrentVersion().catch(() => null);
  const others = (await listVersions()).filter((generation) => generation !== pointed);
  const candidates = pointed === null ? others : [pointed, ...others];
  let flaw: unknown;
  for (const generation of candidates) {
    try {
      return await OpenedVersion.open(generation);
    } catch (error) {
      flaw ??= error;
    }
  }
  throw candidates.length === 0 ? new NoDatabase() : new NoSoundDatabase(flaw);
}

async function withinTime<Result>(
  connection: DuckDBConnection,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
  }, TIME_LIMIT);
  try {
    return await work(connection);
  } catch (error) {
    throw late ? new QueryTimeout() : error;
  } finally {
    clearTimeout(timer);
  }
}

/** After a FATAL error an instance answers nothing until it is opened anew. */
function isFatal(error: unknown): boolean {
  return error instanceof Error && /^FATAL|has been invalidated/.test(error.message);
}

function forget(generation: OpenedVersion): void {
  const own = heldVersion.getStore();
  if (own?.generation === generation) {
    own.generation = null;
    generation.release();
  }
  generation.retire();
  if (opened === generation) opened = null;
}

/**
 * A question without parameters whose answer holds until the next load: it is asked once a
 * generation, and asked again where it failed.
 */
export function cachePerVersion<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let known: { readonly sha256: string; readonly answer: Promise<Answer> } | null = null;
  return async () => {
    const { sha256 } = await currentManifest();
    if (known?.sha256 === sha256) return known.answer;
    const asked = { sha256, answer: ask() };
    known = asked;
    asked.answer.catch(() => {
      if (known === asked) known = null;
    });
    return asked.answer;
  };
}
