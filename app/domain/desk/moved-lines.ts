import type { JournalValue } from "./journal";

/** What of a line of the journal tells which cell of which report it is about. */
interface CellLine {
  readonly line: number;
  readonly action: string;
  readonly before: JournalValue;
  readonly after: JournalValue;
}

/**
 * Which report entries of cells are of now, where they followed their document to another one after they were written.
 * Lines are handed to it in their order.
 */
export class MovedLines {
  /** Numbers of the lines about a cell of a report, by both. */
  readonly #about = new Map<string, number[]>();
  readonly #reports = new Map<number, string>();

  add({ line, action, before, after }: CellLine): void {
    const own = cellOf(after) ?? cellOf(before);
    if (own === null) return;
    const from = action === "cells_moved" ? cellOf(before) : null;
    const moved = from === null || from.key === own.key ? [] : (this.#about.get(from.key) ?? []);
    if (from !== null && from.key !== own.key) this.#about.delete(from.key);
    for (const each of moved) this.#reports.set(each, own.report);
    this.#about.set(own.key, [...(this.#about.get(own.key) ?? []), ...moved, line]);
  }

  /** The report that what a line wrote is of now; null where it is still that of the line. */
  reportOf(line: number): string | null {
    return this.#reports.get(line) ?? null;
  }
}

function cellOf(value: JournalValue): { readonly key: string; readonly report: string } | null {
  if (value === null || typeof value !== "object") return null;
  const { report = "", cell = "" } = value;
  return report === "" || cell === "" ? null : { key: `${report} ${cell}`, report };
}
