/** Reads one figure of a flat list; null where it is not stated. */
export type PlaceInList = (figures: readonly (number | null)[]) => number | null;

/**
 * Figures asked for in one list, each different one once: far quicker to plan and to fetch than a
 * column or a struct for each.
 */
export class FlatList {
  readonly #places = new Map<string, number>();

  /** Asks for the figure of an SQL expression; null asks for nothing and is nowhere stated. */
  place(sql: string | null): PlaceInList {
    if (sql === null) return () => null;
    const place = this.#places.get(sql) ?? this.#places.size;
    this.#places.set(sql, place);
    return (figures) => figures[place] ?? null;
  }

  get sql(): string {
    return `CAST([${[...this.#places.keys()].join(", ")}] AS DOUBLE[])`;
  }
}
