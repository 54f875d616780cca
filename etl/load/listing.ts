import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { listingSchema, type Listing } from "./ledger";

export const MANIFEST = "manifest.csv";

const emptyAsNull = (value: unknown): unknown =>
  value === "" || value === undefined ? null : value;
const yearSchema = z
  .string()
  .regex(/^20\d\d$/, "应为四位年份")
  .transform(Number);

/** A line of manifest.csv; an empty field says nothing. */
const rowSchema = z
  .object({
    file: z.string().min(1),
    body: z.preprocess(emptyAsNull, listingSchema.shape.body),
    kind: z.preprocess(emptyAsNull, listingSchema.shape.kind),
    division: z.preprocess(emptyAsNull, listingSchema.shape.division),
    year: z.preprocess(emptyAsNull, yearSchema.nullable()),
    scope: z.preprocess(emptyAsNull, listingSchema.shape.scope),
    published_on: z.preprocess(emptyAsNull, listingSchema.shape.publishedOn),
    source: z.preprocess(emptyAsNull, listingSchema.shape.source),
  })
  .transform(({ file, published_on: publishedOn, ...rest }) => ({
    file,
    listing: listingSchema.parse({ ...rest, publishedOn }),
  }));

/** What the manifest.csv of a folder says of the documents in it; empty where it has none. */
export async function listingsIn(folder: string): Promise<ReadonlyMap<string, Listing>> {
  const text = await readFile(join(folder, MANIFEST), "utf8").catch(() => "");
  const rows: unknown[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  return new Map(
    rows.map((row, index): [string, Listing] => {
      const parsed = rowSchema.safeParse(row);
      if (parsed.success) return [parsed.data.file, parsed.data.listing];
      const flaws = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
      throw new Error(`${join(folder, MANIFEST)} 第${index + 2}行有误：${flaws.join("；")}。`);
    }),
  );
}
