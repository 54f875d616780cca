import { divisionLink, dueCellLink, reportLink } from "#tables/links";
import { effectOf, type ContributingBody } from "#domain/comparison/change";
import type { FilterValues } from "#domain/filters/filters";
import type { Indicator } from "#domain/indicators/indicators";
import type { Quantity } from "#domain/indicators/quantity";
import type { TableColumn } from "#tables/column";

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
  { numerator, denominator = numerator }: Indicator,
  { applicant, base, year }: Pick<FilterValues, "applicant" | "base" | "year">,
): TableColumn<ContributingBody>[] {
  const to = (id: string | null, of: number, quantity: Quantity): string | undefined =>
    id === null ? undefined : dueCellLink({ report_id: id, year: of }, quantity, applicant);
  return [
    {
      id: "division",
      header: "地区",
      format: "text",
      value: ({ division }) => division,
      href: ({ division_code }) => divisionLink(division_code),
    },
    {
      id: "effect",
      header: "合计影响",
      hint: "本地比率变化与件数占比变化的影响之和",
      format: "fine_points",
      value: effectOf,
    },
    {
      id: "by_rate",
      header: "本地比率变化的影响",
      format: "fine_points",
      value: ({ byRate }) => byRate,
    },
    {
      id: "by_share",
      header: "件数占比变化的影响",
      format: "fine_points",
      value: ({ byShare }) => byShare,
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
