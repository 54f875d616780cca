import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { SCOPE_CODES } from "#domain/report/body";

const FIXTURES = join(import.meta.dirname, "../../fixtures/documents");
/** Documents with trouble; the sources of mutations are those that are to be read whole. */
const CASES = join(FIXTURES, "cases");
export const LAYOUTS = join(FIXTURES, "real-layouts");
const ENDING = ".expected.json";

/** What must be read of a document that is sound. */
const expectedSchema = z.object({
  body: z.string(),
  year: z.int(),
  scope: z.enum(SCOPE_CODES).optional(),
  publishedOn: z.string().optional(),
  /** Every cell with a number, by table/line.column. */
  cells: z.record(z.string(), z.number()),
});

export interface KnownDocument {
  /** Path under its collection, the ending included. */
  readonly name: string;
  readonly path: string;
  readonly expected: z.infer<typeof expectedSchema>;
}

/** The documents of the cases and the real layouts whose every cell is known. */
export const KNOWN_DOCUMENTS: readonly KnownDocument[] = [CASES, LAYOUTS].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ENDING))
    .sort()
    .flatMap((file): KnownDocument[] => {
      const parsed = expectedSchema.safeParse(JSON.parse(readFileSync(join(folder, file), "utf8")));
      const name = file.slice(0, -ENDING.length);
      return parsed.success ? [{ name, path: join(folder, name), expected: parsed.data }] : [];
    }),
);
