import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { LEVEL_CODES, type Division } from "#domain/report/division";
import { divisionCodeSchema } from "#domain/report/division-schema";
import { PROJECT } from "../project.js";

/** The register that the project ships. */
export const DIVISIONS_FILE = join(PROJECT, "data", "divisions.csv");

const year = z
  .string()
  .regex(/^(?:\d{4})?$/, "年份应为4位数字或留空")
  .transform((text) => (text === "" ? null : Number(text)));
const several = z.string().transform((text) => (text === "" ? [] : text.split("|")));

const rowSchema = z.strictObject({
  code: divisionCodeSchema,
  name: z.string().min(1),
  level: z.enum(LEVEL_CODES),
  parent: z.string().transform((text) => (text === "" ? null : text)),
  valid_from: year,
  valid_to: year,
  successor: several,
  former_names: several,
  note: z.string(),
});

/**
 * Reads a register of divisions: CSV with the columns code, name, level, parent, valid_from,
 * valid_to, successor, former_names (several joined by `|`) and note.
 *
 * @throws Error naming the line when a row does not fit
 */
export function loadDivisions(file: string | URL = DIVISIONS_FILE): readonly Division[] {
  const rows: unknown = parse(readFileSync(file), { columns: true, bom: true });
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      code: row.code,
      name: row.name,
      level: row.level,
      parent: row.parent,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      successors: row.successor,
      formerNames: row.former_names,
      note: row.note,
    }));
}
