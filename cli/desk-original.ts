/**
 * Shows a document beside what the reader makes of it: its path, the name people call it and its row of the manifest
 * (JSON, or empty) as arguments, JSON that fits originalSchema on standard output. A process of its own, which writes
 * nothing: who starts it bounds its time and memory.
 */
import { readFile } from "node:fs/promises";
import process from "node:process";
import type { Original, OriginalBlock } from "#domain/desk/original";
import { type ManifestRow, manifestRowSchema } from "#domain/reviewed/manifest";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { nameReport, refuseTables } from "#etl/intake/ledger";
import { loadDivisions } from "#etl/intake/register";
import { type Document, type Grid, UnreadableDocument } from "#etl/read/document";
import { readDocument } from "#etl/read/formats";
import { findPdfPlaces } from "#etl/read/pdf";
import { isFiguresFormat, readFigures } from "#etl/reading/figures-format";
import { recogniseReport } from "#etl/recognise/recognise-report";
import type { ReadReport } from "#domain/report/read-report";
import { reasonOf } from "./read";

const [path = "", name = "", row = ""] = process.argv.slice(2);
const manifest = row === "" ? null : manifestRowSchema.parse(JSON.parse(row));
process.stdout.write(`${JSON.stringify(await showOriginal(manifest))}\n`);

async function showOriginal(manifest: ManifestRow | null): Promise<Original> {
  const bytes = await readFile(path);
  const text = name.endsWith(".csv") ? new TextDecoder().decode(bytes) : "";
  if (isFiguresFormat(text))
    return original(listLines(text), () => readFigures(text, name, manifest));
  let document: Document;
  try {
    document = await readDocument(bytes, name);
  } catch (error) {
    return original([], () => {
      throw error;
    });
  }
  const register = new DivisionNames(loadDivisions(), loadBodies());
  const places = document.format === "pdf" ? await findPdfPlaces(bytes).catch(() => null) : null;
  const shown = original(document.blocks.map(showBlock), () =>
    recogniseReport(document, { register, manifest }),
  );
  return { ...shown, places };
}

function original(blocks: readonly OriginalBlock[], read: () => ReadReport): Original {
  const common = { blocks: [...blocks], places: null, level: null };
  try {
    const report = read();
    const named = nameReport(report);
    return "refusal" in named
      ? { ...common, report, identity: null, refusal: named.refusal }
      : {
          ...common,
          report,
          identity: named,
          level: levelOf(named.division),
          refusal: refuseTables(report),
        };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { ...common, report: null, identity: null, refusal: reasonOf(error) };
  }
}

function levelOf(code: string): Original["level"] {
  return loadDivisions().find((division) => division.code === code)?.level ?? null;
}

function listLines(text: string): OriginalBlock[] {
  return text
    .split(/\r?\n/u)
    .map((line, index) => ({ kind: "text", text: line, where: { line: index + 1 } }));
}

function showBlock(block: Document["blocks"][number]): OriginalBlock {
  return block.kind === "table"
    ? { kind: "table", rows: listRows(block.grid) }
    : { kind: "text", text: block.text, where: block.location };
}

function listRows({ slots }: Grid) {
  return slots.map((line, row) =>
    line.flatMap((cell, column) => {
      if (cell === undefined) return [{ text: "", where: {}, rowSpan: 1, columnSpan: 1 }];
      if (cell.row !== row || cell.column !== column) return [];
      const { text, location, rowSpan, columnSpan } = cell;
      return [{ text, where: location, rowSpan, columnSpan }];
    }),
  );
}
