import { z } from "zod";
import { INDICATOR_CODES } from "../indicators/indicators";
import { BODY_KIND_CODES, SCOPE_CODES } from "../report/body";
import { LEVEL_CODES } from "../report/division";
import { SEVERITY_CODES } from "../report/severity";
import { VERDICT_CODES } from "../statistics/verdict";

/** A change of a province's share from which on people must hear of it: a tenth of a percentage point. */
export const NOTABLE_CHANGE = 0.001;

/** Reports that are compared with each other: what a figure of a province is made of. */
const comparedGroupSchema = z.object({
  province: z.string(),
  year: z.int(),
  level: z.enum(LEVEL_CODES),
  scope: z.enum(SCOPE_CODES),
  kind: z.enum(BODY_KIND_CODES),
});
export type ComparedGroup = z.infer<typeof comparedGroupSchema>;

const plannedReportSchema = z.object({
  id: z.string(),
  body: z.string(),
  division: z.string(),
  division_code: z.string(),
  ...comparedGroupSchema.shape,
  /** SHA-256 of its document, and what people call it. */
  document: z.string(),
  file: z.string(),
});
export type PlannedReport = z.infer<typeof plannedReportSchema>;

const changedReportSchema = plannedReportSchema.extend({
  /** What people call the document before. */
  fileBefore: z.string(),
  /** Cells whose number in sums is another. */
  cells: z.int().nonnegative(),
  /** Cells that had a number in sums and have none now. */
  lost: z.int().nonnegative(),
});
export type ChangedReport = z.infer<typeof changedReportSchema>;

const sidesSchema = z.object({ numerator: z.number(), denominator: z.number() });

/** A report with what it does to a figure. */
const moverSchema = z.object({
  report: z.string(),
  name: z.string(),
  /** What it states before and after; null where it does not enter the figure. */
  before: sidesSchema.nullable(),
  after: sidesSchema.nullable(),
  /** The change of the share if this report alone changed; null where there is no share without it. */
  effect: z.number().nullable(),
  cells: z.array(
    z.object({
      cell: z.string(),
      before: z.number().nullable(),
      after: z.number().nullable(),
    }),
  ),
});
export type Mover = z.infer<typeof moverSchema>;

/** A figure of a province that becomes another. */
const movedFigureSchema = z.object({
  group: comparedGroupSchema,
  provinceName: z.string(),
  indicator: z.enum(INDICATOR_CODES),
  /** Shares 0..1; null where no report states it. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** The reports that move it most, the most first, and how many there are. */
  movers: z.array(moverSchema),
  moversInAll: z.int().nonnegative(),
});
export type MovedFigure = z.infer<typeof movedFigureSchema>;

const plannedFindingSchema = z.object({
  fingerprint: z.string(),
  report: z.string(),
  /** Body and year. */
  name: z.string(),
  check: z.string(),
  severity: z.enum(SEVERITY_CODES),
  message: z.string(),
});
export type PlannedFinding = z.infer<typeof plannedFindingSchema>;

const goneFindingSchema = plannedFindingSchema.extend({
  why: z.enum(["resolved", "accepted", "corrected", "withdrawn"]),
});
export type GoneFinding = z.infer<typeof goneFindingSchema>;

/** A body of which a comparison says another thing. */
const verdictFlipSchema = z.object({
  group: comparedGroupSchema,
  indicator: z.enum(INDICATOR_CODES),
  report: z.string(),
  division: z.string(),
  /** Null where nothing was said: no report, or it does not state the rate. */
  before: z.enum(VERDICT_CODES).nullable(),
  after: z.enum(VERDICT_CODES).nullable(),
  /** Whether its own report is added, replaced, withdrawn or reckoned anew; else the others moved the limits. */
  isOwn: z.boolean(),
});
export type VerdictFlip = z.infer<typeof verdictFlipSchema>;

const unusedDocumentSchema = z.object({
  file: z.string(),
  state: z.enum(["refused", "duplicate", "superseded"]),
  reason: z.string(),
});
export type UnusedDocument = z.infer<typeof unusedDocumentSchema>;

/** What publishing changes for readers. */
const planChangesSchema = z.object({
  added: z.array(plannedReportSchema),
  replaced: z.array(changedReportSchema),
  withdrawn: z.array(plannedReportSchema),
  /** Of the same document, though other numbers enter sums: by a correction, or another program. */
  reckonedAnew: z.array(changedReportSchema),
  /** Documents that were handed in and are not used, for the first time. */
  unused: z.array(unusedDocumentSchema),
  figures: z.array(movedFigureSchema),
  findings: z.object({ added: z.array(plannedFindingSchema), gone: z.array(goneFindingSchema) }),
  verdicts: z.array(verdictFlipSchema),
  /** Corrections that were applied, or are new, and are not applied. */
  correctionsRefused: z.array(
    z.object({ report: z.string(), cell: z.string(), refusal: z.string() }),
  ),
});
export type PlanChanges = z.infer<typeof planChangesSchema>;

/** One of what a note is about, in words, and the report that it is of; null where it is of none, or of several. */
const noteDetailSchema = z.object({ words: z.string(), report: z.string().nullable() });
export type PlanNoteDetail = z.infer<typeof noteDetailSchema>;

/** What must be read before publishing, or keeps from it. */
const noteSchema = z.object({
  sentence: z.string(),
  details: z.array(noteDetailSchema),
  /** Address of a page that shows it; null where none does. */
  link: z.string().nullable(),
});
export type PlanNote = z.infer<typeof noteSchema>;

const warningSchema = noteSchema.extend({
  /** Made of what it says: one that says another thing must be ticked again. */
  id: z.string(),
});
export type PlanWarning = z.infer<typeof warningSchema>;

const versionNameSchema = z.object({
  generation: z.int().positive(),
  dataHash: z.string(),
  reports: z.int().nonnegative(),
});

export const planSchema = z.object({
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  /** The version in use; null before the first. */
  from: versionNameSchema.nullable(),
  /** What would be published; null where nothing has changed. */
  to: versionNameSchema.nullable(),
  /** What the folder and the tables looked like when it was made. */
  inputs: z.string(),
  changes: planChangesSchema,
  warnings: z.array(warningSchema),
  errors: z.array(noteSchema),
});
export type Plan = z.infer<typeof planSchema>;

/** The warnings of a plan that were not ticked. */
export function warningsUnread(
  { warnings }: Pick<Plan, "warnings">,
  ticked: readonly string[],
): PlanWarning[] {
  return warnings.filter(({ id }) => !ticked.includes(id));
}

/** How far the process that plans, publishes or restores has come, or how the last one ended. */
export const publishProgressSchema = z.object({
  task: z.enum(["plan", "publish", "restore"]),
  by: z.string(),
  startedAt: z.iso.datetime(),
  state: z.enum(["running", "done", "failed", "cancelled"]),
  /** What it is at; null before it has begun. Of a total of 1 a part is done. */
  stage: z.object({ name: z.string(), done: z.number(), total: z.int() }).nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Why it failed, or what is to be known of what was done. */
  reason: z.string().nullable(),
  /** The version that was published or restored. */
  published: versionNameSchema.nullable(),
});
export type PublishProgress = z.infer<typeof publishProgressSchema>;

/** How far a process has come that begins now. */
export function beginProgress(
  { task, by }: Pick<PublishProgress, "task" | "by">,
  now: Date,
): PublishProgress {
  return {
    task,
    by,
    startedAt: now.toISOString(),
    state: "running",
    stage: null,
    endedAt: null,
    reason: null,
    published: null,
  };
}
