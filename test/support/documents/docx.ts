import {
  Document,
  HeadingLevel,
  type IRunOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { Mark } from "#etl/read/marked-text";
import {
  type InventedBlock,
  type InventedCell,
  type InventedDocument,
  runsOf,
} from "./invented-document";

/** A report as Word saves it. */
export async function asDocx(document: InventedDocument): Promise<Uint8Array> {
  const word = new Document({
    title: document.title,
    sections: [{ children: document.blocks.map(blockOf) }],
  });
  return Packer.toBuffer(word);
}

function blockOf(block: InventedBlock): Paragraph | Table {
  if (block.kind === "title")
    return new Paragraph({ text: block.text, heading: HeadingLevel.TITLE });
  if (block.kind !== "table") return new Paragraph({ children: [new TextRun(block.text)] });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: block.rows.map(
      (cells) =>
        new TableRow({
          children: cells.map(
            (cell) =>
              new TableCell({
                rowSpan: cell.rowSpan,
                columnSpan: cell.columnSpan,
                children: paragraphsOf(cell),
              }),
          ),
        }),
    ),
  });
}

const MARKED: Readonly<Record<Mark, IRunOptions>> = {
  raised: { superScript: true },
  lowered: { subScript: true },
  shifted: { position: "4pt" },
  struck: { strike: true },
  hidden: { vanish: true },
  faint: { color: "FFFFFF" },
};

function paragraphsOf(cell: InventedCell): Paragraph[] {
  if (!cell.runs) return cell.text.split("\n").map((line) => new Paragraph(line));
  const children = runsOf(cell).map(
    ({ text, mark }) => new TextRun({ text, ...(mark ? MARKED[mark] : {}) }),
  );
  return [new Paragraph({ children })];
}
