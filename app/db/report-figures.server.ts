import { z } from "zod";
import { CELLS } from "#domain/form/cells";
import type { ReportRow } from "#domain/report/report-row";
import { rows } from "./rows.server";

const figuresSchema = z.object({ figures: z.array(z.number().nullable()) });

/** What the rows lie in the order of: with it a report is found without reading them all. */
type Place = Pick<ReportRow, "id" | "scope" | "year" | "division_code">;

/** The number used in arithmetic for every cell of a report, by cell; null where there is none. */
export async function figuresOf({
  id,
  scope,
  year,
  division_code,
}: Place): Promise<Readonly<Record<string, number | null>>> {
  const [found] = await rows(
    `SELECT CAST([${CELLS.map(({ name }) => name).join(", ")}] AS DOUBLE[]) AS figures FROM figures
     WHERE scope = ? AND year = ? AND division_code = ? AND id = ?`,
    [scope, year, division_code, id],
    figuresSchema,
  );
  if (!found) return {};
  return Object.fromEntries(CELLS.map(({ name }, index) => [name, found.figures[index] ?? null]));
}
