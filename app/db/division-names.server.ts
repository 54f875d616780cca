import { z } from "zod";
import { perGeneration } from "./per-generation.server";
import { rows } from "./rows.server";

const schema = z.object({ code: z.string(), name: z.string() });

/** The name of every division by its code. */
export const divisionNames = perGeneration(
  async (): Promise<ReadonlyMap<string, string>> =>
    new Map(
      (await rows("SELECT code, name FROM divisions", [], schema)).map(({ code, name }) => [
        code,
        name,
      ]),
    ),
);
