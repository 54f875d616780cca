import { AsyncLocalStorage } from "node:async_hooks";
import type { DuckDBConnection } from "@duckdb/node-api";
import { currentVersion, listVersions, OtherSchema, pointerStamp } from "#store/current-version";
import { dataStore } from "#store/data-folder";
import type { Manifest } from "#store/version";
import { OpenedVersion } from "./opened-version.server";

/** How often the pointer is looked at, and how long a query may take, in milliseconds. */
const LOOK_EVERY = 1_000;
const TIME_LIMIT = 15_000;

const LOAD = "npm run etl -- load data/reports";

/** No database can be queried. The message is for the person at the screen. */
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

/** A load was published that holds no report. */
export class NothingLoaded extends DataUnavailable {
  override readonly name = "NothingLoaded";
  constructor() {
    super(`数据文件夹中没有报告，没有可以显示的数字。请放入报告后运行：${LOAD}`);
  }
}

/** There are databases, but none is what this version of the program published. */
export class NoSoundDatabase extends DataUnavailable {
  override readonly name = "NoSoundDatabase";
  constructor(cause: unknown) {
    const why =
      cause instanceof OtherSchema
        ? "数据库是另一版本的程序写成的，不能使用。"
        : "数据库文件已损坏，无法打开。";
    super(`${why}请重新运行：${LOAD}`, { cause });
  }
}

/** A query that took too long and was interrupted. */
class QueryTimeout extends Error {
  override readonly name = "QueryTimeout";
  constructor() {
    super("查询用时过长，已中止。请缩小筛选范围后再试。");
  }
}

let opened: OpenedVersion | null = null;
let opening: Promise<OpenedVersion> | null = null;
let seenPointer: number | null = null;
let lookedAt = 0;

/** The manifest of the version that queries are answered from. */
export async function manifestInUse(): Promise<Manifest> {
  return (await versionInUse()).manifest;
}

/**
 * Runs work on a connection to the published database. Follows a newly published version; work that has
 * begun ends on the version it began with.
 * @throws DataUnavailable where there is no sound database, QueryTimeout after TIME_LIMIT.
 */
export async function withConnection<Result>(
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const version = await versionInUse();
  try {
    return await version.lend((connection) => withinTime(connection, work));
  } catch (error) {
    if (!isFatal(error)) throw error;
    forget(version);
    return (await versionInUse()).lend((connection) => withinTime(connection, work));
  }
}

/** The version that some work began with, held open until the work ends. */
interface HeldVersion {
  version: OpenedVersion | null;
}

const heldVersion = new AsyncLocalStorage<HeldVersion>();

/** Answers every query of some work from one version, whatever is published meanwhile. */
export async function withOneVersion<Result>(work: () => Promise<Result>): Promise<Result> {
  const own: HeldVersion = { version: null };
  try {
    return await heldVersion.run(own, work);
  } finally {
    own.version?.release();
  }
}

/**
 * Caches a query without parameters until the next version is published: it is run once a version, and
 * again where it failed.
 */
export function cachePerVersion<Answer>(query: () => Promise<Answer>): () => Promise<Answer> {
  let cached: { readonly sha256: string; readonly answer: Promise<Answer> } | null = null;
  return async () => {
    const { sha256 } = await manifestInUse();
    if (cached?.sha256 === sha256) return cached.answer;
    const fresh = { sha256, answer: query() };
    cached = fresh;
    fresh.answer.catch(() => {
      if (cached === fresh) cached = null;
    });
    return fresh.answer;
  };
}

/** Closes the database, for the end of a server or of a test. */
export function closeDatabase(): void {
  opened?.retire();
  opened = null;
  opening = null;
  seenPointer = null;
  lookedAt = 0;
}

async function versionInUse(): Promise<OpenedVersion> {
  const own = heldVersion.getStore();
  if (own?.version) return own.version;
  let version = await latest();
  while (version.isClosed) version = await latest();
  if (!own) return version;
  if (!own.version) own.version = version.hold();
  return own.version;
}

async function latest(): Promise<OpenedVersion> {
  if (!opened) return (opening ??= openFirst());
  if (Date.now() - lookedAt >= LOOK_EVERY) {
    lookedAt = Date.now();
    const pointer = await pointerStamp(dataStore());
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
    seenPointer = await pointerStamp(dataStore());
    const newest = await openNewestSound();
    opened = newest;
    return newest;
  } finally {
    opening = null;
  }
}

/** Switches to the version that the pointer names, if it is sound; else the open one stays. */
async function follow(): Promise<void> {
  const store = dataStore();
  const version = await currentVersion(store);
  if (version === null || version === opened?.manifest.generation) return;
  const next = await OpenedVersion.open(store, version).catch(() => null);
  if (!next) return;
  opened?.retire();
  opened = next;
}

async function openNewestSound(): Promise<OpenedVersion> {
  const store = dataStore();
  const pointed = await currentVersion(store);
  const others = (await listVersions(store)).filter((version) => version !== pointed);
  const candidates = pointed === null ? others : [pointed, ...others];
  let damage: unknown;
  for (const version of candidates) {
    try {
      return await OpenedVersion.open(store, version);
    } catch (error) {
      damage ??= error;
    }
  }
  throw candidates.length === 0 ? new NoDatabase() : new NoSoundDatabase(damage);
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

function forget(version: OpenedVersion): void {
  const own = heldVersion.getStore();
  if (own?.version === version) {
    own.version = null;
    version.release();
  }
  version.retire();
  if (opened === version) opened = null;
}
