import {
  manifestOfCandidate,
  CandidateStale,
  candidateStore,
  publishCandidate,
} from "#store/candidate";
import { ledgerOf } from "#store/data-folder";
import { takeLock } from "#store/lock";
import { removeLeftovers } from "#store/publish";
import type { Manifest } from "#store/version";
import { readLedger } from "./intake/ledger";
import { type LoadedFrom, takeInputs } from "./load-inputs";
import { openReadings } from "./reading/reader";

/**
 * Publishes the candidate, where documents, reviewed tables, register, program and the version in use are still those
 * that it was made from. It is what a load of the same paths would publish now.
 * @throws CandidateStale where they are not: nothing is changed then
 */
export async function publishKept(from: LoadedFrom, now: Date): Promise<Manifest> {
  const { store } = from;
  const release = await takeLock(store.lock);
  try {
    await removeLeftovers(store);
    const { generation, inputHash } = await manifestOfCandidate(store);
    // Among the documents that the candidate knows, one that must be read is new or changed.
    const taken = await takeInputs(from, {
      known: await readLedger(ledgerOf(candidateStore(store), generation)),
      version: generation,
      now,
      readAll: (tasks) => {
        if (tasks.length > 0)
          throw new CandidateStale(`做好这一版以后，有${tasks.length}份文件是新收的或换过。`);
        return Promise.resolve([]);
      },
      readingOf: openReadings(store),
    });
    if (taken.inputHash !== inputHash)
      throw new CandidateStale(
        "做好这一版以后，文件有撤下或改名，或者更正、核实的记录、区划表、本系统的程序有改动。",
      );
    return await publishCandidate(store);
  } finally {
    await release();
  }
}
