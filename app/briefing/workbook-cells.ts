import { attributeOf, type FileParts } from "./file-parts";
import { decodeXml } from "./xml-text";

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
  /** The columns whose cells are reckoned by a formula: what they show may be another. */
  readonly reckoned: ReadonlySet<string>;
}

/** The sheets of a workbook (xlsx) in their order, whichever program saved it. */
export async function readWorkbook(parts: FileParts): Promise<WorkbookSheet[]> {
  const main = await parts.main();
  const relations = await parts.relations(main);
  const strings = relations.find(({ type }) => type.endsWith("/sharedStrings"));
  const shared = strings ? textsIn(await parts.text(strings.target), "si") : [];
  const sheets: WorkbookSheet[] = [];
  for (const [tag] of (await parts.text(main)).matchAll(/<(?:\w+:)?sheet\b[^>]*>/gu)) {
    const part = relations.find(({ id }) => id === attributeOf(tag, "r:id"))?.target ?? "";
    const name = decode(attributeOf(tag, "name"));
    sheets.push({ name, rows: rowsOf(await parts.text(part), shared) });
  }
  return sheets;
}

function rowsOf(xml: string, shared: readonly string[]): SheetRow[] {
  return elementsOf(xml, "row").map(([head, body], index) => {
    const cells = elementsOf(body, "c").map(([cell, content]) => ({
      column: attributeOf(`<c ${cell}`, "r").replaceAll(/\d/gu, ""),
      text: textOfCell(attributeOf(`<c ${cell}`, "t"), content, shared),
      isReckoned: /<(?:\w+:)?f\b/u.test(content),
    }));
    return {
      number: Number(attributeOf(`<row ${head}`, "r")) || index + 1,
      cells: new Map(cells.map(({ column, text }) => [column, text])),
      reckoned: new Set(cells.flatMap(({ column, isReckoned }) => (isReckoned ? column : []))),
    };
  });
}

function textOfCell(type: string, content: string, shared: readonly string[]): string {
  const value = /<(?:\w+:)?v\b[^>]*>([^<]*)</u.exec(content)?.[1] ?? "";
  if (type === "s") return shared[Number(value)] ?? "";
  return type === "inlineStr" ? (textsIn(content, "is")[0] ?? "") : decode(value);
}

/** The attributes and the content of each element of a name. */
function elementsOf(xml: string, element: string): (readonly [head: string, content: string])[] {
  const elements = new RegExp(
    `<(?:\\w+:)?${element}\\b([^>]*?)(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${element}>)`,
    "gu",
  );
  return [...xml.matchAll(elements)].map(([, head = "", content = ""]) => [head, content] as const);
}

/** The text of each element of a name, without how it is to be read aloud. */
function textsIn(xml: string, element: string): string[] {
  return elementsOf(xml, element).map(([, content]) =>
    [
      ...content
        .replaceAll(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/gu, "")
        .matchAll(/<(?:\w+:)?t\b[^>]*>([^<]*)</gu),
    ]
      .map(([, text = ""]) => decode(text))
      .join(""),
  );
}

/** Programs write the end of a line within a cell as a name of its own. */
function decode(text: string): string {
  return decodeXml(text.replaceAll(/_x000D_/gu, ""));
}
