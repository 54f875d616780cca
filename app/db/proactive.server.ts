import { z } from "zod";
import type { FilterValues } from "#domain/filters/filters";
import { CELLS } from "#domain/form/cells";
import { EDITIONS } from "#domain/form/edition";
import { editionColumn } from "#domain/report/report-row";
import { isSummable, type BodyProactive, type YearOfProactive } from "#domain/tables/proactive";
import { BODY_NAME } from "./body-sql";
import { conditionOf } from "./filter-sql";
import { rows } from "./rows.server";

const OWN = CELLS.filter(({ table }) => table === "proactive_disclosure");
const EDITION = editionColumn("proactive_disclosure");
const SUMS = OWN.map((cell) => {
  const sum = isSummable(cell) ? `CAST(sum(${cell.name}) AS DOUBLE)` : "CAST(NULL AS DOUBLE)";
  return `'${cell.name}': ${sum}`;
}).join(", ");
const PRINTED = OWN.map(({ name }) => `'${name}': CAST(${name} AS DOUBLE)`).join(", ");

const edition = z.literal(EDITIONS);
const cells = z.record(z.string(), z.number().nullable());
const yearSchema: z.ZodType<YearOfProactive> = z.object({
  edition,
  year: z.int(),
  reports: z.int(),
  cells,
});
const bodySchema: z.ZodType<BodyProactive> = z.object({
  edition,
  report_id: z.string(),
  division_code: z.string(),
  division: z.string(),
  cells,
});

/** Table 二 by edition and year over the reports that the filters select, oldest first. */
export async function proactiveYears(filters: FilterValues): Promise<YearOfProactive[]> {
  const condition = conditionOf(filters, ["year"]);
  return rows(
    `SELECT ${EDITION} AS edition, year, CAST(count(*) AS INTEGER) AS reports, {${SUMS}} AS cells
     FROM figures WHERE ${condition.sql} AND ${EDITION} IS NOT NULL
     GROUP BY edition, year ORDER BY edition, year`,
    condition.values,
    yearSchema,
  );
}

/** Table 二 of every report that the filters select. */
export async function proactiveBodies(filters: FilterValues): Promise<BodyProactive[]> {
  const condition = conditionOf(filters);
  return rows(
    `SELECT ${EDITION} AS edition, id AS report_id, division_code, ${BODY_NAME} AS division,
       {${PRINTED}} AS cells
     FROM figures WHERE ${condition.sql} AND ${EDITION} IS NOT NULL
     ORDER BY division_code, id`,
    condition.values,
    bodySchema,
  );
}
