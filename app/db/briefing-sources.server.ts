import { z } from "zod";
import type { PlacedFinding, SourceReport } from "#domain/briefing/facts";
import type { FilterValues } from "#domain/filters/filters";
import { reportFindingSchema } from "#domain/report/report-finding";
import { reportRowSchema } from "#domain/report/report-row";
import { conditionOf } from "./filter-sql";
import { perGeneration } from "./per-generation.server";
import { rows } from "./rows.server";

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
export async function sourceReports(filters: FilterValues): Promise<SourceReport[]> {
  const condition = conditionOf(filters, ["year"]);
  return rows(
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
const COLUMNS = reportFindingSchema.keyof().options.join(", ");

/**
 * What the checks found in the reports of the chosen year and the years before and nobody accepted,
 * latest year first, by division, the gravest first.
 */
export async function placedFindings(filters: FilterValues): Promise<PlacedFinding[]> {
  const condition = conditionOf(filters, ["year"]);
  return rows(
    `SELECT ${COLUMNS}, division_code, division, year
     FROM findings JOIN (SELECT id, division_code, division, year FROM figures WHERE ${condition.sql}) chosen
       ON chosen.id = report_id
     WHERE year <= ? AND acceptance IS DISTINCT FROM 'accepted'
     ORDER BY year DESC, division_code, report_id, list_position(['E', 'W', 'I'], severity), check_id,
       fingerprint`,
    [...condition.values, filters.year],
    placedFindingSchema,
  );
}

const loadSchema = z.object({ data_hash: z.string(), loaded_on: z.string() });

/** Which data the database holds: the hash over all rows and the day of the load. */
export const loadedData = perGeneration(async (): Promise<z.infer<typeof loadSchema>> => {
  const [load] = await rows(
    "SELECT data_hash, strftime(loaded_at, '%Y-%m-%d') AS loaded_on FROM load",
    [],
    loadSchema,
  );
  if (!load) throw new Error("The database does not say what was loaded");
  return load;
});
