import { z } from "zod";
import type { BodyDisputes, DisputesOfYear } from "#domain/comparison/disputes";
import type { FilterValues } from "#domain/filters/filters";
import { cellsIn } from "#domain/form/cells";
import { INDICATORS } from "#domain/indicators/indicators";
import { QUANTITIES } from "#domain/indicators/indicators";
import { quantityColumn } from "#domain/indicators/stored-sums";
import { recordOf } from "#domain/records";
import { numbersOrNull, texts, valueAt } from "../engine/columns";
import { queryColumns } from "../engine/rows.server";
import { BODY_CODE, BODY_NAME } from "../sql/bodies";
import { conditionOf } from "../sql/filters";
import type { Measure } from "../sql/indicators";
import { fetchKindYears } from "./dispute-kinds.server";
import { fetchLikeCounts, fetchGroupRatios, selectStating } from "./ratios.server";

/** The cells of table 四, alike in both editions. */
const CELLS = cellsIn("review_litigation", 2021).map(({ name }) => name);

const RATES = ["review_rate", "lawsuit_rate", "dispute_rate"] as const;

/** The sum of each cell of table 四. */
const CELL_MEASURES: Readonly<Record<string, Measure>> = Object.fromEntries(
  CELLS.map((cell) => [cell, { numerator: { name: cell, plus: [cell] } }]),
);

/** Reviews and lawsuits year by year over the reports that the filters select, oldest first. */
export async function fetchDisputeYears(filters: FilterValues): Promise<DisputesOfYear[]> {
  const condition = conditionOf(filters, ["year"]);
  const [years, counts, kindYears, likes] = await Promise.all([
    fetchGroupRatios(
      condition,
      recordOf(RATES, (code) => INDICATORS[code]),
    ),
    fetchGroupRatios(selectStating(condition, [{ numerator: QUANTITIES.disputes }]), CELL_MEASURES),
    fetchKindYears(condition),
    fetchLikeCounts(condition, { disputes: QUANTITIES.disputes }),
  ]);
  return years.map(({ year, reports, figures }) => {
    const kinds = kindYears.get(year);
    if (!kinds) throw new Error(`The cases of ${year} were not fetched`);
    const counted = counts.find((each) => each.year === year);
    return {
      year,
      reports,
      cells: recordOf(CELLS, (cell) => counted?.figures[cell]?.value ?? null),
      counted: counted?.reports ?? 0,
      like: likes(year - 1, year).disputes,
      rates: figures,
      ...kinds,
    };
  });
}

const bodiesSchema = z.object({
  report_id: texts,
  division_code: texts,
  division: texts,
  handled: numbersOrNull,
  cells: z.array(numbersOrNull),
  not_held_before: numbersOrNull,
  handled_before: numbersOrNull,
});

/** Reviews and lawsuits of every body in the chosen year, with what it answered the year before. */
export async function fetchBodyDisputes(filters: FilterValues): Promise<BodyDisputes[]> {
  const condition = conditionOf(filters, ["year"]);
  const handled = quantityColumn(QUANTITIES.handled);
  const found = await queryColumns(
    `WITH chosen AS (
       SELECT id, ${BODY_CODE} AS code, division_code, ${BODY_NAME} AS division, year,
         ${handled} AS handled,
         ${quantityColumn(QUANTITIES.not_held)} AS not_held,
         CAST([${CELLS.join(", ")}] AS DOUBLE[]) AS cells
       FROM figures WHERE ${condition.sql} AND year IN (?, ?)
     )
     SELECT own.id AS report_id, own.division_code, own.division, own.handled, own.cells,
       earlier.not_held AS not_held_before, earlier.handled AS handled_before
     FROM chosen own
     LEFT JOIN chosen earlier
       ON earlier.code = own.code AND earlier.year = own.year - 1
     WHERE own.year = ? ORDER BY own.division_code`,
    [...condition.values, filters.year, filters.year - 1, filters.year],
    bodiesSchema,
  );
  return found.report_id.map((report_id, row): BodyDisputes => ({
    report_id,
    division_code: valueAt(found.division_code, row),
    division: valueAt(found.division, row),
    handled: valueAt(found.handled, row),
    cells: recordOf(CELLS, (_, place) => valueAt(valueAt(found.cells, row), place)),
    before: {
      not_held: valueAt(found.not_held_before, row),
      handled: valueAt(found.handled_before, row),
    },
  }));
}
