import { z } from "zod";
import type { Successor } from "#domain/comparison/boundary";
import { perGeneration } from "./per-generation.server";
import { rows } from "./rows.server";

const schema: z.ZodType<Successor> = z.object({
  code: z.string(),
  name: z.string(),
  valid_from: z.int().nullable(),
  valid_to: z.int().nullable(),
  former_names: z.array(z.string()).nullable(),
  successors: z.array(z.string()),
});

/** Every division that came from another or became others. */
export const successions = perGeneration(async (): Promise<Successor[]> =>
  rows(
    `WITH heirs AS (SELECT unnest(successors) AS code FROM divisions)
       SELECT code, name, valid_from, valid_to, former_names, coalesce(successors, []) AS successors
       FROM divisions WHERE len(successors) > 0 OR code IN (SELECT code FROM heirs)
       ORDER BY code`,
    [],
    schema,
  ),
);
