/**
 * What was reckoned from a version and does not depend on all of a question, so that the next question about the same
 * need not reckon it again. The least asked for is forgotten first, so that of a version which is no longer asked for
 * nothing stays.
 */
export class KeptPerVersion<Kept> {
  /** In the order in which they were last asked for. */
  readonly #kept = new Map<string, Kept>();
  #size = 0;
  /** What is being reckoned; nothing comes of it where that fails, or another version came into use. */
  readonly #coming = new Map<string, Promise<Kept | undefined>>();

  /**
   * @param limit of the sizes together; one that exceeds it alone is not kept
   * @param sizeOf in whatever unit the limit is
   * @param nameVersion the version that is asked: the hash of that in use
   */
  constructor(
    private readonly limit: number,
    private readonly sizeOf: (kept: Kept) => number,
    private readonly nameVersion: () => Promise<string>,
  ) {}

  /**
   * What is kept under each of some keys, in their order; what is not is reckoned, all of it at once. Who asks for what
   * is being reckoned from the same version waits for it.
   * @param reckon gives one for each of the keys, in the order in which it is given them
   */
  async ask(
    keys: readonly string[],
    reckon: (missing: readonly number[]) => Promise<readonly Kept[]>,
  ): Promise<Kept[]> {
    const version = await this.nameVersion();
    const names = keys.map((key) => `${version} ${key}`);
    const found = new Map(names.map((name, index) => [index, this.#recall(name)]));
    const open = names.flatMap((_, index) => (found.get(index) === undefined ? [index] : []));
    const coming = open.map((index) => this.#coming.get(names[index] ?? ""));
    const missing = open.filter((_, place) => coming[place] === undefined);
    const fresh = await this.#reckon(version, names, missing, reckon);
    missing.forEach((index, place) => found.set(index, fresh[place]));
    const joined = await Promise.all(coming);
    open.forEach((index, place) => found.set(index, found.get(index) ?? joined[place]));
    // What another could not reckon, or from another version, is reckoned here.
    const left = open.filter((index) => found.get(index) === undefined);
    const late = await this.#reckon(version, names, left, reckon);
    left.forEach((index, place) => found.set(index, late[place]));
    return names.map((name, index) => {
      const kept = found.get(index);
      if (kept === undefined) throw new RangeError(`Nothing was reckoned for ${name}`);
      return kept;
    });
  }

  async #reckon(
    version: string,
    names: readonly string[],
    missing: readonly number[],
    reckon: (missing: readonly number[]) => Promise<readonly Kept[]>,
  ): Promise<readonly Kept[]> {
    if (missing.length === 0) return [];
    const own = missing.map((index) => names[index] ?? "");
    const reckoning = reckon(missing);
    // Where another version came into use meanwhile, nobody knows which of the two this was reckoned from.
    const shared = reckoning.then(
      async (fresh) => ((await this.nameVersion()) === version ? fresh : []),
      () => [],
    );
    own.forEach((name, place) =>
      this.#coming.set(
        name,
        shared.then((fresh) => fresh[place]),
      ),
    );
    try {
      const fresh = await reckoning;
      for (const [place, kept] of (await shared).entries()) this.#keep(own[place] ?? "", kept);
      return fresh;
    } finally {
      for (const name of own) this.#coming.delete(name);
    }
  }

  #recall(name: string): Kept | undefined {
    const kept = this.#kept.get(name);
    if (kept !== undefined) {
      this.#kept.delete(name);
      this.#kept.set(name, kept);
    }
    return kept;
  }

  #keep(name: string, kept: Kept): void {
    this.#forget(name);
    if (this.sizeOf(kept) > this.limit) return;
    this.#kept.set(name, kept);
    this.#size += this.sizeOf(kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.limit) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    const kept = this.#kept.get(name);
    if (kept === undefined) return;
    this.#kept.delete(name);
    this.#size -= this.sizeOf(kept);
  }
}
