import { z } from "zod";
import { keysOf } from "../records";
import { BODY_KIND_CODES, SCOPE_CODES } from "../report/body";
import { identitySchema } from "../report/identity";
import { readIssueSchema } from "../report/read-issue";
import { INTAKE_STATES } from "./intake-state";

const INTAKE_STATE_CODES = keysOf(INTAKE_STATES);

/** What a part of an identity was taken from. */
export const IDENTITY_BASES = {
  document: "文件写明",
  clues: "据文件中的线索",
  manifest: "清单或人工指定",
  unknown: "没有认出",
} as const;
export type IdentityBasis = keyof typeof IDENTITY_BASES;
const basisSchema = z.enum(keysOf(IDENTITY_BASES));

/** Another document of the same content or of the same report. */
const otherDocumentSchema = z.strictObject({
  /** What people call it. */
  name: z.string(),
  /** Its report; null where it has none. */
  report: z.string().nullable(),
  /** Whether readers see it now; else it waits at the desk. */
  isLoaded: z.boolean(),
});
export type OtherDocument = z.infer<typeof otherDocumentSchema>;

/** By the rule of a load: the one published last counts, then the one that came last. */
const VERSION_ORDERS = ["newer", "older"] as const;

/** What the reader made of a document. */
const intakeReadingSchema = z.strictObject({
  /** Key of the whole reading in the cache of readings. */
  key: z.string(),
  /** What was recognised of whose report it is, each null where it was not. */
  found: z.strictObject({
    body: z.string().nullable(),
    kind: z.enum(BODY_KIND_CODES).nullable(),
    division: z.string().nullable(),
    year: z.int().nullable(),
    scope: z.enum(SCOPE_CODES),
  }),
  /** Whose report it is; null where it cannot be used. */
  identity: identitySchema.nullable(),
  why: z.strictObject({ body: basisSchema, year: basisSchema, scope: basisSchema }),
  publishedOn: z.iso.date().nullable(),
  source: z.string().nullable(),
  /** Cells that were found, and those of them whose text makes no number though it is none of the known signs. */
  cells: z.int().nonnegative(),
  illegible: z.int().nonnegative(),
  /** Errors are what was left out, warnings what was read in spite of a flaw. */
  problems: z.array(readIssueSchema),
  /** Sentences on where the document contradicts the name of its file or its row of the manifest. */
  contradictions: z.array(z.string()),
});
export type IntakeReading = z.infer<typeof intakeReadingSchema>;

/** One document that was handed in at the desk. */
export const intakeRecordSchema = z.strictObject({
  /** The first 16 digits of its hash, and a number behind where one content came under several names. */
  id: z.string().regex(/^[0-9a-f]{16}(?:-\d{1,4})?$/u),
  /** The name that people gave it, with the folder or the archive that it came in: data, never a path. */
  name: z.string().min(1),
  /** SHA-256; null of a file that was never taken in, such as an encrypted one in an archive. */
  hash: z.string().nullable(),
  bytes: z.int().nonnegative(),
  /** Its file in the folder of documents, and never elsewhere; null of a file that was never taken in. */
  file: z
    .string()
    .regex(/^[\w-]+\.\w+$/u)
    .nullable(),
  receivedAt: z.iso.datetime(),
  receivedBy: z.string(),
  /** What came together. */
  batch: z.string(),
  state: z.enum(INTAKE_STATE_CODES),
  /** When it was read or refused; null before. */
  settledAt: z.iso.datetime().nullable(),
  /** Null of one that was not read, or of which nothing could be read. */
  reading: intakeReadingSchema.nullable(),
  /** Why no figure of it is used, in one sentence; null of one that names its report. */
  refusal: z.string().nullable(),
  /** The document of which it is a copy. */
  duplicateOf: otherDocumentSchema.nullable(),
  /** Another document of the same report, and whether this one will count in its place. */
  otherVersion: otherDocumentSchema.extend({ order: z.enum(VERSION_ORDERS) }).nullable(),
});
export type IntakeRecord = z.infer<typeof intakeRecordSchema>;

/** Whether something was said of what was read that a person looks at, or has looked at. */
export function hasBeenDoubted({ reading }: IntakeRecord): boolean {
  return reading !== null && (reading.problems.length > 0 || reading.illegible > 0);
}
