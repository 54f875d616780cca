import { readFileSync } from "node:fs";
import { z } from "zod";
import { cellName } from "#domain/form/cell-name";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import type { ClaimKind, Contradiction } from "#domain/narrative/claim";
import { findContradictions, FINDERS } from "#domain/narrative/contradictions";
import type { CheckedReport } from "#domain/report/checked-report";
import { reportOf } from "../checks/report-of";

const figuresSchema = z.object({
  requests: z.record(z.string(), z.array(z.number())),
  review: z.array(z.number()).optional(),
  direct_suit: z.array(z.number()).optional(),
  post_review_suit: z.array(z.number()).optional(),
  /** Cells of table 二 by name. */
  proactive: z.record(z.string(), z.number()).optional(),
});
const reportsSchema = z.record(
  z.string(),
  figuresSchema.extend({
    year: z.number(),
    scope: z.enum(["organ", "jurisdiction"]),
    last: figuresSchema.optional(),
  }),
);
const corpusSchema = z.object({
  sentences: z.array(
    z.object({
      report: z.string(),
      text: z.string(),
      questions: z.array(z.object({ kind: z.string(), figure: z.string() })),
    }),
  ),
});

const parsed = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../../fixtures/narrative/${name}.json`, import.meta.url), "utf8"),
  );

const reports = reportsSchema.parse(parsed("reports"));

function built(
  figures: z.infer<typeof figuresSchema>,
  facts: Pick<CheckedReport, "year" | "scope">,
  text: string,
): CheckedReport {
  const set: Record<string, number> = { ...figures.proactive };
  for (const line of REVIEW_LITIGATION.lines)
    REVIEW_LITIGATION.columns.forEach((column, index) => {
      set[cellName(line.code, column.code)] = figures[line.code]?.[index] ?? 0;
    });
  const sections = [{ code: "overview" as const, text }];
  return reportOf({ ...facts, requests: figures.requests, set, sections });
}

/** The questions raised on a text over the figures of one of the invented reports. */
function questionsOn(report: string, text: string): Contradiction[] {
  const figures = reports[report];
  if (!figures) throw new Error(`no report ${report} in reports.json`);
  const { year, scope, last } = figures;
  const before = last ? built(last, { year: year - 1, scope }, "") : null;
  return findContradictions(built(figures, { year, scope }, text), before);
}

/** How a corpus fares: sentences, planted mismatches found and missed, questions that are false. */
export interface Score {
  readonly sentences: number;
  readonly planted: number;
  readonly found: number;
  readonly missed: readonly string[];
  readonly false: readonly string[];
}

const isKind = (kind: string): kind is ClaimKind => kind === "self" || kind in FINDERS;

export function scoreOf(corpus: string): Score {
  const { sentences } = corpusSchema.parse(parsed(corpus));
  const missed: string[] = [];
  const wrong: string[] = [];
  let planted = 0;
  for (const { report, text, questions } of sentences) {
    const raised = [...questionsOn(report, text)];
    for (const { kind, figure } of questions) {
      if (!isKind(kind)) throw new Error(`${kind} is no kind of claim`);
      planted += 1;
      const index = raised.findIndex(
        (question) =>
          question.kind === kind &&
          (question.quoted.includes(figure) || figure.includes(question.quoted)),
      );
      if (index < 0) missed.push(`${kind} ${figure}: ${text}`);
      else raised.splice(index, 1);
    }
    for (const question of raised)
      wrong.push(
        `${question.kind} ${question.quoted} ${question.message} [${question.topic}]: ${text}`,
      );
  }
  return {
    sentences: sentences.length,
    planted,
    found: planted - missed.length,
    missed,
    false: wrong,
  };
}

/** Precision and recall in words. */
export function inWords(name: string, score: Score): string {
  const raised = score.found + score.false.length;
  const share = (part: number, whole: number): string =>
    `${((100 * part) / whole).toFixed(1)}% (${part}/${whole})`;
  return `${name}: ${score.sentences} sentences, precision ${share(score.found, raised)}, recall ${share(score.found, score.planted)}`;
}
