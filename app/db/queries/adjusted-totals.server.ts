import { z } from "zod";
import { type AdjustmentKind, ADJUSTMENTS } from "#domain/checks/adjustment";
import {
  type AdjustedReport,
  type AdjustedTotal,
  nameAdjustedTotals,
  type NamedAdjustedTotal,
} from "#domain/comparison/adjusted-total";
import { type FilterValues, listCodes } from "#domain/filters/filters";
import type { Indicator } from "#domain/indicators/indicator";
import { type GroupRatio, INDICATORS } from "#domain/indicators/indicators";
import { keysOf, mapValues } from "#domain/records";
import { cityAround, provinceOf } from "#domain/report/division";
import { cachePerVersion } from "../engine/connection.server";
import { queryColumns, queryRows } from "../engine/rows.server";
import { BODY } from "../sql/bodies";
import type { Condition } from "../sql/filters";
import { groupRatiosSql, type Measure, readGroupRatios, yearsSchema } from "../sql/indicators";
import {
  countAdjusted,
  type DivisionSelection,
  fetchRatios,
  selectByDivisions,
  selectByFilters,
} from "./ratios.server";

const KINDS = keysOf(ADJUSTMENTS);

/** Every report as printed: those that enter sums otherwise from where that is kept. */
const AS_PRINTED = `(SELECT * FROM figures WHERE id NOT IN (SELECT id FROM printed_figures)
  UNION ALL SELECT * FROM printed_figures)`;

/**
 * Totals of measures over the reports selected that are another as printed; none where all enter as printed.
 *
 * @param selection reports of one year
 */
async function fetchAdjustedTotals<Name extends string>(
  selection: Condition,
  measures: Readonly<Record<Name, Measure>>,
): Promise<Partial<Record<Name, AdjustedTotal>>> {
  if ((await countAdjusted()) === 0) return {};
  const names = keysOf(measures);
  const list = names.map((name) => measures[name]);
  const adjusted = {
    ...selection,
    sql: `${selection.sql} AND id IN (SELECT id FROM printed_figures)`,
  };
  const [printed, used, kinds] = await Promise.all([
    fetchRatios(selection, list, BODY, "printed_figures"),
    fetchRatios(adjusted, list, BODY),
    fetchKinds(),
  ]);
  if (printed.rows.length === 0) return {};
  const [usedTotals, printedTotals] = await Promise.all([
    fetchTotals("figures", selection, measures),
    fetchTotals(AS_PRINTED, selection, measures),
  ]);
  const totals: Partial<Record<Name, AdjustedTotal>> = {};
  names.forEach((name, index) => {
    // Both are ordered by year, division and report, and hold the same reports.
    const reports = printed.rows.flatMap((row): AdjustedReport[] => {
      const [before, now] = [printed.ratioOf(index, row), used.ratioOf(index, row)];
      if (before.numerator === now.numerator && before.denominator === now.denominator) return [];
      const { report_id, division } = printed.identityOf(row);
      const isAside =
        now.numerator === null || (now.denominator === null && before.denominator !== null);
      const kind = isAside ? "set_aside" : (kinds.get(report_id) ?? "repaired");
      return [{ report_id, division, year: printed.yearOf(row), kind }];
    });
    const [now, before] = [usedTotals?.[name], printedTotals?.[name]];
    if (reports.length > 0 && now && before) totals[name] = { used: now, printed: before, reports };
  });
  return totals;
}

/** What a total is of, what it is called and how it is written. */
export type NamedMeasure = Pick<Indicator, "name" | "format" | "numerator" | "denominator">;

/**
 * Those totals of the reports that the filters select in the chosen year, with their names.
 * @param codes the divisions whose reports alone count
 */
export async function fetchNamedTotals(
  filters: FilterValues,
  indicators: Readonly<Record<string, NamedMeasure>>,
  codes: readonly string[] | null = null,
): Promise<NamedAdjustedTotal[]> {
  const { applicant } = filters;
  const selected = selectByFilters(filters);
  const totals = await fetchAdjustedTotals(
    codes === null
      ? selected
      : {
          sql: `${selected.sql} AND list_contains(CAST(? AS VARCHAR[]), division_code)`,
          values: [...selected.values, codes],
        },
    mapValues(indicators, ({ numerator, denominator }: NamedMeasure) => ({
      numerator,
      ...(denominator ? { denominator } : {}),
      applicant,
    })),
  );
  return nameAdjustedTotals(indicators, totals);
}

/** The totals of the group that the bodies selected are judged among, where they are others as printed. */
export async function fetchAdjustedGroupTotals(
  filters: FilterValues,
  indicators: Readonly<Record<string, NamedMeasure>>,
): Promise<NamedAdjustedTotal[]> {
  const { area, yardstick, group } = filters;
  const city = yardstick === "city" ? cityAround(area) : null;
  const codes = yardstick === "chosen" ? listCodes(group) : null;
  return fetchNamedTotals({ ...filters, area: city ?? provinceOf(area) }, indicators, codes);
}

/** The same of every indicator over some divisions of one year. */
export async function fetchDivisionTotals(
  selection: DivisionSelection,
): Promise<NamedAdjustedTotal[]> {
  const totals = await fetchAdjustedTotals(selectByDivisions(selection), INDICATORS);
  return nameAdjustedTotals(INDICATORS, totals);
}

async function fetchTotals<Name extends string>(
  from: string,
  { sql, values }: Condition,
  measures: Readonly<Record<Name, Measure>>,
): Promise<Readonly<Record<Name, GroupRatio>> | undefined> {
  const found = await queryColumns(groupRatiosSql(measures, sql, from), values, yearsSchema);
  return readGroupRatios(found, measures)[0]?.figures;
}

/** Why each report enters otherwise, where it enters: corrected before repaired. */
const fetchKinds = cachePerVersion(async (): Promise<ReadonlyMap<string, AdjustmentKind>> => {
  const found = await queryRows(
    `SELECT report_id, min(kind) AS kind FROM adjustments WHERE used IS NOT NULL GROUP BY report_id`,
    [],
    z.object({ report_id: z.string(), kind: z.enum(KINDS) }),
  );
  return new Map(found.map(({ report_id, kind }) => [report_id, kind]));
});
