import { z } from "zod";
import type { BodyDisputes, DisputesOfYear } from "#domain/comparison/disputes";
import type { FilterValues } from "#domain/filters/filters";
import { cellsIn } from "#domain/form/cells";
import {
  CASE_KIND_CODES,
  CORRECTION_BASE_CODES,
  correctionRateOf,
} from "#domain/indicators/correction-rates";
import { indicatorOf } from "#domain/indicators/indicators";
import { QUANTITIES } from "#domain/indicators/quantity";
import { BODY_CODE, BODY_NAME } from "../sql/bodies";
import { conditionOf } from "../sql/filters";
import {
  aggregatesSchema,
  aggregateSchema,
  aggregatesByYear,
  aggregatesSql,
} from "../sql/indicators";
import { quantityColumn } from "#domain/indicators/stored-sums";
import { ratioSql } from "../sql/indicators";
import { queryColumns, queryRows } from "../engine/rows.server";

/** The cells of table 四, alike in both editions. */
const CELLS = cellsIn("review_litigation", 2021).map(({ name }) => name);

const struct = (fields: readonly (readonly [string, string])[]): string =>
  `{${fields.map(([name, sql]) => `'${name}': ${sql}`).join(", ")}}`;
const RATES = ["review_rate", "lawsuit_rate", "dispute_rate"] as const;
const cellsSchema = z.record(z.string(), z.number().nullable());
const basesSchema = z.object({ concluded: aggregateSchema, all: aggregateSchema });
const yearSchema: z.ZodType<DisputesOfYear> = z.object({
  year: z.int(),
  reports: z.int(),
  cells: cellsSchema,
  rates: z.object({
    review_rate: aggregateSchema,
    lawsuit_rate: aggregateSchema,
    dispute_rate: aggregateSchema,
  }),
  corrections: z.object({
    review: basesSchema,
    lawsuit: basesSchema,
    direct_suit: basesSchema,
    post_review_suit: basesSchema,
  }),
});

/** Reviews and lawsuits year by year over the reports that the filters select, oldest first. */
export async function fetchDisputeYears(filters: FilterValues): Promise<DisputesOfYear[]> {
  const condition = conditionOf(filters, ["year"]);
  const rates = RATES.flatMap((code) => {
    const indicator = indicatorOf(code);
    return indicator ? { name: code, ...ratioSql(indicator) } : [];
  });
  const shares = CASE_KIND_CODES.flatMap((kind) =>
    CORRECTION_BASE_CODES.map((base) => ({
      name: `${kind}_${base}`,
      ...ratioSql(correctionRateOf(kind, base)),
    })),
  );
  const cells = CELLS.map((cell) => ({ name: cell, numerator: cell, denominator: null }));
  const asked = [...rates, ...shares, ...cells];
  const found = await queryColumns(
    aggregatesSql(asked, condition.sql),
    condition.values,
    aggregatesSchema,
  );
  return aggregatesByYear(found, asked).map(({ year, reports, figures }) =>
    yearSchema.parse({
      year,
      reports,
      cells: Object.fromEntries(CELLS.map((cell) => [cell, figures[cell]?.value])),
      rates: figures,
      corrections: Object.fromEntries(
        CASE_KIND_CODES.map((kind) => [
          kind,
          Object.fromEntries(
            CORRECTION_BASE_CODES.map((base) => [base, figures[`${kind}_${base}`]]),
          ),
        ]),
      ),
    }),
  );
}

const count = z.number().nullable();
const bodySchema: z.ZodType<BodyDisputes> = z.object({
  report_id: z.string(),
  division_code: z.string(),
  division: z.string(),
  handled: count,
  cells: cellsSchema,
  before: z.object({ not_held: count, handled: count }),
});

/** Reviews and lawsuits of every body in the chosen year, with what it answered the year before. */
export async function fetchBodyDisputes(filters: FilterValues): Promise<BodyDisputes[]> {
  const condition = conditionOf(filters, ["year"]);
  const handled = quantityColumn(QUANTITIES.handled);
  return queryRows(
    `WITH chosen AS (
       SELECT id, ${BODY_CODE} AS code, division_code, ${BODY_NAME} AS division, year,
         ${handled} AS handled,
         ${quantityColumn(QUANTITIES.not_held)} AS not_held,
         ${struct(CELLS.map((cell) => [cell, cell]))} AS cells
       FROM figures WHERE ${condition.sql} AND year IN (?, ?)
     )
     SELECT own.id AS report_id, own.division_code, own.division, own.handled, own.cells,
       {'not_held': earlier.not_held, 'handled': earlier.handled} AS before
     FROM chosen own
     LEFT JOIN chosen earlier
       ON earlier.code = own.code AND earlier.year = own.year - 1
     WHERE own.year = ? ORDER BY own.division_code`,
    [...condition.values, filters.year, filters.year - 1, filters.year],
    bodySchema,
  );
}
