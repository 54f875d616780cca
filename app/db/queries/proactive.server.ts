import {
  isSummable,
  type BodyProactive,
  type UncertainAmount,
  type YearOfProactive,
} from "#domain/comparison/proactive";
import { z } from "zod";
import { UNIT_RULE } from "#domain/checks/rules/proactive-disclosure";
import type { FilterValues } from "#domain/filters/filters";
import { CELLS } from "#domain/form/cells";
import { EDITIONS } from "#domain/form/edition";
import { editionColumn } from "#domain/report/report-row";
import { BODY_NAME } from "../sql/bodies";
import { IS_PENDING } from "../sql/findings";
import { conditionOf } from "../sql/filters";
import { numbersOrNull, texts, valueAt } from "../engine/columns";
import { queryColumns, queryRows } from "../engine/rows.server";
import { recordOf } from "#domain/records";

const OWN = CELLS.filter(({ table }) => table === "proactive_disclosure");
const OWN_NAMES = OWN.map(({ name }) => name);
const EDITION = editionColumn("proactive_disclosure");
const SUMS = OWN.map((cell) => {
  const sum = isSummable(cell) ? `CAST(sum(${cell.name}) AS DOUBLE)` : "CAST(NULL AS DOUBLE)";
  return `'${cell.name}': ${sum}`;
}).join(", ");
const PRINTED = OWN_NAMES.join(", ");

const edition = z.literal(EDITIONS);
const cells = z.record(z.string(), z.number().nullable());
const yearSchema: z.ZodType<Omit<YearOfProactive, "uncertain">> = z.object({
  edition,
  year: z.int(),
  reports: z.int(),
  cells,
});
const bodiesSchema = z.object({
  edition: z.array(edition),
  report_id: texts,
  division_code: texts,
  division: texts,
  cells: z.array(numbersOrNull),
});

interface DoubtfulAmount extends UncertainAmount {
  readonly edition: (typeof EDITIONS)[number];
  readonly year: number;
}
const doubtfulAmountSchema: z.ZodType<DoubtfulAmount> = z.object({
  edition,
  year: z.int(),
  report_id: z.string(),
  division: z.string(),
  cell: z.string(),
  value: z.number(),
  message: z.string(),
});

/** The amounts of all years whose unit a check doubts, in the reports that the filters select. */
async function fetchDoubtfulAmounts(filters: FilterValues): Promise<DoubtfulAmount[]> {
  const condition = conditionOf(filters, ["year"]);
  return queryRows(
    `SELECT ${EDITION} AS edition, year, id AS report_id, ${BODY_NAME} AS division,
       findings.cells[1] AS cell, CAST(left_value AS DOUBLE) AS value, message
     FROM findings JOIN figures ON figures.id = report_id
     WHERE ${condition.sql} AND ${EDITION} IS NOT NULL
       AND check_id = ? AND ${IS_PENDING}
     ORDER BY year, division_code, id`,
    [...condition.values, UNIT_RULE],
    doubtfulAmountSchema,
  );
}

/** Table 二 by edition and year over the reports that the filters select, oldest first. */
export async function fetchProactiveYears(filters: FilterValues): Promise<YearOfProactive[]> {
  const condition = conditionOf(filters, ["year"]);
  const [years, doubtful] = await Promise.all([
    queryRows(
      `SELECT ${EDITION} AS edition, year, CAST(count(*) AS INTEGER) AS reports, {${SUMS}} AS cells
     FROM figures WHERE ${condition.sql} AND ${EDITION} IS NOT NULL
     GROUP BY edition, year ORDER BY edition, year`,
      condition.values,
      yearSchema,
    ),
    fetchDoubtfulAmounts(filters),
  ]);
  return years.map((each) => ({
    ...each,
    uncertain: doubtful.filter(
      ({ edition: of, year }) => of === each.edition && year === each.year,
    ),
  }));
}

/** Table 二 of every report that the filters select. */
export async function fetchProactiveBodies(filters: FilterValues): Promise<BodyProactive[]> {
  const condition = conditionOf(filters);
  const [bodies, doubtful] = await Promise.all([
    queryColumns(
      `SELECT ${EDITION} AS edition, id AS report_id, division_code, ${BODY_NAME} AS division,
       CAST([${PRINTED}] AS DOUBLE[]) AS cells
     FROM figures WHERE ${condition.sql} AND ${EDITION} IS NOT NULL
     ORDER BY division_code, id`,
      condition.values,
      bodiesSchema,
    ),
    fetchDoubtfulAmounts(filters),
  ]);
  const uncertainOf = new Map<string, DoubtfulAmount[]>();
  for (const amount of doubtful) {
    const known = uncertainOf.get(amount.report_id);
    if (known) known.push(amount);
    else uncertainOf.set(amount.report_id, [amount]);
  }
  return bodies.report_id.map((report_id, row): BodyProactive => ({
    edition: valueAt(bodies.edition, row),
    report_id,
    division_code: valueAt(bodies.division_code, row),
    division: valueAt(bodies.division, row),
    cells: recordOf(OWN_NAMES, (_, place) => valueAt(valueAt(bodies.cells, row), place)),
    uncertain: uncertainOf.get(report_id) ?? [],
  }));
}
