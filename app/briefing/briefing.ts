import type { PageChart } from "#charts/page-chart";
import type { BriefingChoices } from "#domain/briefing/choices";
import type { BriefingSectionCode, BriefingTemplate } from "#domain/briefing/templates";
import type { SourceReport } from "#domain/briefing/facts";
import type { Dataset } from "#domain/report/division";
import type { StatedFigure } from "./file-changes";
import type { PlainTable } from "#export/plain-table";

/** One figure of the text, with all that is needed to compute it again. */
export interface Figure {
  /** What it is: 2025年不掌握率. */
  readonly name: string;
  /** As printed. */
  readonly text: string;
  /** Unrounded; null for a figure that is a range or a list. */
  readonly value: number | null;
  /** How it is computed, with the numbers put in. */
  readonly formula: string;
  /** Names of the cells of the form it is read from. */
  readonly cells: readonly string[];
  /** Which reports, in words. */
  readonly reports: string;
  /** Where the page shows what it is made of. */
  readonly href: string;
}

/** A piece of a sentence. */
export type Piece = string | Figure;

/** What Word draws and lets edit by itself. */
export interface NativeChart {
  readonly type: "line" | "column";
  readonly stacking: "none" | "percent";
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly colour: string;
    readonly values: readonly (number | null)[];
  }[];
  readonly numberFormat: string;
}

/** A chart of a briefing, with the data it was drawn from and, where Word has the kind, Word's own. */
export interface BriefingChart extends PageChart {
  /** How the figures in it are computed. */
  readonly subtitle: string;
  readonly dataVersion: string;
  /** Left out where Word has no chart of the kind: a picture stands in the document. */
  readonly native?: NativeChart;
}

export type Block =
  | {
      readonly kind: "paragraph";
      /** A heading of the second level that the paragraph runs on from: （一）… */
      readonly lead?: string;
      readonly pieces: readonly Piece[];
    }
  | { readonly kind: "table"; readonly table: PlainTable }
  | { readonly kind: "chart"; readonly chart: BriefingChart };

export interface BriefingSection {
  readonly code: BriefingSectionCode;
  readonly heading: string;
  /** Number of the annex; null for a section of the text. */
  readonly annex: number | null;
  readonly blocks: readonly Block[];
}

/** A figure with its number in the list of evidence. */
export interface NumberedFigure {
  readonly number: number;
  readonly figure: Figure;
}

/** A briefing as data; every format is rendered from it alone. */
export interface Briefing {
  readonly template: BriefingTemplate;
  readonly choices: BriefingChoices;
  readonly dataset: Dataset;
  /** Lines of the title, broken by sense. */
  readonly title: readonly string[];
  readonly addressee: string | null;
  readonly opening: readonly Piece[];
  readonly sections: readonly BriefingSection[];
  readonly annexes: readonly BriefingSection[];
  /** What proves the text: definitions, evidence, sources. They stand in a file of their own. */
  readonly proofs: readonly BriefingSection[];
  readonly evidence: readonly NumberedFigure[];
  readonly sources: readonly SourceReport[];
  /** The choices in words. */
  readonly inWords: string;
  readonly loadedOn: string;
  readonly fingerprint: string;
  /** File name without its ending. */
  readonly name: string;
}

export function isFigure(piece: Piece): piece is Figure {
  return typeof piece !== "string";
}

/** A sentence as a template: strings, figures, and lists of both become pieces. */
export function text(
  strings: TemplateStringsArray,
  ...values: readonly (Piece | number | readonly Piece[])[]
): Piece[] {
  return strings.flatMap((string, index) => {
    const value = values[index];
    const pieces: Piece[] = string === "" ? [] : [string];
    if (value === undefined || value === "") return pieces;
    if (typeof value === "number") return [...pieces, String(value)];
    if (typeof value === "string") return [...pieces, value];
    return isList(value) ? [...pieces, ...value] : [...pieces, value];
  });
}

function isList(value: Figure | readonly Piece[]): value is readonly Piece[] {
  return Array.isArray(value);
}

/** A paragraph for each text that is not empty. */
export function toParagraphs(texts: readonly (readonly Piece[])[]): Block[] {
  return texts
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => ({ kind: "paragraph" as const, pieces }));
}

/** Pieces as plain text. */
export function plainTextOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (isFigure(piece) ? piece.text : piece)).join("");
}

/** Every table of a briefing, each under its name, those of the text first and those that prove it last. */
export function tablesOf({ sections, annexes, proofs }: Briefing): PlainTable[] {
  return [...sections, ...annexes, ...proofs].flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "table" ? [block.table] : [])),
  );
}

/** Every chart of a briefing, in order. */
export function chartsOf({ sections }: Briefing): BriefingChart[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : [])),
  );
}

/** Key of a figure: figures with one key share one number of the evidence. */
export function identityOf({ name, text: printed, reports }: Figure): string {
  return `${name}|${printed}|${reports}`;
}

/** The figures of a briefing as its files state them, so that a later edit is found. */
export function statedFiguresOf({ evidence }: Briefing): StatedFigure[] {
  return evidence.map(({ figure }) => ({ name: figure.name, text: figure.text }));
}
