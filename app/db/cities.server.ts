import { z } from "zod";
import { perGeneration } from "./per-generation.server";
import { rows } from "./rows.server";

const schema = z.object({ code: z.string(), city: z.string() });

/** The name of the city around each division; none of a city itself, and none where the province stands directly above. */
export const cities = perGeneration(async (): Promise<ReadonlyMap<string, string>> => {
  const found = await rows(
    `SELECT own.code, around.name AS city
     FROM divisions own JOIN divisions around ON around.code = own.city AND around.code <> own.code`,
    [],
    schema,
  );
  return new Map(found.map(({ code, city }) => [code, city]));
});
