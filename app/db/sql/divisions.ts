import { z } from "zod";
import { LEVEL_CODES } from "#domain/report/division";
import { datasetSchema } from "#domain/report/division-schema";

/** SQL of the years in which a division exists, as the code names them. */
export const lifespanColumns = (table = "divisions"): string =>
  `${table}.code, ${table}.name, ${table}.valid_from AS "validFrom", ${table}.valid_to AS "validTo",
   coalesce(${table}.former_names, []) AS "formerNames"`;

export const lifespanShape = {
  code: z.string(),
  name: z.string(),
  validFrom: z.int().nullable(),
  validTo: z.int().nullable(),
  formerNames: z.array(z.string()),
};

/** SQL of a division with the codes of those around it. */
export const divisionColumns = (table = "divisions"): string =>
  `${lifespanColumns(table)}, ${["level", "parent", "dataset", "city", "province"].map((column) => `${table}.${column}`).join(", ")}`;

export const divisionSchema = z.object({
  ...lifespanShape,
  level: z.enum(LEVEL_CODES),
  parent: z.string().nullable(),
  dataset: datasetSchema,
  city: z.string().nullable(),
  province: z.string(),
});
