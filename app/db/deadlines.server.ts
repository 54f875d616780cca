import { z } from "zod";
import { settingsIn, type DeadlineSetting } from "#domain/checks/deadline";
import { BODY_KIND_CODES } from "#domain/report/body-kind";
import { perGeneration } from "./per-generation.server";
import { rows } from "./rows.server";

const deadlineSchema = z.object({
  division: z.string().nullable(),
  kind: z.enum(BODY_KIND_CODES),
  years: z.array(z.int()).nullable(),
  month: z.int().nullable(),
  day: z.int().nullable(),
  basis: z.string(),
});

/** The dates that local notices set for the bodies of a division, the nearest notice first. */
export async function deadlinesIn(division: string): Promise<DeadlineSetting[]> {
  return settingsIn(division, await deadlines());
}

const deadlines = perGeneration(async (): Promise<DeadlineSetting[]> => {
  const found = await rows("SELECT * FROM deadlines", [], deadlineSchema);
  return found.map(({ division: code, years, month, day, ...setting }) => ({
    ...setting,
    ...(code === null ? {} : { division: code }),
    ...(years === null ? {} : { years }),
    due: month === null || day === null ? null : { month, day },
  }));
});
