import type { BriefingChoices } from "#domain/briefing/choices";
import type { BriefingFacts } from "#domain/briefing/facts";
import { briefingTemplate } from "#domain/briefing/templates";
import type { ReportRatio } from "#domain/comparison/judged-body";
import { areaName } from "#domain/filters/filters";
import { countsAmong, INDICATOR_CODES, INDICATORS } from "#domain/indicators/indicators";
import { recordOf } from "#domain/records";
import { fetchJudgements } from "./comparison.server";
import { fetchSuccessions } from "./divisions.server";
import { fetchCoverage } from "./coverage.server";
import { fetchOpenFindings } from "./findings.server";
import { assertLoaded, fetchFactsWithArea, fetchLoad } from "./loaded.server";
import { fetchOutcomeYears } from "./outcomes.server";
import { fetchNamedTotals } from "./adjusted-totals.server";
import {
  fetchLikeCounts,
  fetchIndicatorSeries,
  fetchStatedRatios,
  selectYears,
} from "./ratios.server";
import { fetchSourceReports } from "./reports.server";

/**
 * Fetches everything that a briefing of these choices is written from.
 * @param proof "unproven" leaves out the reports that the figures come from, which no page shows; a letter needs them
 * to name whom it goes to
 * @throws NotLoaded where no report of a year or of the area is loaded.
 */
export async function fetchBriefingFacts(
  choices: BriefingChoices,
  proof: "proven" | "unproven" = "proven",
): Promise<BriefingFacts> {
  const { filters, base, template } = choices;
  await assertLoaded({ ...filters, base });
  const { focused, single } = briefingTemplate(template);
  const codes = focused ? [filters.indicator] : choices.indicators;
  const [
    load,
    facts,
    covered,
    series,
    likes,
    adjusted,
    mix,
    earlier,
    findings,
    sources,
    found,
    register,
  ] = await Promise.all([
    fetchLoad(),
    fetchFactsWithArea(filters.area),
    fetchCoverage(filters),
    fetchIndicatorSeries(filters, INDICATOR_CODES),
    fetchLikeCounts(selectYears(filters, base, filters.year), countsAmong(INDICATOR_CODES)),
    fetchNamedTotals(
      filters,
      recordOf(codes, (code) => INDICATORS[code]),
    ),
    fetchOutcomeYears(filters),
    fetchBase(choices),
    fetchOpenFindings(filters),
    proof === "proven" || single ? fetchSourceReports(filters) : [],
    fetchJudgements(
      filters,
      codes.map((code) => INDICATORS[code]),
    ),
    fetchSuccessions(),
  ]);
  return {
    choices,
    areaName: areaName(filters.area, facts),
    dataHash: load.data_hash,
    loadedOn: load.loaded_on,
    coverage: covered,
    series: series.filter(({ year }) => year <= filters.year),
    likeCounts: likes(base, filters.year),
    adjusted,
    mix: mix.filter(({ year }) => year <= filters.year),
    comparisons: codes.flatMap((code, index) => {
      const comparison = found[index];
      return comparison ? [{ code, comparison }] : [];
    }),
    earlier,
    register,
    findings: findings.filter(({ year }) => year === filters.year),
    earlierFindings: findings.filter(({ year }) => year < filters.year),
    sources: sources.filter(({ year }) => year <= filters.year),
  };
}

/** The bodies' ratios in the year compared with, where the briefing explains a change. */
async function fetchBase({ filters, base, template }: BriefingChoices): Promise<ReportRatio[]> {
  if (!briefingTemplate(template).sections.includes("change")) return [];
  return fetchStatedRatios({ ...filters, year: base }, INDICATORS[filters.indicator], 1);
}
