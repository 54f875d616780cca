import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { InventedBlock, InventedDocument } from "./invented-document";

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
            ({ text, rowSpan, columnSpan }) =>
              new TableCell({
                rowSpan,
                columnSpan,
                children: text.split("\n").map((line) => new Paragraph(line)),
              }),
          ),
        }),
    ),
  });
}
