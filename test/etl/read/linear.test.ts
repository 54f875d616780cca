import process from "node:process";
import { describe, expect, it } from "vitest";
import { openReader } from "#etl/reading/reader";
import { UnreadableDocument } from "#etl/read/document";
import { HOSTILE_DOCUMENTS } from "../../support/documents/hostile";

/** How many times more of the same a reader gets, and how many times the time it may take. */
const MORE = 4;
/** A quadratic reader takes 16 times as long; the compiler and the collector of garbage disturb. */
const MOST_TIMES = 10;
/** Milliseconds of the processor within which nothing is measured. */
const FLOOR = 150;
/** A reader that is linear shows it in one of so many tries. */
const TRIES = 3;

const reader = openReader();

/** Milliseconds of the processor for reading or refusing a document. */
async function costOf(bytes: Uint8Array, file: string): Promise<number> {
  const format = file.split(".").at(-1) ?? "";
  const began = process.cpuUsage();
  try {
    await reader(bytes, { file, format, manifest: null });
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
  }
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

describe("reading or refusing", () => {
  it.each(Object.entries(HOSTILE_DOCUMENTS))(
    `%s takes no more than in proportion`,
    async (_, { file, few, of }) => {
      await costOf(of(3), file);
      let less = 0;
      let more = 0;
      for (let tries = 0; tries < TRIES; tries += 1) {
        less = await costOf(of(Math.ceil(few / MORE)), file);
        more = await costOf(of(few), file);
        if (more <= FLOOR + MOST_TIMES * less) break;
      }
      expect(more).toBeLessThan(FLOOR + MOST_TIMES * less);
    },
    30_000,
  );
});
