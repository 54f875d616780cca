/**
 * Figures asked for in one list, each different one once: far quicker to plan and to fetch than a
 * column or a struct for each.
 */
export class FlatList {
  readonly #places = new Map<string, number>();

  /** Asks for the figure of an SQL expression, null for none. Returns its place in the list, from 0. */
  place(sql: string | null): number {
    const asked = sql ?? "NULL";
    const place = this.#places.get(asked) ?? this.#places.size;
    this.#places.set(asked, place);
    return place;
  }

  get sql(): string {
    return `CAST([${[...this.#places.keys()].join(", ")}] AS DOUBLE[])`;
  }
}

/** A figure by its place; null where it is not stated. */
export function figureAt(figures: readonly (number | null)[], place: number): number | null {
  return figures[place] ?? null;
}
