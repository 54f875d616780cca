import { z } from "zod";

/**
 * How a published database is laid down. The load writes it, the app only reads it:
 *
 *     generations/current.json    the pointer, replaced by rename
 *     generations/<n>.duckdb      a database, never written again
 *     generations/<n>.json        its manifest
 *     archive/<aa>/<hash>         every document by the SHA-256 of its content
 */
export const VERSIONS_FOLDER = "generations";
export const ARCHIVE_FOLDER = "archive";
export const POINTER_FILE = "current.json";

export const pointerSchema = z.object({
  generation: z.int().positive(),
  /**
   * The highest number that was ever in use: a database of a higher one was laid down by a process that ended before it
   * put it into use. The first programs did not say.
   */
  newest: z.int().positive().optional(),
  /** Where an older version was put back: the one that was in use until then, and when. */
  restored: z.object({ from: z.int().positive(), at: z.iso.datetime() }).optional(),
});
export type Pointer = z.infer<typeof pointerSchema>;

export function databaseFileOf(generation: number): string {
  return `${generation}.duckdb`;
}

export function manifestFileOf(generation: number): string {
  return `${generation}.json`;
}

/** Where in the archive a document of this content lies. */
export function archivePathOf(hash: string): string {
  return `${hash.slice(0, 2)}/${hash}`;
}

/** What a database must contain: counted and summed when it was written. */
export const manifestSchema = z.object({
  generation: z.int().positive(),
  loadedAt: z.iso.datetime(),
  /** SCHEMA_HASH of the program that wrote it; the first programs wrote none. */
  layout: z.string().default(""),
  /** SHA-256 of the file. */
  sha256: z.string().length(64),
  bytes: z.int().positive(),
  /** Hash over all rows; equal inputs give equal hashes whenever they are loaded. */
  dataHash: z.string().length(64),
  /** Hash over all that the load read; equal hashes mean that there is nothing to do. */
  inputHash: z.string().length(64),
  rows: z.record(z.string(), z.int().nonnegative()),
  /** Sum of each cell's column in `reports`; null where no report prints a number. */
  sums: z.record(z.string(), z.number().nullable()),
});
export type Manifest = z.infer<typeof manifestSchema>;
