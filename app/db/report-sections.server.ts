import { z } from "zod";
import { SECTIONS } from "#domain/form/sections";
import { UNCOMPARED_REASONS, type Uncompared } from "#domain/narrative/copied-text";
import { sectionSchema, type Section } from "#domain/report/read-report";
import { rows } from "./rows.server";

const ORDER = SECTIONS.map(({ code }) => `'${code}'`).join(", ");

/** The text of a report by section, in the order of the form. */
export async function sectionsOf(id: string): Promise<Section[]> {
  return rows(
    `SELECT code, text FROM sections WHERE report_id = ?
     ORDER BY list_position([${ORDER}], code)`,
    [id],
    z.object(sectionSchema.shape),
  );
}

const uncomparedSchema = z.object({
  section: sectionSchema.shape.code,
  reason: z.enum(UNCOMPARED_REASONS),
});

/** The sections of a report that the load held against no other report's, and why. */
export async function uncomparedOf(id: string): Promise<Uncompared[]> {
  return rows(`SELECT section, reason FROM uncompared WHERE report_id = ?`, [id], uncomparedSchema);
}
