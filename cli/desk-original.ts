/**
 * Shows a document beside what the reader makes of it: its path, the name people call it and its row of the manifest
 * (JSON, or empty) as arguments, JSON that fits originalSchema on standard output. A process of its own, which writes
 * nothing: who starts it bounds its time and memory.
 */
import { readFile } from "node:fs/promises";
import process from "node:process";
import type { Original, OriginalBlock } from "#domain/desk/original";
import { isPdf, isPicture } from "#domain/desk/shown-bytes";
import { type ManifestRow, manifestRowSchema } from "#domain/reviewed/manifest";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { nameReport, refuseTables } from "#etl/intake/ledger";
import { loadDivisions } from "#etl/intake/register";
import { type Document, type Grid, UnreadableDocument } from "#etl/read/document";
import { readDocument } from "#etl/read/formats";
import { measurePages } from "#etl/read/page-picture/draw-page";
import { findPdfPlaces } from "#etl/read/pdf";
import { isFiguresFormat, readFigures } from "#etl/reading/figures-format";
import { recogniseReport } from "#etl/recognise/recognise-report";
import { describeUnread } from "#etl/recognise/unread-report";
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
  const register = new DivisionNames(loadDivisions(), loadBodies());
  const unread = (error: UnreadableDocument): ReadReport => {
    if (!manifest?.body || bytes.length === 0) throw error;
    return describeUnread(name, error, { register, manifest });
  };
  const places = isPdf(bytes) ? await findPlaces(bytes) : null;
  const [document, failure] = await readDocument(bytes, name).then(
    (own: Document) => [own, null] as const,
    (error: unknown) => [null, error] as const,
  );
  const shown = original(document?.blocks.map(showBlock) ?? [], () => {
    try {
      if (document === null) throw failure;
      return recogniseReport(document, { register, manifest });
    } catch (error) {
      if (error instanceof UnreadableDocument) return unread(error);
      throw error;
    }
  });
  return { ...shown, places, isPicture: isPicture(bytes) };
}

/** Where a PDF prints what was read of it; of one that the reader cannot open the pages that can be drawn all the same. */
async function findPlaces(bytes: Uint8Array): Promise<Original["places"]> {
  return findPdfPlaces(bytes).catch(async () => {
    const pages = await measurePages(bytes).catch(() => []);
    return pages.length === 0 ? null : { pages, cells: [], lines: [] };
  });
}

function original(blocks: readonly OriginalBlock[], read: () => ReadReport): Original {
  const common = { blocks: [...blocks], places: null, isPicture: false, level: null };
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
