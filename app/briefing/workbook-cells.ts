import type JSZip from "jszip";

/** A sheet of a workbook, its rows as they stand in the file. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** From 1. */
  readonly number: number;
  /** The texts by the letters of their columns; a number as the file writes it. */
  readonly cells: ReadonlyMap<string, string>;
}

const MOST_TEXT = 64 * 2 ** 20;

/** The sheets of a workbook (xlsx) in their order, whichever program saved it; none of what unpacks to more than {@link MOST_TEXT}. */
export async function readWorkbook(archive: JSZip): Promise<WorkbookSheet[]> {
  const budget = { left: MOST_TEXT };
  const textOf = async (name: string): Promise<string> => {
    const text = (await archive.file(name)?.async("string")) ?? "";
    budget.left -= text.length;
    return budget.left < 0 ? "" : text;
  };
  const book = await textOf("xl/workbook.xml");
  const relations = await textOf("xl/_rels/workbook.xml.rels");
  const shared = textsIn(await textOf("xl/sharedStrings.xml"), "si");
  const sheets: WorkbookSheet[] = [];
  for (const { name, path } of sheetsOf(book, relations))
    sheets.push({ name, rows: rowsOf(await textOf(path), shared) });
  return sheets;
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
