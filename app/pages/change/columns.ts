import { divisionLink, dueCellLink, reportLink } from "#tables/links";
import { BASE_CHANGES, testRatios } from "#domain/comparison/base-change";
import { effectOf, type ContributingBody } from "#domain/comparison/change";
import type { FilterValues } from "#domain/filters/filters";
import type { Indicator } from "#domain/indicators/indicator";
import { CHANGE_KINDS_MEANING } from "#domain/indicators/group-change";
import { rateOf } from "#domain/statistics/ratio";
import { RATE_FLOOR } from "#domain/statistics/verdict";
import { bodyNoun } from "#domain/report/body";
import type { Quantity } from "#domain/indicators/quantity";
import type { TableColumn } from "#tables/column";

/** The parameter of the address that splits the effects. */
export const SPLIT_PARAMETER = "split";

/** The columns of the page; those of a split beside them, and all in the file. */
const SHOWN: readonly string[] = [
  "division",
  "effect",
  "earlier_rate",
  "later_rate",
  "improvement",
  "presence",
];
const SPLIT: readonly string[] = ["by_rate", "by_share", "in_one_year"];

/** The columns that the page shows, split or not. */
export function shownColumns<Row>(
  columns: readonly TableColumn<Row>[],
  isSplit: boolean,
): readonly TableColumn<Row>[] {
  return columns.filter(({ id }) => SHOWN.includes(id) || (isSplit && SPLIT.includes(id)));
}

/** Why a body's own rate cannot have changed. */
const PRESENCE_WORDS = {
  stayed: "",
  entered: "仅后一年有可计算的比率",
  left: "仅前一年有可计算的比率",
} as const satisfies Record<ContributingBody["presence"], string>;

/** What to know of a body before its contribution is believed; empty where there is nothing. */
export function contributionRemark({ presence, boundary, relabelled }: ContributingBody): string {
  const years = relabelled.map(({ year }) => `${year}年`).join("、");
  return [
    boundary ?? PRESENCE_WORDS[presence],
    years === "" ? "" : `${years}办理结果归类可能有变化，变化未必是实情，见核查发现`,
  ]
    .filter(Boolean)
    .join("；");
}

/** The contributions of bodies to a change, which sum to it. */
export function changeColumns(
  indicator: Indicator,
  { applicant, base, year, kind }: Pick<FilterValues, "applicant" | "base" | "year" | "kind">,
): TableColumn<ContributingBody>[] {
  const { numerator, denominator = numerator } = indicator;
  const to = (id: string | null, of: number, quantity: Quantity): string | undefined =>
    id === null ? undefined : dueCellLink({ report_id: id, year: of }, quantity, applicant);
  return [
    {
      id: "division",
      header: bodyNoun(kind),
      format: "text",
      value: ({ division }) => division,
      href: ({ division_code }) => divisionLink(division_code),
    },
    {
      id: "effect",
      header: "对全部变化的影响",
      hint: "它把总的比率拉高或拉低了多少；各地相加等于总变化",
      format: "fine_points",
      value: effectOf,
    },
    {
      id: "earlier_rate",
      header: `${base}年比率`,
      format: "share",
      value: ({ earlier }) => earlier && rateOf(earlier),
      href: ({ earlierReport }) => to(earlierReport, base, numerator),
      why: () => `${base}年没有可计算的比率`,
    },
    {
      id: "later_rate",
      header: `${year}年比率`,
      format: "share",
      value: ({ later }) => later && rateOf(later),
      href: ({ laterReport }) => to(laterReport, year, numerator),
      why: () => `${year}年没有可计算的比率`,
    },
    {
      id: "improvement",
      header: "是否改善",
      hint: `两年比率之差的95%区间不含0的，才说改善或变差；有一年不足${RATE_FLOOR}件的，不作判断；${CHANGE_KINDS_MEANING}`,
      format: "text",
      space: "short",
      value: ({ earlier, later }) => {
        const tested = testRatios(indicator, base, earlier, later);
        return tested && BASE_CHANGES[tested.kind].name;
      },
      why: () => "两年中有一年没有可计算的比率",
    },
    {
      id: "by_rate",
      header: "本地比率升降的影响",
      format: "fine_points",
      value: ({ byRate, presence }) => (presence === "stayed" ? byRate : null),
      why: ({ presence }) => PRESENCE_WORDS[presence],
    },
    {
      id: "by_share",
      header: "件数比重变化的影响",
      hint: "件数在各地之间此消彼长的影响",
      format: "fine_points",
      value: ({ byShare, presence }) => (presence === "stayed" ? byShare : null),
      why: ({ presence }) => PRESENCE_WORDS[presence],
    },
    {
      id: "in_one_year",
      header: "只有一年有数字的影响",
      format: "fine_points",
      value: (body) => (body.presence === "stayed" ? null : effectOf(body)),
      why: () => "两年都有数字",
    },
    {
      id: "earlier_numerator",
      header: "前一年分子",
      format: "count",
      value: ({ earlier }) => earlier?.numerator ?? null,
      href: ({ earlierReport }) => to(earlierReport, base, numerator),
      why: () => "前一年没有数字",
    },
    {
      id: "earlier_denominator",
      header: "前一年分母",
      format: "count",
      value: ({ earlier }) => earlier?.denominator ?? null,
      href: ({ earlierReport }) => to(earlierReport, base, denominator),
      why: () => "前一年没有数字",
    },
    {
      id: "later_numerator",
      header: "后一年分子",
      format: "count",
      value: ({ later }) => later?.numerator ?? null,
      href: ({ laterReport }) => to(laterReport, year, numerator),
      why: () => "后一年没有数字",
    },
    {
      id: "later_denominator",
      header: "后一年分母",
      format: "count",
      value: ({ later }) => later?.denominator ?? null,
      href: ({ laterReport }) => to(laterReport, year, denominator),
      why: () => "后一年没有数字",
    },
    {
      id: "presence",
      header: "说明",
      format: "text",
      value: contributionRemark,
      href: ({ relabelled: [first] }) => first && reportLink(first.report_id, "findings"),
      space: "wide",
    },
  ];
}
