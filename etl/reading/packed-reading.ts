import type { CellLocation, PrintedCell } from "#domain/report/printed-cell";
import type { ReadReport } from "#domain/report/read-report";

/** One part of every cell in turn, null where a cell leaves it out; null where all do. */
type Parts<Part> = readonly (Part | null | undefined)[] | null;

/**
 * The cells of a reading part by part: a list of numbers or short texts is parsed several times as fast as some two
 * hundred cells with their places, and a load does so thousands of times.
 */
interface PackedCells {
  readonly table: readonly PrintedCell["table"][];
  readonly line: readonly string[];
  readonly column: readonly string[];
  readonly value: readonly (number | null)[];
  readonly state: readonly PrintedCell["state"][];
  readonly raw: readonly string[];
  readonly unit: Parts<string>;
  readonly note: Parts<string>;
  readonly where: { readonly [Part in keyof CellLocation]-?: Parts<number> };
}

type PackedReading = Omit<ReadReport, "cells"> & { readonly cells: PackedCells };

/** A reading as text, to be kept. */
export function packReading(read: ReadReport): string {
  const packed: PackedReading = { ...read, cells: packCells(read.cells) };
  return JSON.stringify(packed);
}

/** The reading that {@link packReading} made a text of. */
export function unpackReading(text: string): ReadReport {
  // Written by this very reader, whose version is in its key.
  const packed: PackedReading = JSON.parse(text);
  return { ...packed, cells: unpackCells(packed.cells) };
}

function packCells(cells: readonly PrintedCell[]): PackedCells {
  const partsOf = <Part>(part: (cell: PrintedCell) => Part | undefined): Parts<Part> => {
    const parts = cells.map(part);
    return parts.every((each) => each === undefined) ? null : parts;
  };
  return {
    table: cells.map(({ table }) => table),
    line: cells.map(({ line }) => line),
    column: cells.map(({ column }) => column),
    value: cells.map(({ value }) => value),
    state: cells.map(({ state }) => state),
    raw: cells.map(({ raw }) => raw),
    unit: partsOf(({ unit }) => unit),
    note: partsOf(({ note }) => note),
    where: {
      page: partsOf(({ where }) => where.page),
      line: partsOf(({ where }) => where.line),
      table: partsOf(({ where }) => where.table),
      row: partsOf(({ where }) => where.row),
      column: partsOf(({ where }) => where.column),
    },
  };
}

function unpackCells({ where, unit, note, ...always }: PackedCells): PrintedCell[] {
  const { line, column, value, state, raw } = always;
  return always.table.map((table, at) => {
    const cell: PrintedCell = {
      table,
      line: line[at] ?? "",
      column: column[at] ?? "",
      value: value[at] ?? null,
      state: state[at] ?? "illegible",
      raw: raw[at] ?? "",
      where: locationAt(where, at),
    };
    const [ownUnit, ownNote] = [unit?.[at], note?.[at]];
    if (ownUnit !== null && ownUnit !== undefined) cell.unit = ownUnit;
    if (ownNote !== null && ownNote !== undefined) cell.note = ownNote;
    return cell;
  });
}

function locationAt(where: PackedCells["where"], at: number): CellLocation {
  const location: CellLocation = {};
  const [page, line, table] = [where.page?.[at], where.line?.[at], where.table?.[at]];
  const [row, column] = [where.row?.[at], where.column?.[at]];
  if (page !== null && page !== undefined) location.page = page;
  if (line !== null && line !== undefined) location.line = line;
  if (table !== null && table !== undefined) location.table = table;
  if (row !== null && row !== undefined) location.row = row;
  if (column !== null && column !== undefined) location.column = column;
  return location;
}
