import { AsyncLocalStorage } from "node:async_hooks";
import type { DuckDBConnection } from "@duckdb/node-api";
import { currentVersion, listVersions, OtherSchema, pointerStamp } from "#store/current-version";
import { databaseOf, dataStore, type Store } from "#store/data-folder";
import type { Manifest } from "#store/version";
import { OpenedVersion } from "./opened-version.server";

/** How often the pointer is looked at, and how long a query may take, in milliseconds. */
const LOOK_EVERY = 1_000;
const TIME_LIMIT = 15_000;

/** No database can be queried. The message is for the person at the screen. */
export class DataUnavailable extends Error {
  override readonly name: string = "DataUnavailable";
}

/** Nothing was loaded yet. */
export class NoDatabase extends DataUnavailable {
  override readonly name = "NoDatabase";
  constructor() {
    super("还没有发布过报告，没有可以显示的数字。");
  }
}

/** A load was published that holds no report. */
export class NothingLoaded extends DataUnavailable {
  override readonly name = "NothingLoaded";
  constructor() {
    super("现在这一版数据里没有一份报告，没有可以显示的数字。");
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
    super(`${why}请系统维护人员重新载入。`, { cause });
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

/** What tells the version that queries are answered from apart from every other: the hash of its database. */
export async function nameVersionInUse(): Promise<string> {
  return (await manifestInUse()).sha256;
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
  heldVersion.getStore()?.signal?.throwIfAborted();
  try {
    return await version.lend((connection) => withinTime(connection, work));
  } catch (error) {
    if (!isFatal(error)) throw error;
    forget(version);
    return (await versionInUse()).lend((connection) => withinTime(connection, work));
  }
}

/** Which version some work is about, and when it is no longer wanted. */
interface WorkOnVersion {
  /** Number of the version; null for the one that the pointer names when the work begins. */
  readonly version?: number | null;
  /** The store that the version named lies in; the data folder's where it is left out. */
  readonly store?: Store;
  /** Interrupts the query that runs when the work is given up. */
  readonly signal?: AbortSignal;
}

/** The version that some work began with, held open until the work ends. */
interface HeldVersion extends WorkOnVersion {
  held: OpenedVersion | null;
}

const heldVersion = new AsyncLocalStorage<HeldVersion>();

/**
 * Answers every query of some work from one version, whatever is published meanwhile.
 * @throws where the version that is named cannot be opened, before the work begins.
 */
export async function withOneVersion<Result>(
  work: () => Promise<Result>,
  about: WorkOnVersion = {},
): Promise<Result> {
  const own: HeldVersion = { ...about, held: null };
  try {
    return await heldVersion.run(own, async () => {
      if (typeof own.version === "number") await versionInUse();
      return work();
    });
  } finally {
    own.held?.release();
  }
}

/** Versions in use at the same time: the one that is shown, and the next while it is made ready. */
const AT_ONCE = 2;

/**
 * Caches a query without parameters for as long as its version is in use: it is run once a version, and
 * again where it failed.
 */
export function cachePerVersion<Answer>(query: () => Promise<Answer>): () => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return async () => {
    const sha256 = await nameVersionInUse();
    const known = answers.get(sha256);
    if (known) return known;
    const fresh = query();
    answers.set(sha256, fresh);
    for (const older of [...answers.keys()].slice(0, -AT_ONCE)) answers.delete(older);
    fresh.catch(() => {
      if (answers.get(sha256) === fresh) answers.delete(sha256);
    });
    return fresh;
  };
}

/** Closes the database, for the end of a server or of a test. */
export function closeDatabase(): void {
  opened?.retire();
  opened = null;
  opening = null;
  retireNamed(0);
  seenPointer = null;
  lookedAt = 0;
}

async function versionInUse(): Promise<OpenedVersion> {
  const own = heldVersion.getStore();
  if (own?.held) return own.held;
  const asked = own?.version ?? null;
  const next = asked === null ? latest : () => openNamed(own?.store ?? dataStore(), asked);
  let version = await next();
  while (version.isClosed) version = await next();
  if (!own) return version;
  if (!own.held) own.held = version.hold();
  return own.held;
}

/** Versions that were asked for by number, in the order in which they were. */
const named = new Map<string, Promise<OpenedVersion>>();

/** Opens a version that whoever asks for it has verified. */
function openNamed(store: Store, version: number): Promise<OpenedVersion> {
  const database = databaseOf(store, version);
  const known = named.get(database);
  if (known) return known;
  const fresh = OpenedVersion.openVerified(store, version);
  named.set(database, fresh);
  fresh.catch(() => named.delete(database));
  retireNamed(AT_ONCE);
  return fresh;
}

/** Closes all but the newest of the versions that were asked for by number, as soon as nobody uses them. */
function retireNamed(kept: number): void {
  for (const [database, version] of [...named].slice(0, Math.max(0, named.size - kept))) {
    named.delete(database);
    void version.then((open) => open.retire()).catch(() => undefined);
  }
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
  const signal = heldVersion.getStore()?.signal;
  let late = false;
  const interrupt = (): void => connection.interrupt();
  const timer = setTimeout(() => {
    late = true;
    interrupt();
  }, TIME_LIMIT);
  signal?.addEventListener("abort", interrupt);
  try {
    return await work(connection);
  } catch (error) {
    signal?.throwIfAborted();
    throw late ? new QueryTimeout() : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
  }
}

/** After a FATAL error an instance answers nothing until it is opened anew. */
function isFatal(error: unknown): boolean {
  return error instanceof Error && /^FATAL|has been invalidated/.test(error.message);
}

function forget(version: OpenedVersion): void {
  const own = heldVersion.getStore();
  if (own?.held === version) {
    own.held = null;
    version.release();
  }
  version.retire();
  if (opened === version) opened = null;
  named.delete(version.database);
}
