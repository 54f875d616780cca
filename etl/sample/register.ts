import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { divisionCodeSchema, LEVEL_CODES, type Division } from "#domain/report/division";

const several = (text: string): string[] => (text === "" ? [] : text.split("|"));
const year = z.string().transform((text) => (text === "" ? null : Number(text)));

const rowSchema = z.object({
  code: divisionCodeSchema,
  name: z.string().min(1),
  level: z.enum(LEVEL_CODES),
  parent: z.string(),
  valid_from: year,
  valid_to: year,
  successor: z.string(),
  former_names: z.string(),
  note: z.string(),
});

/** The divisions of the register whose codes begin with a prefix. */
export function divisionsUnder(prefix: string): Division[] {
  const text = readFileSync(new URL("../../data/divisions.csv", import.meta.url), "utf8");
  const rows = z.array(rowSchema).parse(parse(text, { columns: true, bom: true }));
  return rows
    .filter((row) => row.code.startsWith(prefix))
    .map((row) => ({
      code: row.code,
      name: row.name,
      level: row.level,
      parent: row.parent === "" ? null : row.parent,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      successors: several(row.successor),
      formerNames: several(row.former_names),
      note: row.note,
    }));
}
