import { z } from "zod";
import { CELLS } from "#domain/form/cells";
import { rows } from "./rows.server";

const figuresSchema = z.object({ figures: z.record(z.string(), z.number().nullable()) });

/** The number used in arithmetic for every cell of a report, by cell; null where there is none. */
export async function figuresOf(id: string): Promise<Readonly<Record<string, number | null>>> {
  const fields = CELLS.map((cell) => `'${cell.name}': CAST(${cell.name} AS DOUBLE)`);
  const [found] = await rows(
    `SELECT {${fields.join(", ")}} AS figures FROM figures WHERE id = ?`,
    [id],
    figuresSchema,
  );
  return found?.figures ?? {};
}
