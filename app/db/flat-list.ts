import { z } from "zod";
import { numbersOrNull } from "./column-schema";

/** Figures asked for together, each different one once. */
export class FlatList {
  readonly #places = new Map<string, number>();

  /** Asks for the figure of an SQL expression, null for none. Returns its place in the list, from 0. */
  place(sql: string | null): number {
    const asked = sql ?? "NULL";
    const place = this.#places.get(asked) ?? this.#places.size;
    this.#places.set(asked, place);
    return place;
  }

  /** As one column: of few reports quicker to plan and to fetch than a column for each figure. */
  get sql(): string {
    return `CAST([${[...this.#places.keys()].join(", ")}] AS DOUBLE[])`;
  }

  /** As a column for each figure: of thousands of reports quicker to fetch than a list for each report. */
  get columns(): string {
    return [...this.#places].map(([sql, place]) => `${sql} AS ${nameAt(place)}`).join(", ");
  }

  /** The figures from the answer to a question for `columns`: those of each place, in the order of the rows. */
  read(answer: Readonly<Record<string, unknown>>): Figures {
    return z.array(numbersOrNull).parse([...this.#places.values()].map((at) => answer[nameAt(at)]));
  }
}

export type Figures = readonly (readonly (number | null)[])[];

const nameAt = (place: number): string => `figure_${place}`;

/** A figure by its place; null where it is not stated. */
export function figureAt(figures: readonly (number | null)[], place: number): number | null {
  return figures[place] ?? null;
}
