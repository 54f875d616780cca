import { areaNamed } from "#domain/filters/bar";
import type { BriefingChoices } from "#domain/briefing/choices";
import type { BriefingFacts } from "#domain/briefing/facts";
import type { StatedFigure } from "#domain/comparison/comparison";
import { INDICATOR_CODES, INDICATORS } from "#domain/indicators/indicators";
import { briefingTemplate } from "#domain/briefing/templates";
import { loadedData, placedFindings, sourceReports } from "./briefing-sources.server";
import { judgements } from "./comparison.server";
import { coverage } from "./coverage.server";
import { factsWith } from "./facts.server";
import { assertLoaded } from "./loaded-choice.server";
import { outcomeMix } from "./outcome-mix.server";
import { indicatorSeries } from "./series.server";
import { statedFigures } from "./stated-figures.server";
import { successions } from "./successions.server";

/**
 * Asks the database everything that a briefing of these choices is written from.
 * @throws NotLoaded where no report of a year or of the area is loaded.
 */
export async function briefingFacts(choices: BriefingChoices): Promise<BriefingFacts> {
  const { filters, base } = choices;
  await assertLoaded({ ...filters, base });
  const codes = briefingTemplate(choices.template).focused
    ? [filters.indicator]
    : choices.indicators;
  const compared = codes.flatMap((code) => {
    const indicator = INDICATORS[code];
    return indicator ? [{ code, indicator }] : [];
  });
  const [load, facts, covered, series, mix, earlier, findings, sources, found, register] =
    await Promise.all([
      loadedData(),
      factsWith(filters.area),
      coverage(filters),
      indicatorSeries(filters, INDICATOR_CODES),
      outcomeMix(filters),
      before(choices),
      placedFindings(filters),
      sourceReports(filters),
      judgements(
        filters,
        compared.map(({ indicator }) => indicator),
      ),
      successions(),
    ]);
  return {
    choices,
    areaName: areaNamed(filters.area, facts),
    dataHash: load.data_hash,
    loadedOn: load.loaded_on,
    coverage: covered,
    series: series.filter(({ year }) => year <= filters.year),
    mix: mix.filter(({ year }) => year <= filters.year),
    comparisons: compared.flatMap(({ code }, index) => {
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

async function before({ filters, base, template }: BriefingChoices): Promise<StatedFigure[]> {
  const indicator = INDICATORS[filters.indicator];
  if (!indicator || !briefingTemplate(template).sections.includes("change")) return [];
  return statedFigures({ ...filters, year: base }, indicator, 1);
}
