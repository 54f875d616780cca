import { effectOf, type ContributingBody } from "../comparison/change";
import type { TableColumn } from "./column";

/** Why a body's own rate cannot have changed. */
export const PRESENCE_WORDS = {
  stayed: "",
  entered: "仅后一年有数字",
  left: "仅前一年有数字",
} as const satisfies Record<ContributingBody["presence"], string>;

const report = (id: string | null): string | undefined =>
  id === null ? undefined : `/reports/${id}#requests`;

/** The contributions of bodies to a change: with the residue of rounding they sum to the change. */
export const changeColumns: readonly TableColumn<ContributingBody>[] = [
  {
    id: "division",
    header: "地区",
    format: "text",
    value: ({ division }) => division,
    href: ({ division_code }) => `/districts/${division_code}`,
  },
  {
    id: "effect",
    header: "合计影响",
    hint: "本地比率变化与件数占比变化的影响之和",
    format: "points",
    value: effectOf,
  },
  {
    id: "by_rate",
    header: "本地比率变化的影响",
    format: "points",
    value: ({ byRate }) => byRate,
  },
  {
    id: "by_share",
    header: "件数占比变化的影响",
    format: "points",
    value: ({ byShare }) => byShare,
  },
  {
    id: "earlier_numerator",
    header: "前一年分子",
    format: "count",
    value: ({ earlier }) => earlier?.numerator ?? null,
    href: ({ earlierReport }) => report(earlierReport),
    why: () => "前一年没有数字",
  },
  {
    id: "earlier_denominator",
    header: "前一年分母",
    format: "count",
    value: ({ earlier }) => earlier?.denominator ?? null,
    href: ({ earlierReport }) => report(earlierReport),
    why: () => "前一年没有数字",
  },
  {
    id: "later_numerator",
    header: "后一年分子",
    format: "count",
    value: ({ later }) => later?.numerator ?? null,
    href: ({ laterReport }) => report(laterReport),
    why: () => "后一年没有数字",
  },
  {
    id: "later_denominator",
    header: "后一年分母",
    format: "count",
    value: ({ later }) => later?.denominator ?? null,
    href: ({ laterReport }) => report(laterReport),
    why: () => "后一年没有数字",
  },
  {
    id: "presence",
    header: "说明",
    format: "text",
    value: ({ presence, boundary }) => boundary ?? PRESENCE_WORDS[presence],
  },
];
