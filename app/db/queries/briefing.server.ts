import { z } from "zod";
import type { BriefingChoices } from "#domain/briefing/choices";
import type { BriefingFacts, BriefingFinding, SourceReport } from "#domain/briefing/facts";
import { briefingTemplate } from "#domain/briefing/templates";
import type { ReportRatio } from "#domain/comparison/comparison";
import { areaName, type FilterValues } from "#domain/filters/filters";
import { INDICATOR_CODES, INDICATORS } from "#domain/indicators/indicators";
import { reportFindingSchema } from "#domain/report/report-finding";
import { reportRowSchema } from "#domain/report/report-row";
import { queryRows } from "../engine/rows.server";
import { conditionOf } from "../sql/filters";
import { fetchJudgements } from "./comparison.server";
import { fetchSuccessions } from "./divisions.server";
import { fetchCoverage } from "./filings.server";
import { assertLoaded, fetchFactsWithArea, fetchLoad } from "./loaded.server";
import { fetchOutcomeYears } from "./outcomes.server";
import { fetchIndicatorSeries, fetchStatedRatios } from "./ratios.server";

/**
 * Fetches everything that a briefing of these choices is written from.
 * @throws NotLoaded where no report of a year or of the area is loaded.
 */
export async function fetchBriefingFacts(choices: BriefingChoices): Promise<BriefingFacts> {
  const { filters, base } = choices;
  await assertLoaded({ ...filters, base });
  const codes = briefingTemplate(choices.template).focused
    ? [filters.indicator]
    : choices.indicators;
  const [load, facts, covered, series, mix, earlier, findings, sources, found, register] =
    await Promise.all([
      fetchLoad(),
      fetchFactsWithArea(filters.area),
      fetchCoverage(filters),
      fetchIndicatorSeries(filters, INDICATOR_CODES),
      fetchOutcomeYears(filters),
      fetchBase(choices),
      fetchPlacedFindings(filters),
      fetchSourceReports(filters),
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

const sourceSchema: z.ZodType<SourceReport> = reportRowSchema.pick({
  id: true,
  body: true,
  division_code: true,
  division: true,
  year: true,
  published_on: true,
  document_hash: true,
  file: true,
});

/** The reports of every year that the filters select, with the hash of the document they come from. */
export async function fetchSourceReports(filters: FilterValues): Promise<SourceReport[]> {
  const condition = conditionOf(filters, ["year"]);
  return queryRows(
    `SELECT id, body, division_code, division, year, published_on, document_hash, file
     FROM figures WHERE ${condition.sql} ORDER BY year, division_code, id`,
    condition.values,
    sourceSchema,
  );
}

const placedFindingSchema = z.object({
  ...reportFindingSchema.shape,
  division_code: z.string(),
  division: z.string(),
  year: z.int(),
});
const REPORT_FINDING_COLUMNS = reportFindingSchema.keyof().options.join(", ");

/**
 * What the checks found in the reports of the chosen year and the years before and nobody accepted,
 * latest year first, by division, the gravest first.
 */
export async function fetchPlacedFindings(filters: FilterValues): Promise<BriefingFinding[]> {
  const condition = conditionOf(filters, ["year"]);
  return queryRows(
    `SELECT ${REPORT_FINDING_COLUMNS}, division_code, division, year
     FROM findings JOIN (SELECT id, division_code, division, year FROM figures WHERE ${condition.sql}) chosen
       ON chosen.id = report_id
     WHERE year <= ? AND acceptance IS DISTINCT FROM 'accepted'
     ORDER BY year DESC, division_code, report_id, list_position(['E', 'W', 'I'], severity), check_id,
       fingerprint`,
    [...condition.values, filters.year],
    placedFindingSchema,
  );
}
