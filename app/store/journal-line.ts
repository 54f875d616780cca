import { z } from "zod";
import type { JournalEntry } from "#domain/desk/journal";
import { hashOf } from "./content-hash";

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/u);
const valueSchema = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.record(z.string(), z.string()).readonly(),
]);
const lineSchema = z.object({
  /** Its number in the file, from 1. */
  line: z.int().positive(),
  /** Hash of the whole line before it. */
  prev: hashSchema,
  /** SHA-256 of the bytes of a line that was broken off just before it. */
  torn: hashSchema.optional(),
  at: z.iso.datetime(),
  actor: z.string(),
  /** A later program may know more actions. */
  action: z.string(),
  subject: z.string(),
  before: valueSchema,
  after: valueSchema,
  reason: z.string(),
  /** SHA-256 of the line as it would stand without this. */
  hash: hashSchema,
});
export type JournalLine = z.infer<typeof lineSchema>;

/** What the first line follows. */
export const FIRST_PREV = "0".repeat(64);

interface Place {
  readonly line: number;
  readonly prev: string;
  readonly torn?: string;
}

/** A line of the journal as it is written, without its end. */
export function writeLine(
  { line, prev, torn }: Place,
  { at, actor, action, subject, before, after, reason }: JournalEntry,
): { readonly text: string; readonly hash: string } {
  const place = { line, prev, ...(torn === undefined ? {} : { torn }) };
  const body = JSON.stringify({ ...place, at, actor, action, subject, before, after, reason });
  const hash = hashOf(body);
  return { text: `${body.slice(0, -1)},"hash":"${hash}"}`, hash };
}

/** Bytes of `,"hash":"…"}`. */
const SEAL = 75;

/** What the bytes of a line say; null where they are not what was written. */
export function readLine(bytes: Buffer): JournalLine | null {
  try {
    const line = lineSchema.parse(JSON.parse(bytes.toString("utf8")));
    const body = Buffer.concat([bytes.subarray(0, -SEAL), Buffer.from("}")]);
    const seal = bytes.subarray(-SEAL).toString("latin1");
    return seal === `,"hash":"${line.hash}"}` && hashOf(body) === line.hash ? line : null;
  } catch {
    return null;
  }
}
