import type { Mark } from "#etl/read/marked-text";
import { asZip } from "./zip";
import type { InventedDocument } from "./invented-document";
import {
  drawDocument,
  HEIGHT,
  LIFTS,
  MARGIN,
  type PageDrawing,
  PLAIN_MANNER,
  SIZE,
  sizeOf,
  WIDTH,
} from "./pdf";
import { widthOf } from "./pdf-file";

const mm = (points: number): number => Math.round((points * 25.4 * 1000) / 72) / 1000;

/** The objects of the pages of an OFD document, in millimetres. */
class OfdPages implements PageDrawing {
  readonly manner = PLAIN_MANNER;
  readonly pages: string[] = [];
  y = MARGIN;
  #objects = "";

  text(text: string, x: number, line: number, mark?: Mark): void {
    if (text.trim() === "") return;
    const size = sizeOf(mark);
    const y = line - LIFTS[mark ?? "struck"] * SIZE;
    const width = mm(widthOf(text) * size);
    const deltas = [...text].slice(0, -1).map((char) => mm(widthOf(char) * size));
    const colour = mark === "hidden" ? '<ofd:FillColor Alpha="0"/>' : "";
    if (mark === "struck")
      this.#objects += `<ofd:PathObject Boundary="${mm(x)} ${mm(y - 0.3 * SIZE)} ${width} 0.2" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${width} 0</ofd:AbbreviatedData></ofd:PathObject>`;
    // An object's box begins at the height of its letters, its text on their baseline.
    this.#objects += `<ofd:TextObject Boundary="${mm(x)} ${mm(y - size)} ${width} ${mm(size)}" Font="1" Size="${mm(size)}">${colour}<ofd:TextCode X="0" Y="${mm(size)}" DeltaX="${shorten(deltas)}">${escape(text)}</ofd:TextCode></ofd:TextObject>`;
  }

  frame(left: number, top: number, right: number, bottom: number): void {
    const [width, height] = [mm(right - left), mm(bottom - top)];
    this.#objects += `<ofd:PathObject Boundary="${mm(left)} ${mm(top)} ${width} ${height}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</ofd:AbbreviatedData></ofd:PathObject>`;
  }

  break(): void {
    this.text(this.manner.pageNumber(this.pages.length + 1), WIDTH / 2, HEIGHT - 36);
    this.pages.push(this.#objects);
    this.#objects = "";
    this.y = MARGIN;
  }
}

/** Writes runs of equal distances short: g 3 3.528. */
function shorten(deltas: readonly number[]): string {
  const isEven = new Set(deltas).size === 1;
  return isEven ? `g ${deltas.length} ${deltas[0] ?? 0}` : deltas.join(" ");
}

/** A report as an office program prints it to OFD, with ruling lines. */
export function asOfd(document: InventedDocument): Uint8Array {
  const drawn = new OfdPages();
  drawDocument(drawn, document);
  return ofdFile(drawn.pages, document.title);
}

/** The package of an OFD document, from the objects of its pages. */
export function ofdFile(pages: readonly string[], title = ""): Uint8Array {
  const space = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const box = `<ofd:PhysicalBox>0 0 ${mm(WIDTH)} ${mm(HEIGHT)}</ofd:PhysicalBox>`;
  const list = pages.map(
    (_, index) => `<ofd:Page ID="${index + 10}" BaseLoc="Pages/Page_${index}/Content.xml"/>`,
  );
  return asZip([
    {
      name: "OFD.xml",
      bytes: `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD ${space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:Title>${escape(title)}</ofd:Title></ofd:DocInfo><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    },
    {
      name: "Doc_0/Document.xml",
      bytes: `<ofd:Document ${space}><ofd:CommonData><ofd:PageArea>${box}</ofd:PageArea></ofd:CommonData><ofd:Pages>${list.join("")}</ofd:Pages></ofd:Document>`,
    },
    ...pages.map((objects, index) => ({
      name: `Doc_0/Pages/Page_${index}/Content.xml`,
      bytes: `<ofd:Page ${space}><ofd:Content><ofd:Layer ID="1">${objects}</ofd:Layer></ofd:Content></ofd:Page>`,
    })),
  ]);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
