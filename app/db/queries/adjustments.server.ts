import { z } from "zod";
import type { Adjustment, AdjustmentKind } from "#domain/checks/adjustment";
import { ADJUSTMENTS } from "#domain/checks/adjustment";
import {
  type AdjustedReport,
  type AdjustedTotal,
  nameAdjustedTotals,
  type NamedAdjustedTotal,
} from "#domain/comparison/adjusted-total";
import type { FilterValues } from "#domain/filters/filters";
import { TABLE_CODES } from "#domain/form/cells";
import type { GroupRatio, Indicator } from "#domain/indicators/indicators";
import { keysOf, mapValues } from "#domain/records";
import type { StatedRatio } from "#domain/statistics/ratio";
import { cachePerVersion } from "../engine/connection.server";
import { queryColumns, queryRows } from "../engine/rows.server";
import { BODY } from "../sql/bodies";
import type { Condition } from "../sql/filters";
import { groupRatiosSql, type Measure, readGroupRatios, yearsSchema } from "../sql/indicators";
import { fetchRatios, selectByFilters } from "./ratios.server";

const KINDS = keysOf(ADJUSTMENTS);

/** How many reports enter sums otherwise than they are printed. */
const countAdjusted = cachePerVersion(async (): Promise<number> => {
  const [counted] = await queryRows(
    `SELECT CAST(count(*) AS INTEGER) AS reports FROM printed_figures`,
    [],
    z.object({ reports: z.int() }),
  );
  return counted?.reports ?? 0;
});

/** Measures as printed, of the reports selected that enter sums otherwise: by report and index of the measure. */
export async function fetchPrintedRatios(
  selection: Condition,
  measures: readonly Measure[],
): Promise<ReadonlyMap<string, readonly StatedRatio[]>> {
  if ((await countAdjusted()) === 0) return new Map();
  const found = await fetchRatios(selection, measures, BODY, "printed_figures");
  return new Map(
    found.rows.map((row) => [
      found.identityOf(row).report_id,
      measures.map((_, index) => found.ratioOf(index, row)),
    ]),
  );
}

/** Every report as printed: those that enter sums otherwise from where that is kept. */
const AS_PRINTED = `(SELECT * FROM figures WHERE id NOT IN (SELECT id FROM printed_figures)
  UNION ALL SELECT * FROM printed_figures)`;

/**
 * Totals of measures over the reports selected that are another as printed; none where all enter as printed.
 *
 * @param selection reports of one year
 */
export async function fetchAdjustedTotals<Name extends string>(
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

/** Those totals of the reports that the filters select in the chosen year, with their names. */
export async function fetchNamedTotals(
  filters: FilterValues,
  indicators: Readonly<Record<string, NamedMeasure>>,
): Promise<NamedAdjustedTotal[]> {
  const { applicant } = filters;
  const totals = await fetchAdjustedTotals(
    selectByFilters(filters),
    mapValues(indicators, ({ numerator, denominator }: NamedMeasure) => ({
      numerator,
      ...(denominator ? { denominator } : {}),
      applicant,
    })),
  );
  return nameAdjustedTotals(indicators, totals);
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

const adjustmentSchema: z.ZodType<Adjustment> = z.object({
  table: z.enum(TABLE_CODES),
  cell: z.string(),
  kind: z.enum(KINDS),
  printed: z.number().nullable(),
  used: z.number().nullable(),
});

/** The cells of a report that enter sums otherwise than they are printed. */
export async function fetchAdjustments(id: string): Promise<Adjustment[]> {
  return queryRows(
    `SELECT "table", cell, kind, printed, used FROM adjustments WHERE report_id = ? ORDER BY rowid`,
    [id],
    adjustmentSchema,
  );
}
