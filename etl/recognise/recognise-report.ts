import { TABLES, type TableCode } from "#domain/form/cells";
import { editionDue, type Edition } from "#domain/form/edition";
import type { Place } from "#domain/report/printed-cell";
import type { Forms, Problem, ReadReport } from "#domain/report/read-report";
import { UnreadableDocument, type Document } from "#etl/read/document";
import type { ManifestRow } from "#etl/register/manifest";
import type { DivisionNames } from "#etl/register/resolve";
import { identify } from "./identity";
import { divide, sectionsOf, type Divided } from "./sections";
import { statedFacts } from "./stated-facts";
import { readStatutoryGrids } from "./statutory-grids";
import { readStatutoryStream } from "./statutory-stream";
import { assembleTable, type AssembledTable } from "./table-assembly";
import { nameOf } from "./table-words";
import type { TextLine } from "./stream-tokens";
import { textLines } from "./text-lines";

/** What the reader knows besides the document. */
export interface ReadContext {
  readonly register: DivisionNames;
  /** What a manifest says of the document; it overrules the document. */
  readonly manifest?: ManifestRow | null;
}

/**
 * Understands a document as an annual report: its three tables, six sections and identity. Every
 * figure is known by its labels; what cannot be known is left out and named in `problems`.
 *
 * @throws UnreadableDocument when nothing of the statutory form is in the document
 */
export function recogniseReport(document: Document, context: ReadContext): ReadReport {
  const divided = divide(textLines(document.blocks));
  const grids = readStatutoryGrids(document.blocks);
  const tables = new Map<TableCode, AssembledTable>();
  const flattened = new Set<Place>();
  for (const { code } of TABLES) {
    const grid = grids.get(code);
    if (grid && grid.rows.length > 0) tables.set(code, assembleTable(code, grid));
    else {
      const stream = readStatutoryStream(code, divided);
      if (!stream) continue;
      for (const place of stream.taken) flattened.add(place);
      tables.set(code, stream.table);
    }
  }
  if (tables.size === 0 && divided.parts.length < 2)
    throw new UnreadableDocument(
      "没有认出政府信息公开年度报告的任何表格或章节；如报告以图片或附件发布，请提供原文或由人工录入",
    );
  const narrative = withoutTables(divided, flattened);
  const sections = sectionsOf(narrative.parts);
  const preface = narrative.preface.map((line) => line.text).join("\n");
  const overview = sections.find((section) => section.code === "overview")?.text ?? "";
  const identity = identify(
    statedFacts(document, narrative.preface),
    { preface, overview },
    context.register,
    context.manifest ?? null,
  );
  const { problems: doubts, ...facts } = identity;
  return {
    file: document.file,
    ...facts,
    forms: formsOf(tables, facts.year),
    cells: TABLES.flatMap(({ code }) => tables.get(code)?.cells ?? []),
    preface: sentencesIn(narrative.preface),
    sections,
    problems: [
      ...doubts,
      ...TABLES.flatMap(({ code }) => problemsOf(code, tables.get(code), divided)),
    ],
  };
}

/** What stands before the first heading without the menus and titles of a page; null where that is all. */
function sentencesIn(preface: Divided["preface"]): string | null {
  const sentences = preface.map(({ text }) => text.trim()).filter((text) => /[，。；]/.test(text));
  return sentences.length === 0 ? null : sentences.join("\n");
}

function withoutTables({ preface, parts }: Divided, flattened: ReadonlySet<Place>): Divided {
  const isProse = ({ where }: TextLine): boolean => !flattened.has(where);
  return {
    preface: preface.filter(isProse),
    parts: parts.map((part) => ({ ...part, lines: part.lines.filter(isProse) })),
  };
}

/**
 * The edition of each table. A table that both editions print alike takes the edition in which the
 * others agree, else the one due in the year.
 */
function formsOf(tables: ReadonlyMap<TableCode, AssembledTable>, year: number | null): Forms {
  const sole = [...tables.values()].flatMap(({ editions }) =>
    editions.length === 1 ? editions : [],
  );
  const agreed = new Set(sole).size === 1 ? sole[0] : undefined;
  const due: Edition = agreed ?? (year === null ? 2021 : editionDue(year));
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

function problemsOf(
  code: TableCode,
  table: AssembledTable | undefined,
  { parts }: Divided,
): readonly Problem[] {
  if (table) return table.problems;
  const declared = TABLES.find((candidate) => candidate.code === code);
  const name = declared ? nameOf(declared) : code;
  const where = parts.some((part) => part.code === code) ? "标题之下没有可读的表格" : "没有找到";
  return [
    {
      severity: "error",
      message: `${name}${where}，可能是图片或附件；请提供文字版或由人工录入`,
      table: code,
    },
  ];
}
