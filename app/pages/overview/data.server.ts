import { fetchNamedTotals } from "#db/queries/adjusted-totals.server";
import { fetchComparison } from "#db/queries/comparison.server";
import { fetchCoverage } from "#db/queries/coverage.server";
import { fetchFilings } from "#db/queries/filings.server";
import { fetchRelabellings } from "#db/queries/findings.server";
import { fetchSuccessions } from "#db/queries/divisions.server";
import { explainChange, relabellingsTouching } from "#domain/comparison/change";
import { formatRelabelled } from "../change/chart.server";
import { fetchOutcomeYears } from "#db/queries/outcomes.server";
import {
  fetchIndicatorSeries,
  fetchLikeCounts,
  fetchStatedRatios,
  selectYears,
} from "#db/queries/ratios.server";
import { formatSearch } from "#domain/filters/address";
import type { FilterKey, FilterValues } from "#domain/filters/filters";
import { formatLikeBodies, type LikeCounts, likeSides } from "#domain/comparison/like-counts";
import {
  compareGroups,
  formatGroupChange,
  formatRateInterval,
  groupInterval,
  noteOtherReports,
} from "#domain/indicators/group-change";
import type { Indicator } from "#domain/indicators/indicator";
import { formatRatio } from "#domain/indicators/indicator-text";
import {
  INDICATORS,
  HEADLINE,
  countsAmong,
  type IndicatorCode,
  type YearOfIndicators,
} from "#domain/indicators/indicators";
import { explainBridgedLaw } from "#domain/indicators/laws-between";
import { bodyNoun, DIVISION_KINDS } from "#domain/report/body";
import { recordOf } from "#domain/records";
import { parsePageRequest } from "#request/page-request.server";
import { selectAttention, SHOWN } from "./attention-bodies";

const FILTER_BAR: readonly FilterKey[] = [
  "year",
  "area",
  "level",
  "scope",
  "kind",
  "indicator",
  "yardstick",
  "group",
  "base",
];

const HEADLINE_INDICATORS = recordOf(HEADLINE, (code) => INDICATORS[code]);

/** What the overview shows of the reports that the filters select. */
export async function loadOverview(request: Request) {
  const page = await parsePageRequest(request, FILTER_BAR);
  const indicator = INDICATORS[page.filters.indicator];
  if (!indicator) throw new Response("没有这个指标", { status: 404 });
  const { base, year } = page.filters;
  const compared = fetchComparison(page.filters, indicator, {});
  const [adjusted, series, likes, relabelled, mix, comparison, covered, filings] =
    await Promise.all([
      fetchNamedTotals(page.filters, {
        ...HEADLINE_INDICATORS,
        [page.filters.indicator]: indicator,
      }),
      fetchIndicatorSeries(page.filters, HEADLINE),
      fetchLikeCounts(selectYears(page.filters, Math.min(base, year), year), countsAmong(HEADLINE)),
      explainRelabelled(page.filters),
      fetchOutcomeYears(page.filters),
      compared,
      fetchCoverage(page.filters),
      // Of bodies that a division has many of the page shows no years, and only those that need attention.
      DIVISION_KINDS.includes(page.filters.kind)
        ? fetchFilings(page.filters)
        : compared.then((each) => {
            const { listed } = selectAttention(indicator, each);
            const shown = listed.slice(0, SHOWN).map(({ code }) => code);
            return shown.length === 0 ? [] : fetchFilings(page.filters, "chosen year", shown);
          }),
    ]);
  return {
    page,
    indicator,
    /** Loaded years of the group, oldest first. */
    years: series.map(({ year }) => year),
    headlines: headlinesOf(series, likes(base, year), page.filters),
    /** What of the change of a headline rate may be no change at all, in words. */
    relabelled,
    mix,
    comparison,
    /** Of every year, in the order of the register; of bodies that a division has many of, of those to attend to and the chosen one. */
    allFilings: filings,
    /** By body, of the chosen year. */
    filings: new Map(
      filings.flatMap((each) =>
        each.year === year && each.due ? [[each.code, each] as const] : [],
      ),
    ),
    /** Totals that are others as printed. */
    adjusted,
    coverage: covered,
  };
}

export type OverviewData = Awaited<ReturnType<typeof loadOverview>>;

/** The headline rates that suspected relabellings touch, and their change without those, as their explanation words it. */
async function explainRelabelled(
  filters: FilterValues,
): Promise<
  readonly { readonly code: IndicatorCode; readonly name: string; readonly words: string }[]
> {
  const { base, year } = filters;
  if (base >= year) return [];
  const suspected = await fetchRelabellings(filters);
  const touched = HEADLINE.filter((code) => {
    const indicator = INDICATORS[code];
    return indicator.denominator && relabellingsTouching(indicator, suspected).length > 0;
  });
  if (touched.length === 0) return [];
  const register = await fetchSuccessions();
  const explained = await Promise.all(
    touched.map(async (code) => {
      const figures = await fetchStatedRatios(filters, INDICATORS[code], year - base + 1);
      const change = explainChange(INDICATORS[code], figures, base, year, {
        register,
        relabellings: suspected,
      });
      if (change.kind === "refused") return [];
      const words = formatRelabelled(
        INDICATORS[code],
        change.relabelled,
        bodyNoun(filters.kind),
      ).replace(/^；/u, "");
      return words === "" ? [] : [{ code, name: INDICATORS[code].name, words }];
    }),
  );
  return explained.flat();
}

/** A headline figure with its change from the base year and its course over the years. */
export interface Headline extends Pick<Indicator, "name" | "format"> {
  readonly code: IndicatorCode;
  /** What it is and how it is reckoned, in sentences. */
  readonly meaning: string;
  readonly isRate: boolean;
  /** Of a change across a law, what to know of it; null elsewhere. */
  readonly acrossLaw: string | null;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly reports: number;
  /** Of a rate, in words; null where there is none. */
  readonly interval: string | null;
  /** From the base year, in words; of a count with the bodies that it is of, where they are not all. */
  readonly change: string;
  readonly course: readonly { readonly year: number; readonly value: number | null }[];
  /** Address of the bodies that the figure is a sum of. */
  readonly href: string;
  /** Address of what each body moved it by since the base year; null where that is not told. */
  readonly changeHref: string | null;
}

/** （…）; empty where there is nothing to say. */
const bracketed = (words: string): string => (words === "" ? "" : `（${words}）`);

function headlinesOf(
  series: readonly YearOfIndicators[],
  likes: Readonly<Record<string, LikeCounts | null>>,
  filters: FilterValues,
): Headline[] {
  const now = series.find(({ year }) => year === filters.year);
  const { base } = filters;
  const before = base < filters.year ? series.find(({ year }) => year === base) : undefined;
  return HEADLINE.flatMap((code) => {
    const indicator = INDICATORS[code];
    if (!indicator) return [];
    const [figure, earlier] = [now?.figures[code], before?.figures[code]];
    const interval = groupInterval(indicator, figure);
    const like = likes[code] ?? null;
    const change = indicator.denominator
      ? compareGroups(indicator, earlier, figure)
      : compareGroups(indicator, ...likeSides(like));
    const wordChange = (): string => {
      if (base >= filters.year) return `${base}年不早于${filters.year}年，不作比较`;
      if (!earlier) return `${base}年未载入，不作比较`;
      if (!change) return `较${base}年 —`;
      const among = like
        ? formatLikeBodies(like, bodyNoun(filters.kind))
        : bracketed(
            noteOtherReports(
              { year: base, reports: earlier.reports },
              { year: filters.year, reports: figure?.reports ?? 0 },
            ),
          );
      return `较${base}年 ${formatGroupChange(change)}${among}`;
    };
    return {
      code,
      name: indicator.name,
      format: indicator.format,
      meaning: `${indicator.meaning}。${formatRatio(indicator)}`,
      isRate: indicator.denominator !== undefined,
      acrossLaw: earlier && change ? explainBridgedLaw(indicator, base, filters.year) : null,
      value: figure?.value ?? null,
      numerator: figure?.numerator ?? null,
      denominator: figure?.denominator ?? null,
      reports: figure ? figure.reports : 0,
      interval: interval && formatRateInterval(interval),
      change: wordChange(),
      course: series.map(({ year, figures }) => ({ year, value: figures[code]?.value ?? null })),
      href: `/compare${formatSearch(filters, { indicator: code })}`,
      changeHref:
        indicator.denominator && earlier && change
          ? `/compare/change${formatSearch(filters, { indicator: code })}`
          : null,
    };
  });
}
