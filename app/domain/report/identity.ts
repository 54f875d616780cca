import { z } from "zod";
import { BODY_KIND_CODES, SCOPE_CODES } from "./body";
import { divisionCodeSchema } from "./division-schema";

/** Who reported, on which year, about what. */
export const identitySchema = z.strictObject({
  reportId: z.string(),
  bodyId: z.string(),
  body: z.string(),
  kind: z.enum(BODY_KIND_CODES),
  division: divisionCodeSchema,
  year: z.int(),
  scope: z.enum(SCOPE_CODES),
});
export type Identity = z.infer<typeof identitySchema>;
