import { FileParts } from "./file-parts";
import {
  digestField,
  LIST_COLUMNS,
  LIST_FIELDS,
  type ListField,
  parseSeal,
  SEALED_FIELDS,
} from "./request-list-columns";
import { readWorkbook } from "./workbook-cells";

/** A row of a list of requests as it came back. */
interface ReturnedRow {
  readonly sheet: string;
  /** Of the row in its sheet, from 1. */
  readonly row: number;
  readonly fields: Readonly<Record<ListField, string>>;
  /** What was changed that was not for the body to fill in, by the heads of the columns. */
  readonly changed: readonly string[];
  /** The fingerprint of its finding, or of the missing report. */
  readonly id: string;
}

/** A list of requests as it came back. */
export interface ReturnedList {
  readonly rows: readonly ReturnedRow[];
  readonly answered: number;
  /** Rows of our sheets that carry no number of ours: added by hand, or with the number lost. */
  readonly unknown: readonly { readonly sheet: string; readonly row: number }[];
}

/**
 * Reads a list of requests that was filled in, whichever program saved it; null for a file that is none.
 *
 * @param given a workbook (xlsx)
 */
export async function readReturnedList(
  given: Uint8Array | ArrayBuffer,
): Promise<ReturnedList | null> {
  return FileParts.read(given, readListIn);
}

async function readListIn(parts: FileParts): Promise<ReturnedList | null> {
  const rows: ReturnedRow[] = [];
  const unknown: { sheet: string; row: number }[] = [];
  for (const { name, rows: all } of await readWorkbook(parts)) {
    const [header, ...below] = all;
    const places = header && placesOf(header.cells);
    if (!places) continue;
    for (const { number, cells } of below) {
      const seal = [...cells.values()].map(parseSeal).find((found) => found !== null);
      const at = (field: ListField): string => cells.get(places.get(field) ?? "") ?? "";
      const filled = LIST_FIELDS.some((field) => at(field).trim() !== "");
      if (!seal) {
        if (filled) unknown.push({ sheet: name, row: number });
        continue;
      }
      rows.push({
        sheet: name,
        row: number,
        id: seal.id,
        fields: fieldsOf(at),
        changed: SEALED_FIELDS.flatMap((field, index) =>
          digestField(at(field)) === seal.digests[index] ? [] : [LIST_COLUMNS[field].header],
        ),
      });
    }
  }
  if (rows.length === 0) return null;
  return {
    rows,
    answered: rows.filter(({ fields }) => fields.result.trim() !== "").length,
    unknown,
  };
}

function fieldsOf(at: (field: ListField) => string): Record<ListField, string> {
  return {
    problem: at("problem"),
    printed: at("printed"),
    expected: at("expected"),
    basis: at("basis"),
    deadline: at("deadline"),
    body: at("body"),
    result: at("result"),
  };
}

/** The column of each field, by its head; null for a row that is no head of ours. */
function placesOf(cells: ReadonlyMap<string, string>): ReadonlyMap<ListField, string> | null {
  const places = new Map<ListField, string>();
  for (const [column, text] of cells)
    for (const field of LIST_FIELDS)
      if (LIST_COLUMNS[field].header === text.trim()) places.set(field, column);
  return places.has("problem") && places.has("result") ? places : null;
}
