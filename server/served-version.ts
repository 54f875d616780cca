import {
  currentVersion,
  listVersions,
  OtherSchema,
  pointerStamp,
  verifyVersion,
} from "#store/current-version";
import { dataStore, type Store } from "#store/data-folder";

/** A published version whose database is byte by byte what was published. */
export interface Version {
  readonly number: number;
  readonly sha256: string;
}

/** How often the pointer is looked at, in milliseconds. */
const LOOK_EVERY = 1_000;
/** How often a sound version that could not be made ready is tried. */
const TRIES = 3;

/**
 * The version that readers are shown. Follows what is published: the next version is verified and made ready
 * beside the one that is shown, which stays where the next is not sound.
 */
export class ServedVersion {
  #shown: Version | null = null;
  #following: Promise<void> | null = null;
  #seen: number | null = null;
  #lookedAt = 0;
  #failures = 0;

  /** @param makeReady called before a version is shown; where it throws, the version is not shown */
  constructor(private readonly makeReady: (next: Version) => Promise<void>) {}

  /** The version to answer from; null where there is no sound one. */
  async current(): Promise<Version | null> {
    if (Date.now() - this.#lookedAt >= LOOK_EVERY) {
      this.#lookedAt = Date.now();
      this.#following ??= this.#follow().finally(() => (this.#following = null));
    }
    // Only who comes before anything is shown has to wait.
    if (this.#shown === null) await this.#following;
    return this.#shown;
  }

  async #follow(): Promise<void> {
    const store = dataStore();
    const stamp = await pointerStamp(store);
    const isNew = stamp !== this.#seen;
    if (isNew) this.#failures = 0;
    const isGivenUp = this.#failures === 0 || this.#failures >= TRIES;
    if (this.#shown !== null && !isNew && isGivenUp) return;
    this.#seen = stamp;
    for (const number of await candidatesIn(store, this.#shown)) {
      const version = await verifyVersion(store, number).catch((error: unknown) => {
        if (isNew) logUnusable(number, error, this.#shown);
        return null;
      });
      if (version === null) continue;
      const next = { number, sha256: version.sha256 };
      try {
        await this.makeReady(next);
      } catch (error) {
        this.#failures += 1;
        logUnusable(number, error, this.#shown);
        continue;
      }
      this.#shown = next;
      this.#failures = 0;
      return;
    }
  }
}

function logUnusable(number: number, error: unknown, shown: Version | null): void {
  const why =
    error instanceof OtherSchema ? "由另一版本的程序写成。" : "文件已损坏、不完整或者无法打开。";
  const instead = shown ? `读者看到的仍是第${shown.number}版。` : "";
  process.stderr.write(`第${number}版数据不能使用：${why}${instead}\n`);
}

/** The version that the pointer names; where nothing is shown yet, the others that are kept after it. */
async function candidatesIn(store: Store, shown: Version | null): Promise<number[]> {
  const pointed = await currentVersion(store);
  if (shown) return pointed === null || pointed === shown.number ? [] : [pointed];
  const others = (await listVersions(store)).filter((version) => version !== pointed);
  return pointed === null ? others : [pointed, ...others];
}
