import { TABLE_CODES, type TableCode } from "#domain/form/cells";
import { SECTIONS } from "#domain/form/sections";
import { DATASETS, datasetOf } from "#domain/report/division";
import type { SampleReport } from "../province";
import { textsOf } from "../narrative/sections";

/** One part of the report under its heading: paragraphs or a table. */
export interface Part {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly table: TableCode | null;
}

/** A report as words and tables, before any skin. */
export interface Manuscript {
  readonly report: SampleReport;
  readonly title: string;
  /** Says that everything is invented; every skin prints it by the title. */
  readonly notice: string;
  readonly preface: string;
  readonly parts: readonly Part[];
}

/** The manuscript of a report. */
export function manuscriptOf(report: SampleReport, seed: number): Manuscript {
  const { preface, ...texts } = textsOf(report, seed);
  const written: Readonly<Record<string, string>> = texts;
  return {
    report,
    title: `${report.year}年政府信息公开工作年度报告`,
    notice: DATASETS[datasetOf(report.division.code)].notice,
    preface,
    parts: SECTIONS.map(({ code, numeral, heading }) => ({
      heading: `${numeral}、${heading}`,
      paragraphs: written[code]?.split("\n") ?? [],
      table: TABLE_CODES.find((table) => table === code) ?? null,
    })),
  };
}
