import type { PlotOptions } from "@observablehq/plot";
import { plotApplicantOutcomes } from "#charts/applicant-outcome";
import { plotFunnel } from "#charts/funnel";
import type { Size } from "#charts/frame";
import { plotOutcomeMix } from "#charts/outcome-mix";
import { plotRankedDots } from "#charts/ranked-dots";
import { plotReviewTimeline } from "#charts/review-timeline";
import { plotSmallMultiples } from "#charts/small-multiples";
import { plotSpine } from "#charts/spine";
import { plotWaterfall } from "#charts/waterfall";
import { plotYearSeries } from "#charts/year-series";
import {
  CROSSED_COUNTS,
  type ApplicantOutcomes,
  type CrossedCount,
} from "#domain/comparison/applicant-outcomes";
import type { ApplicantType } from "#domain/form/requests";
import { decompose } from "#domain/statistics/decomposition";
import { bodiesOf, tallies } from "./bodies";
import { OUTCOMES, PROVINCE, RATES, YEARS } from "./years";

const group = bodiesOf([...tallies(40), { code: "991999", numerator: 0, denominator: 0 }]);
/** Twelve of a group that is large enough to judge them. */
const twelve = {
  funnel: group.funnel,
  bodies: [...group.bodies.slice(0, 11), ...group.bodies.slice(-1)],
};
const chosen = twelve.bodies.map((body, index) => ({ ...body, chosen: index === 4 }));
const axes = { name: "不掌握率", denominatorName: "办结件数" };
const change = decompose(tallies(30), tallies(30, 8));
const contributions = (change?.contributions ?? []).map((part) => ({
  ...part,
  name: `第${part.code}号县`,
}));
const peers = { least: 0.05, q1: 0.1, median: 0.14, q3: 0.2, most: 0.4 };

/** A row of the cross-table from its counts in the order of the form, all answered last. */
function crossed(applicant: ApplicantType, counts: readonly (number | null)[]): ApplicantOutcomes {
  const of = (figure: (count: number) => number | null) => {
    const figures = new Map(CROSSED_COUNTS.map((code, index) => [code, counts[index] ?? null]));
    const at = (code: CrossedCount) => {
      const count = figures.get(code) ?? null;
      return count === null ? null : figure(count);
    };
    return {
      disclosed: at("disclosed"),
      partially_disclosed: at("partially_disclosed"),
      not_disclosed: at("not_disclosed"),
      not_held: at("not_held"),
      unable_other: at("unable_other"),
      not_processed: at("not_processed"),
      other_handling: at("other_handling"),
      handled: at("handled"),
    };
  };
  const all = counts.at(-1) ?? 0;
  return {
    applicant,
    counts: of((count) => count),
    ofApplicant: of((count) => (all > 0 ? count / all : null)),
    ofOutcome: of(() => null),
  };
}

/** Every chart over small fixed figures. */
export const PICTURES: Readonly<Record<string, (size: Size) => PlotOptions>> = {
  "ranked-dots": (size) => plotRankedDots(chosen, { ...size, groupRate: twelve.funnel.target }),
  funnel: (size) => plotFunnel(chosen, { ...size, ...axes, funnel: twelve.funnel }),
  "outcome-mix": (size) => plotOutcomeMix(OUTCOMES, size),
  "year-series": (size) =>
    plotYearSeries(RATES, {
      ...size,
      format: "share",
      name: "青溪县",
      reference: { name: "全省", points: PROVINCE },
    }),
  "small-multiples": (size) =>
    plotSmallMultiples(
      [
        { name: "不掌握率", format: "share", points: RATES, reference: PROVINCE },
        { name: "公开率（含部分公开）", format: "share", points: RATES.slice(0, 3) },
        { name: "结转率", format: "share", points: [] },
      ],
      { ...size, shared: false, referenceName: "全省" },
    ),
  spine: (size) =>
    plotSpine(
      [
        {
          name: "不掌握率",
          format: "share",
          own: 0.45,
          peers,
          verdict: "high_998",
          failing: false,
        },
        { name: "结转率", format: "share", own: null, peers, verdict: "too_few", failing: false },
        {
          name: "诉讼率",
          format: "share",
          own: 0.01,
          peers: null,
          verdict: "within",
          failing: true,
        },
      ],
      size,
    ),
  "waterfall-split": (size) =>
    plotWaterfall(
      contributions.map((part, index) => ({ ...part, isInOneYear: index === 0 })),
      {
        ...size,
        from: { words: "2022年", rate: change?.earlier ?? 0 },
        to: { words: "2023年", rate: change?.later ?? 0 },
        named: 8,
        isSplit: true,
      },
    ),
  waterfall: (size) =>
    plotWaterfall(contributions, {
      ...size,
      from: { words: "2022年", rate: change?.earlier ?? 0 },
      to: { words: "2023年", rate: change?.later ?? 0 },
      named: 8,
    }),
  "applicant-outcome": (size) =>
    plotApplicantOutcomes(
      [
        crossed("natural_person", [900, 240, 80, 420, 110, 60, 190, 2000]),
        crossed("research_institution", [0, 0, 0, 0, 0, null, null, 0]),
      ],
      { ...size, shareOf: "applicant" },
    ),
  "review-timeline": (size) =>
    plotReviewTimeline(
      YEARS.map((year, index) => ({
        year,
        counts:
          year === 2021
            ? { review: null, direct_suit: null, post_review_suit: null }
            : {
                review: 40 + 10 * index,
                direct_suit: year < 2024 ? 20 : 3,
                post_review_suit: index,
              },
      })),
      size,
    ),
};

const counts = {
  disclosed: null,
  partially_disclosed: null,
  not_disclosed: null,
  not_held: null,
  unable_other: null,
  not_processed: null,
  other_handling: null,
};

/** Every chart over nothing at all. */
export const EMPTY: Readonly<Record<string, (size: Size) => PlotOptions>> = {
  "ranked-dots": (size) => plotRankedDots([], { ...size, groupRate: null }),
  funnel: (size) => plotFunnel([], { ...size, ...axes, funnel: bodiesOf([]).funnel }),
  "outcome-mix": (size) => plotOutcomeMix([{ label: "2025年", total: null, counts }], size),
  "year-series": (size) =>
    plotYearSeries([{ year: 2025, value: null }], { ...size, format: "share" }),
  "small-multiples": (size) => plotSmallMultiples([], { ...size, shared: true }),
  spine: (size) => plotSpine([], size),
  waterfall: (size) =>
    plotWaterfall([], { ...size, from: { words: "", rate: 0 }, to: { words: "", rate: 0 } }),
  "applicant-outcome": (size) => plotApplicantOutcomes([], { ...size, shareOf: "outcome" }),
  "review-timeline": (size) => plotReviewTimeline([], size),
};
