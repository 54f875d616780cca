import { z } from "zod";
import type { ReviewedTable } from "../reviewed/reviewed-table";
import { type Actor, ROLE_CODES } from "./actor";

/** Codes with semicolons between them, `all`, or nothing. */
const areaSchema = z
  .string()
  .trim()
  .regex(/^(?:all|\d{6}(?:;\d{6})*)?$/u, "应为六位区划代码，几个用;隔开；全部地区写all")
  .transform((area): Actor["divisions"] => {
    if (area === "all") return "all";
    return area === "" ? [] : area.split(";");
  });

/** One line of people.csv: somebody whom the proxy in front knows, and what he may do at the desk. */
const personSchema = z.strictObject({
  name: z.string().trim().min(1),
  role: z.enum(ROLE_CODES),
  divisions: areaSchema,
});

/** people.csv of the data folder. */
export const PEOPLE_TABLE: ReviewedTable<Actor> = {
  columns: personSchema.keyof().options,
  row: personSchema,
  keyOf: ({ name }) => `“${name}”`,
};
