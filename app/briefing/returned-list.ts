import { FileParts } from "./file-parts";
import { type AskedRow, excerpt, parseAsked } from "./asked-rows";
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
  /** What it was sent out as: the body and what was asked; what stands there now where the file does not say. */
  readonly asked: Pick<AskedRow, "body" | "problem">;
  /** What was changed that was not for the body to fill in, by the heads of the columns. */
  readonly changed: readonly string[];
  /** The fingerprint of its finding, or of the missing report. */
  readonly id: string;
}

/** A list of requests as it came back. */
export interface ReturnedList {
  readonly rows: readonly ReturnedRow[];
  readonly answered: number;
  /** Rows of our sheets that carry no number of ours, or the number of a row above: added by hand, or copied. */
  readonly unknown: readonly UnknownRow[];
  /** What was asked in rows that are gone, of the sheets that came back; null where the file does not say what it asked. */
  readonly removed: readonly AskedRow[] | null;
  /** How many sheets of requests did not come back: a list is cut up to be sent to one body each. */
  readonly otherSheets: number;
}

interface UnknownRow {
  readonly sheet: string;
  readonly row: number;
  /** What it says, as far as it goes. */
  readonly problem: string;
  readonly isRepeated: boolean;
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
  const unknown: UnknownRow[] = [];
  const asked = await readAsked(parts);
  const askedBy = new Map(asked?.map((each) => [each.id, each]));
  const met = new Set<string>();
  for (const { name, rows: all } of await readWorkbook(parts)) {
    const [header, ...below] = all;
    const places = header && placesOf(header.cells);
    if (!places) continue;
    for (const { number, cells } of below) {
      const seal = [...cells.values()].map(parseSeal).find((found) => found !== null);
      const at = (field: ListField): string => cells.get(places.get(field) ?? "") ?? "";
      const filled = LIST_FIELDS.some((field) => at(field).trim() !== "");
      if (!seal || met.has(seal.id)) {
        const isRepeated = seal !== undefined;
        if (filled)
          unknown.push({ sheet: name, row: number, problem: excerpt(at("problem")), isRepeated });
        continue;
      }
      met.add(seal.id);
      rows.push({
        sheet: name,
        row: number,
        id: seal.id,
        fields: fieldsOf(at),
        asked: askedBy.get(seal.id) ?? { body: at("body"), problem: excerpt(at("problem")) },
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
    ...findRemoved(asked, rows),
  };
}

async function readAsked(parts: FileParts): Promise<AskedRow[] | null> {
  const properties = parts.names().find((name) => name === "docProps/core.xml");
  return properties === undefined ? null : parseAsked(await parts.text(properties));
}

/** What was asked and is not there any more, of the sheets of which something or the name is. */
function findRemoved(
  asked: readonly AskedRow[] | null,
  rows: readonly ReturnedRow[],
): Pick<ReturnedList, "removed" | "otherSheets"> {
  if (asked === null) return { removed: null, otherSheets: 0 };
  const found = new Set(rows.map(({ id }) => id));
  const back = new Set(asked.filter(({ id }) => found.has(id)).map(({ sheet }) => sheet));
  for (const { sheet } of rows) back.add(sheet);
  return {
    removed: asked.filter(({ id, sheet }) => back.has(sheet) && !found.has(id)),
    otherSheets: new Set(asked.map(({ sheet }) => sheet).filter((sheet) => !back.has(sheet))).size,
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
