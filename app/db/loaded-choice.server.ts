import { z } from "zod";
import type { FilterValues } from "#domain/filters/filters";
import { NotLoaded, yearNotLoaded } from "#domain/filters/loaded";
import { dataFacts } from "./facts.server";
import { rows } from "./rows.server";

const knownSchema = z.object({ name: z.string(), reports: z.int() });

/**
 * Makes sure that reports are loaded of the year and of the area that were chosen.
 * @throws NotLoaded with the reason in Chinese.
 */
export async function assertLoaded({
  year,
  area,
}: Partial<Pick<FilterValues, "year" | "area">>): Promise<void> {
  const { years, areas } = await dataFacts();
  const refused = year === undefined ? null : yearNotLoaded(year, years);
  if (refused) throw refused;
  if (area === undefined || areas.some(({ code }) => code === area)) return;
  const [known] = await rows(
    `SELECT name, (SELECT CAST(count(*) AS INTEGER) FROM figures
       WHERE list_contains([province, city, division_code], code)) AS reports
     FROM divisions WHERE code = ?`,
    [area],
    knownSchema,
  );
  if (!known) throw new NotLoaded(`没有代码为“${area}”的行政区划。`, 404);
  if (known.reports === 0) throw new NotLoaded(`没有${known.name}及其所辖地区的报告。`, 400);
}
