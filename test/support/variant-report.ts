import { cellName } from "#domain/form/cell-name";
import type { PrintedCell } from "#domain/report/printed-cell";
import type { ReadReport } from "#domain/report/read-report";
import { readReport, type ReadContext } from "#etl/recognise/recognise-report";
import { loadDivisions } from "#etl/intake/register";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { asHtml } from "./documents/html";
import { layOut } from "./documents/layout";
import { Random } from "./documents/random";
import type { InventedCell, InventedDocument } from "./documents/invented-document";
import { inventTruth, type Truth, type ZeroStyle } from "./documents/truth";

export const REGISTER = new DivisionNames(loadDivisions(), loadBodies());

/** An invented report with its truth, to be changed into a variant and read. */
export class VariantReport {
  readonly truth: Truth;
  private sample: InventedDocument;

  constructor(options: { year?: number; zero?: ZeroStyle; hybrid?: boolean; seed?: number } = {}) {
    const { seed = 7, ...rest } = options;
    this.truth = inventTruth(new Random(seed), { year: 2023, ...rest });
    this.sample = layOut(this.truth);
  }

  /** Every cell of every table, changed; undefined takes the cell out. */
  cells(change: (cell: InventedCell) => InventedCell | undefined): this {
    const blocks = this.sample.blocks.map((block) =>
      block.kind === "table"
        ? { ...block, rows: block.rows.map((row) => row.flatMap((cell) => change(cell) ?? [])) }
        : block,
    );
    this.sample = { ...this.sample, blocks };
    return this;
  }

  /** Rewords the labels that are exactly this text; the n-th of them only, where n is given. */
  label(from: string, to: string, nth?: number): this {
    let met = 0;
    return this.cells((cell) => {
      if (cell.prints || cell.text !== from) return cell;
      met += 1;
      return nth === undefined || nth === met ? { ...cell, text: to } : cell;
    });
  }

  /** Writes another text into the cell that prints a figure. */
  figure(name: string, text: string): this {
    return this.cells((cell) => (cell.prints === name ? { ...cell, text } : cell));
  }

  /** Rewords paragraphs and headings, and the title of the page. */
  text(change: (text: string) => string): this {
    const blocks = this.sample.blocks.map((block) =>
      block.kind === "table" ? block : { ...block, text: change(block.text) },
    );
    this.sample = { ...this.sample, title: change(this.sample.title), blocks };
    return this;
  }

  /** Leaves the n-th statutory table out. */
  withoutTable(n: number): this {
    const tables = this.sample.blocks.filter((block) => block.kind === "table");
    this.sample = {
      ...this.sample,
      blocks: this.sample.blocks.filter((block) => block !== tables[n - 1]),
    };
    return this;
  }

  get document(): InventedDocument {
    return this.sample;
  }

  get html(): string {
    return asHtml(this.sample);
  }

  /** One cell a line, nothing between: what is left when a page is copied as text. */
  get stream(): string {
    return this.sample.blocks
      .flatMap((block) =>
        block.kind === "table" ? block.rows.flat().map((cell) => cell.text) : [block.text],
      )
      .join("\n");
  }

  read(change: (html: string) => string = (html) => html): Promise<ReadReport> {
    return readText(change(this.html), "示例.html");
  }
}

/** Reads a document given as text. */
export function readText(
  text: string,
  file: string,
  manifest: ManifestRow | null = null,
): Promise<ReadReport> {
  const context: ReadContext = { register: REGISTER, manifest };
  return readReport(new TextEncoder().encode(text), file, context);
}

/** The printed cells by name. */
export function byName(report: ReadReport): ReadonlyMap<string, PrintedCell> {
  return new Map(report.cells.map((cell) => [cellName(cell.line, cell.column), cell]));
}

/** Names of the cells that were read otherwise than they are, those left out included. */
export function wrong(report: ReadReport, truth: Truth): string[] {
  const found = byName(report);
  const names = new Set([...truth.cells.keys(), ...found.keys()]);
  return [...names].filter((name) => {
    const [cell, due] = [found.get(name), truth.cells.get(name)];
    return cell?.value !== due?.value || cell?.state !== due?.state;
  });
}

export function errors(report: ReadReport): string[] {
  return messages(report, "error");
}

export function warnings(report: ReadReport): string[] {
  return messages(report, "warning");
}

function messages(report: ReadReport, severity: "error" | "warning"): string[] {
  return report.problems.flatMap((problem) =>
    problem.severity === severity ? [problem.message] : [],
  );
}
