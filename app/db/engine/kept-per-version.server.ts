/**
 * What was reckoned from a version and does not depend on all of a question, so that the next question about the same
 * need not reckon it again. The least asked for is forgotten first, so that of a version which is no longer asked for
 * nothing stays.
 */
export class KeptPerVersion<Kept> {
  /** In the order in which they were last asked for. */
  readonly #kept = new Map<string, Kept>();
  #size = 0;

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
   * What is kept under each of some keys, in their order; what is not is reckoned, all of it at once.
   * @param reckon gives one for each of the keys, in the order in which it is given them
   */
  async ask(
    keys: readonly string[],
    reckon: (missing: readonly number[]) => Promise<readonly Kept[]>,
  ): Promise<Kept[]> {
    const version = await this.nameVersion();
    const names = keys.map((key) => `${version} ${key}`);
    const found = new Map(names.map((name, index) => [index, this.#recall(name)]));
    const missing = names.flatMap((_, index) => (found.get(index) === undefined ? [index] : []));
    const fresh = missing.length === 0 ? [] : await reckon(missing);
    missing.forEach((index, place) => found.set(index, fresh[place]));
    // Where another version came into use meanwhile, nobody knows which of the two this was reckoned from.
    const isOfOne = missing.length === 0 || (await this.nameVersion()) === version;
    return names.map((name, index) => {
      const kept = found.get(index);
      if (kept === undefined) throw new RangeError(`Nothing was reckoned for ${name}`);
      if (isOfOne && missing.includes(index)) this.#keep(name, kept);
      return kept;
    });
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
