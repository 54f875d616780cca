import { z } from "zod";
import type { FilterValues } from "#domain/filters/filters";
import { NotLoaded, yearNotLoaded } from "#domain/filters/loaded";
import { dataFacts } from "./facts.server";
import { rows } from "./rows.server";

const knownSchema = z.object({ name: z.string(), reports: z.int() });

/**
 * Makes sure that reports are loaded of the years and of the area that were chosen. The year before, which is
 * compared with unless another is chosen, need not be: a page says itself that it has no figures.
 * @throws NotLoaded with the reason in Chinese.
 */
export async function assertLoaded({
  year,
  base,
  area,
}: Partial<Pick<FilterValues, "year" | "base" | "area">>): Promise<void> {
  const { years, areas } = await dataFacts();
  const usualBase = (year ?? years[0] ?? 0) - 1;
  for (const chosen of [year, base === usualBase ? undefined : base]) {
    const refused = chosen === undefined ? null : yearNotLoaded(chosen, years);
    if (refused) throw refused;
  }
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
