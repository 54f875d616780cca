import { TABLE_CODES, type TableCode } from "#domain/form/cells";
import { editionFor, type Edition } from "#domain/form/edition";
import type { CellLocation } from "#domain/report/printed-cell";
import { foldReadIssues, readIssue, type ReadIssue } from "#domain/report/read-issue";
import type { ReadReport, TableEditions } from "#domain/report/read-report";
import { UnreadableDocument, type Document } from "../read/document";
import { readDocument } from "../read/formats";
import type { ManifestRow } from "#domain/reviewed/manifest";
import type { DivisionNames } from "../intake/division-names";
import { identify } from "./identity";
import { refuseSeveralReports } from "./several-reports";
import { findLostCharacters } from "./lost-characters";
import type { PowerFigures } from "./scope";
import { divideSections, joinSections, type DividedText } from "./sections";
import { findStatedFacts } from "./stated-facts";
import { readStatutoryGrids } from "./statutory-grids";
import { readStatutoryStream } from "./statutory-stream";
import { assembleTable, type AssembledTable } from "./table-assembly";
import { describeUnread } from "./unread-report";
import { collectTextLines, type TextLine } from "./text-lines";

/** What is known besides the document. */
export interface ReadContext {
  readonly register: DivisionNames;
  /** What a manifest states about the document; it overrules the document. */
  readonly manifest?: ManifestRow | null;
}

/**
 * Reads a report of any format. Of one that cannot be read, what a manifest states of it, for people to type its tables.
 *
 * @param file name or path of the document, for its ending and for `file` of the result
 * @throws UnreadableDocument with a Chinese sentence that says why and what to do
 */
export async function readReport(
  bytes: Uint8Array,
  file: string,
  context: ReadContext,
): Promise<ReadReport> {
  try {
    return recogniseReport(await readDocument(bytes, file), context);
  } catch (error) {
    const { register, manifest } = context;
    // Of a file without a byte there is no original that anybody could have typed from.
    if (!(error instanceof UnreadableDocument) || !manifest?.body || bytes.length === 0)
      throw error;
    return describeUnread(file, error, { register, manifest });
  }
}

/**
 * Recognises an annual report in a document: its three tables, six sections and identity. Figures are
 * found by their labels; what cannot be read for certain is left out and named in `problems`.
 *
 * @throws UnreadableDocument when nothing of the statutory form is in the document
 */
export function recogniseReport(document: Document, context: ReadContext): ReadReport {
  const divided = divideSections(collectTextLines(document.blocks));
  const grids = readStatutoryGrids(document.blocks);
  refuseSeveralReports(divided, grids);
  const tables = new Map<TableCode, AssembledTable>();
  const flattened = new Set<CellLocation>();
  for (const code of TABLE_CODES) {
    const grid = grids.get(code);
    if (grid && grid.rows.length > 0)
      tables.set(code, assembleTable(code, grid, { recognised: document.isRecognised ?? false }));
    else if (!document.isRecognised) {
      const stream = readStatutoryStream(code, divided);
      if (!stream) continue;
      for (const location of stream.locations) flattened.add(location);
      tables.set(code, stream.table);
    }
  }
  if (tables.size === 0 && divided.parts.length < 2)
    throw new UnreadableDocument(
      "没有认出政府信息公开年度报告的任何表格或章节；如报告以图片或附件发布，请提供原文或由人工录入",
    );
  const narrative = removeTables(divided, flattened);
  const sections = joinSections(narrative.parts);
  const preface = narrative.preface.map((line) => line.text).join("\n");
  const overview = sections.find((section) => section.code === "overview")?.text ?? "";
  const identity = identify(
    findStatedFacts(document, narrative),
    { preface, overview, powers: powersIn(tables.get("proactive_disclosure")) },
    context.register,
    context.manifest ?? null,
  );
  const { issues, ...facts } = document.isRecognised
    ? withoutRecognisedBody(identity, context.manifest ?? null)
    : identity;
  return {
    file: document.file,
    ...facts,
    forms: formsOf(tables, facts.year),
    cells: TABLE_CODES.flatMap((code) => tables.get(code)?.cells ?? []),
    preface: findSentences(narrative.preface),
    sections,
    problems: foldReadIssues([
      ...issues,
      ...findLostCharacters(document.blocks),
      ...findHiddenParts(document),
      ...(document.isRecognised ? [readIssue("document_recognised", {})] : []),
      ...TABLE_CODES.flatMap((code) => issuesOf(code, tables.get(code), divided)),
    ]),
  };
}

/** The identity of a recognised report: one character read as another makes it that of another body. */
function withoutRecognisedBody<Found extends ReturnType<typeof identify>>(
  identity: Found,
  manifest: ManifestRow | null,
): Found {
  const { body } = identity;
  if (body === null || manifest?.body) return identity;
  return {
    ...identity,
    body: null,
    kind: null,
    division: null,
    issues: [...identity.issues, readIssue("body_recognised", { body })],
  };
}

function findHiddenParts({ hidden = [] }: Document): ReadIssue[] {
  return hidden.length === 0 ? [] : [readIssue("parts_hidden", { parts: hidden })];
}

/** The sentences before the first heading, without the menus and titles of a page; null where there are none. */
function findSentences(preface: DividedText["preface"]): string | null {
  const sentences = preface.map(({ text }) => text.trim()).filter((text) => /[，。；]/.test(text));
  return sentences.length === 0 ? null : sentences.join("\n");
}

function powersIn(table: AssembledTable | undefined): PowerFigures {
  const decisionsOf = (line: string): number | null =>
    table?.cells.find((cell) => cell.line === line && cell.column === "decisions")?.value ?? null;
  return {
    licensing: decisionsOf("licensing"),
    penalty: decisionsOf("penalty"),
    coercion: decisionsOf("coercion"),
  };
}

function removeTables(
  { preface, parts }: DividedText,
  flattened: ReadonlySet<CellLocation>,
): DividedText {
  const isProse = ({ location }: TextLine): boolean => !flattened.has(location);
  return {
    preface: preface.filter(isProse),
    parts: parts.map((part) => ({ ...part, lines: part.lines.filter(isProse) })),
  };
}

/**
 * The edition of each table. A table that both editions print alike takes the edition on which the
 * others agree, else that of the year.
 */
function formsOf(
  tables: ReadonlyMap<TableCode, AssembledTable>,
  year: number | null,
): TableEditions {
  const sole = [...tables.values()].flatMap(({ editions }) =>
    editions.length === 1 ? editions : [],
  );
  const agreed = new Set(sole).size === 1 ? sole[0] : undefined;
  const due: Edition = agreed ?? (year === null ? 2021 : editionFor(year));
  const editionOf = (code: TableCode): Edition | null => {
    const editions = tables.get(code)?.editions ?? [];
    return editions.includes(due) ? due : (editions[0] ?? null);
  };
  return {
    proactive_disclosure: editionOf("proactive_disclosure"),
    requests: editionOf("requests"),
    review_litigation: editionOf("review_litigation"),
  };
}

function issuesOf(
  code: TableCode,
  table: AssembledTable | undefined,
  { parts }: DividedText,
): readonly ReadIssue[] {
  if (table) return table.issues;
  const hasHeading = parts.some((part) => part.code === code);
  return [readIssue(hasHeading ? "table_unreadable" : "table_missing", { table: code })];
}
