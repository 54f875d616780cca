import JSZip from "jszip";
import {
  digestField,
  LIST_COLUMNS,
  LIST_FIELDS,
  type ListField,
  parseSeal,
  SEALED_FIELDS,
} from "./request-list-columns";

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

const MOST_BYTES = 20 * 2 ** 20;
const MOST_TEXT = 64 * 2 ** 20;

/**
 * Reads a list of requests that was filled in, whichever program saved it; null for a file that is none.
 *
 * @param given a workbook (xlsx)
 */
export async function readReturnedList(
  given: Uint8Array | ArrayBuffer,
): Promise<ReturnedList | null> {
  if (given.byteLength > MOST_BYTES) return null;
  const archive = await JSZip.loadAsync(given).catch(() => null);
  if (archive === null) return null;
  const budget = { left: MOST_TEXT };
  const textOf = async (name: string): Promise<string> => {
    const text = (await archive.file(name)?.async("string")) ?? "";
    budget.left -= text.length;
    return budget.left < 0 ? "" : text;
  };
  const book = await textOf("xl/workbook.xml");
  const relations = await textOf("xl/_rels/workbook.xml.rels");
  const shared = textsIn(await textOf("xl/sharedStrings.xml"), "si");
  const rows: ReturnedRow[] = [];
  const unknown: { sheet: string; row: number }[] = [];
  for (const { name, path } of sheetsOf(book, relations)) {
    const [header, ...below] = rowsOf(await textOf(path), shared);
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

/** The sheets of a workbook in their order, with the part that holds each. */
function sheetsOf(book: string, relations: string): { name: string; path: string }[] {
  const targets = new Map(
    [...relations.matchAll(/<Relationship\b[^>]*>/gu)].map(([tag]) => [
      attributeOf(tag, "Id"),
      attributeOf(tag, "Target").replace(/^\/?(?:xl\/)?/u, "xl/"),
    ]),
  );
  return [...book.matchAll(/<(?:\w+:)?sheet\b[^>]*>/gu)].map(([tag]) => ({
    name: decode(attributeOf(tag, "name")),
    path: targets.get(attributeOf(tag, "r:id")) ?? "",
  }));
}

function attributeOf(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`, "u").exec(tag)?.[1] ?? "";
}

interface SheetRow {
  readonly number: number;
  /** The texts by the letters of their columns. */
  readonly cells: ReadonlyMap<string, string>;
}

function rowsOf(xml: string, shared: readonly string[]): SheetRow[] {
  return [...xml.matchAll(/<(?:\w+:)?row\b([^>]*)>([\s\S]*?)<\/(?:\w+:)?row>/gu)].map(
    ([, head = "", body = ""], index) => ({
      number: Number(attributeOf(`<row ${head}`, "r")) || index + 1,
      cells: new Map(
        [...body.matchAll(/<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/gu)].map(
          ([, cell = "", content = ""]) => {
            const column = attributeOf(`<c ${cell}`, "r").replaceAll(/\d/gu, "");
            const value = /<(?:\w+:)?v\b[^>]*>([^<]*)</u.exec(content)?.[1] ?? "";
            const type = attributeOf(`<c ${cell}`, "t");
            if (type === "s") return [column, shared[Number(value)] ?? ""] as const;
            return [
              column,
              type === "inlineStr" ? (textsIn(content, "is")[0] ?? "") : decode(value),
            ] as const;
          },
        ),
      ),
    }),
  );
}

/** The text of each element of a name, without how it is to be read aloud. */
function textsIn(xml: string, element: string): string[] {
  const elements = new RegExp(
    `<(?:\\w+:)?${element}\\b[^>]*?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${element}>)`,
    "gu",
  );
  return [...xml.matchAll(elements)].map(([, content = ""]) =>
    [
      ...content
        .replaceAll(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/gu, "")
        .matchAll(/<(?:\w+:)?t\b[^>]*>([^<]*)</gu),
    ]
      .map(([, text = ""]) => decode(text))
      .join(""),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
};

function decode(text: string): string {
  return text
    .replaceAll(/_x000D_/gu, "")
    .replaceAll(
      /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/giu,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? whole;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    );
}
