import { absenceOf, type Filing } from "#domain/checks/filing";
import type { JudgedBody } from "#domain/comparison/judged-body";
import type { Comparison } from "#domain/comparison/comparison";
import { toneOf } from "#domain/comparison/concern";
import type { Indicator } from "#domain/indicators/indicator";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { ABSENCES } from "#domain/report/absence";
import { VERDICTS } from "#domain/statistics/verdict";
import type { TableColumn } from "#tables/column";
import { dueCellLink } from "#tables/links";

/** By what the divisions below a city are shown: how much there is, and what a supervisor looks into. */
export const BELOW_INDICATORS = [
  "new_requests",
  "handled",
  "not_held_rate",
  "any_disclosure_rate",
  "carry_over_rate",
  "dispute_rate",
] as const satisfies readonly IndicatorCode[];

type BelowIndicator = (typeof BELOW_INDICATORS)[number];

/** A figure of a division below, and how it is judged. */
interface BelowFigure {
  readonly value: number | null;
  readonly note: string;
  /** Address of the printed cell. */
  readonly cell: string;
}

/** A division directly below another, with its figures of the year. */
export interface BelowRow {
  readonly code: string;
  readonly name: string;
  readonly report: string | null;
  readonly figures: Readonly<Partial<Record<BelowIndicator, BelowFigure>>>;
  /** What is found of its report, in words. */
  readonly found: string;
  readonly concerns: number;
}

interface BelowInput {
  readonly due: readonly { readonly code: string; readonly name: string }[];
  readonly comparisons: readonly Comparison[];
  readonly filings: readonly Filing[];
}

/** The divisions below, those that need attention first, then in the order of their codes. */
export function listBelow({ due, comparisons, filings }: BelowInput): BelowRow[] {
  return due
    .map(({ code, name }): BelowRow => {
      const filing = filings.find((each) => each.division_code === code);
      const figures: Partial<Record<BelowIndicator, BelowFigure>> = {};
      let concerns = 0;
      BELOW_INDICATORS.forEach((indicator, index) => {
        const body = comparisons[index]?.bodies.find((each) => each.division_code === code);
        if (!body) return;
        figures[indicator] = {
          value: body.value,
          note: noteOf(body),
          cell: dueCellLink(body, INDICATORS[indicator].numerator),
        };
        if (toneOf(INDICATORS[indicator], body.verdict) === "concern") concerns += 1;
      });
      return {
        code,
        name,
        report: filing?.report_id ?? null,
        figures,
        found: describeFiling(filing),
        concerns,
      };
    })
    .toSorted((a, b) => b.concerns - a.concerns);
}

function noteOf({ verdict }: JudgedBody): string {
  return verdict === null ? "" : VERDICTS[verdict].short;
}

function describeFiling(filing: Filing | undefined): string {
  if (!filing?.report_id) return ABSENCES[absenceOf(filing?.confirmed ?? null)].name;
  const found = [
    filing.late ? "逾期公布" : "",
    filing.errors > 0 ? `差错${filing.errors}项` : "",
    filing.questions > 0 ? `需说明${filing.questions}项` : "",
  ].filter((each) => each !== "");
  return found.length === 0 ? "未发现问题" : found.join("，");
}

/** What a column of figures is headed by. */
interface BelowHead {
  readonly code: BelowIndicator;
  readonly name: string;
  readonly meaning: string;
  readonly isRate: boolean;
}

/** The heads of the figures, in the order of the columns. */
export function belowHeads(): BelowHead[] {
  return BELOW_INDICATORS.map((code) => {
    const { name, meaning, denominator }: Indicator = INDICATORS[code];
    return { code, name, meaning, isRate: denominator !== undefined };
  });
}

/** @param toDivision the address of a division's page */
export function belowColumns(
  heads: readonly BelowHead[],
  toDivision: (code: string) => string,
  toReport: (report: string) => string,
): readonly TableColumn<BelowRow>[] {
  return [
    {
      id: "division",
      header: "地区",
      format: "text",
      value: ({ name }) => name,
      href: ({ code }) => toDivision(code),
    },
    ...heads.flatMap(({ code, name, meaning, isRate }): TableColumn<BelowRow>[] => {
      const why = ({ report }: BelowRow): string =>
        report === null
          ? ABSENCES.not_loaded.name
          : "报告未填写所需数字、分母为0，或者数字勾稽不符未计入";
      const figure: TableColumn<BelowRow> = {
        id: code,
        header: name,
        hint: meaning,
        format: isRate ? "share" : "count",
        value: ({ figures }) => figures[code]?.value ?? null,
        href: ({ figures }) => figures[code]?.cell,
        why,
      };
      if (!isRate) return [figure];
      const verdict: TableColumn<BelowRow> = {
        id: `${code}_verdict`,
        header: "判断",
        hint: `${name}：与省内同级地区相比`,
        format: "text",
        space: "short",
        value: ({ figures }) => figures[code]?.note ?? "",
      };
      return [figure, verdict];
    }),
    {
      id: "found",
      header: "报告",
      format: "text",
      value: ({ found }) => found,
      href: ({ report }) => (report === null ? undefined : toReport(report)),
    },
  ];
}
