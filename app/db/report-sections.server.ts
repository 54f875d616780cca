import { z } from "zod";
import { SECTIONS } from "#domain/form/sections";
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
