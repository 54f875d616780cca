import { z } from "zod";
import { CELLS } from "#domain/form/cells";
import { rows } from "./rows.server";

const figuresSchema = z.object({ figures: z.array(z.number().nullable()) });

/** The number used in arithmetic for every cell of a report, by cell; null where there is none. */
export async function figuresOf(id: string): Promise<Readonly<Record<string, number | null>>> {
  const figures = CELLS.map((cell) => `CAST(${cell.name} AS DOUBLE)`);
  const [found] = await rows(
    `SELECT [${figures.join(", ")}] AS figures FROM figures WHERE id = ?`,
    [id],
    figuresSchema,
  );
  if (!found) return {};
  return Object.fromEntries(CELLS.map(({ name }, index) => [name, found.figures[index] ?? null]));
}
