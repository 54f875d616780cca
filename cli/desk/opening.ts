import { readFile, rm, writeFile } from "node:fs/promises";
import { z } from "zod";
import type { DeskFolder } from "#store/desk-folder";

/** Times that a process may end while it opens one file, before that file is refused. */
const MOST_DEATHS = 2;

const noteSchema = z.object({ id: z.string(), times: z.int().nonnegative() });

/**
 * Opens what waits under a note that outlives this process: an archive may take it all its memory, and would, again and
 * again, whoever is started after it.
 * @returns "deadly" where the process ended twice on this document; it is not opened then
 */
export async function openUnderNote<Result>(
  { opening }: Pick<DeskFolder, "opening">,
  id: string,
  open: () => Promise<Result>,
): Promise<Result | "deadly"> {
  const before = await readNote(opening);
  const deaths = before?.id === id ? before.times : 0;
  if (deaths >= MOST_DEATHS) {
    await rm(opening, { force: true });
    return "deadly";
  }
  await writeFile(opening, JSON.stringify({ id, times: deaths + 1 }));
  try {
    return await open();
  } finally {
    await rm(opening, { force: true });
  }
}

async function readNote(path: string): Promise<z.infer<typeof noteSchema> | null> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}
