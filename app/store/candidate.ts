import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { currentManifest, readManifest, verifyVersion } from "./current-version";
import { databaseOf, dataStore, ledgerOf, manifestOf, type Store } from "./data-folder";
import { deskFolderOf } from "./desk-folder";
import { renameDurably, writeDurably } from "./durable-file";
import { type BuiltVersion, layDownVersion, putIntoUse } from "./laid-version";
import type { Manifest } from "./version";

/**
 * The next version, built and verified but not published, in a store of its own beside the one it may go to:
 *
 *     desk/candidate/generations/<n>.duckdb   the database with manifest and ledger, as they will be published
 *     desk/candidate/candidate.json           written last: without it there is no candidate
 */
const candidateSchema = z.object({
  /** The number that it will bear. */
  generation: z.int().positive(),
  /** SHA-256 of the version in use when it was built; null where there was none. */
  after: z.string().length(64).nullable(),
});
type Candidate = z.infer<typeof candidateSchema>;

/** The store that holds the candidate of a store. */
export function candidateStore(store: Store): Store {
  return dataStore(deskFolderOf(store).candidate);
}

function recordOf(store: Store): string {
  return join(candidateStore(store).root, "candidate.json");
}

/** The candidate that was kept; null where there is none, or it is damaged. */
export async function readCandidate(store: Store): Promise<Candidate | null> {
  try {
    return candidateSchema.parse(JSON.parse(await readFile(recordOf(store), "utf8")));
  } catch {
    return null;
  }
}

/** Removes the candidate and what a load that died left of one. Only the holder of the lock may do so. */
export async function removeCandidate(store: Store): Promise<void> {
  await rm(recordOf(store), { force: true });
  await rm(candidateStore(store).root, { recursive: true, force: true });
  await mkdir(candidateStore(store).versions, { recursive: true });
}

/** Keeps a database that was built to be published later: as its last step it becomes the candidate. */
export async function keepCandidate(store: Store, built: BuiltVersion): Promise<Manifest> {
  const manifest = await layDownVersion(candidateStore(store), built);
  const candidate: Candidate = {
    generation: manifest.generation,
    after: (await currentManifest(store))?.sha256 ?? null,
  };
  await writeDurably(recordOf(store), JSON.stringify(candidate));
  return manifest;
}

/** What a candidate was made from is no longer what there is. */
export class CandidateStale extends Error {
  override readonly name = "CandidateStale";
}

/**
 * The manifest of the candidate, where it still follows the version in use.
 * @throws CandidateStale where there is no candidate, or another version came into use since it was built
 */
export async function manifestOfCandidate(store: Store): Promise<Manifest> {
  const candidate = await readCandidate(store);
  if (candidate === null) throw new CandidateStale("没有做好的下一版。");
  const { generation, after } = candidate;
  const inUse = (await currentManifest(store))?.sha256 ?? null;
  const isElsewhere = existsSync(databaseOf(store, generation)) && !isMoved(store, generation);
  if (inUse !== after || isElsewhere)
    throw new CandidateStale("做好这一版以后，使用中的数据已经换过。");
  return readManifest(candidateStore(store), generation).catch((error: unknown) => {
    throw new CandidateStale("做好的下一版已经损坏，或是另一版本的程序做的。", { cause: error });
  });
}

/** Whether the database of the candidate has its name already: whoever published it was killed before the last step. */
function isMoved(store: Store, generation: number): boolean {
  return (
    !existsSync(databaseOf(candidateStore(store), generation)) &&
    existsSync(databaseOf(store, generation))
  );
}

/**
 * Publishes the candidate by rename, or goes on where that was cut short. Only the holder of the lock may do so, who made sure that it is made from what
 * there is. Until the last step readers see the version before.
 * @throws CandidateStale where it is not byte by byte what was built
 */
export async function publishCandidate(store: Store): Promise<Manifest> {
  const { generation } = await manifestOfCandidate(store);
  const own = candidateStore(store);
  const wasMoved = isMoved(store, generation);
  const manifest = await verifyVersion(wasMoved ? store : own, generation).catch(
    (error: unknown) => {
      throw new CandidateStale("做好的下一版已经损坏。", { cause: error });
    },
  );
  await mkdir(store.versions, { recursive: true });
  await writeDurably(
    ledgerOf(store, generation),
    await readFile(ledgerOf(own, generation), "utf8"),
  );
  await writeDurably(manifestOf(store, generation), JSON.stringify(manifest, null, 1));
  if (!wasMoved) await renameDurably(databaseOf(own, generation), databaseOf(store, generation));
  await putIntoUse(store, generation);
  // It is published; what could not be removed is by the next load that builds a candidate.
  await removeCandidate(store).catch(() => undefined);
  return manifest;
}
