import type { Successor } from "../report/boundary-changes";
import type { NamedAdjustedTotal } from "../comparison/adjusted-total";
import type { ReportRatio } from "../comparison/judged-body";
import type { Comparison } from "../comparison/comparison";
import type { Coverage } from "../comparison/coverage";
import type { LikeCounts } from "../comparison/like-counts";
import type { OutcomesOfYear } from "../comparison/outcome-years";
import type { IndicatorCode, YearOfIndicators } from "../indicators/indicators";
import type { ReportFinding } from "../report/report-finding";
import type { ReportRow } from "../report/report-row";
import type { BriefingChoices } from "./choices";

/** Whose report it is, as in a comparison. */
interface ReportingBody {
  /** Tells the body apart: its division, or its own id where a division has several of its kind. */
  readonly code: string;
  /** What it is called: its division, or its own name where a division has several of its kind. */
  readonly division: string;
}

/** A report that figures were taken from. */
export type SourceReport = ReportingBody &
  Pick<ReportRow, "id" | "body" | "year" | "published_on" | "document_hash" | "file">;

/** A finding with the body and the year of its report. */
export interface BriefingFinding extends ReportFinding, ReportingBody {
  readonly year: number;
}

/** An indicator with the bodies compared by it. */
export interface ComparedIndicator {
  readonly code: IndicatorCode;
  readonly comparison: Comparison;
}

/** All that a briefing is written from. */
export interface BriefingFacts {
  readonly choices: BriefingChoices;
  readonly areaName: string;
  /** Hash over all loaded rows, and the day they were loaded (YYYY-MM-DD). */
  readonly dataHash: string;
  readonly loadedOn: string;
  readonly coverage: Coverage;
  readonly series: readonly YearOfIndicators[];
  /** The counts among the indicators in the base year and this one, over the bodies that state them in both. */
  readonly likeCounts: Readonly<Record<string, LikeCounts | null>>;
  /** Those totals of the year that are others as the reports print them. */
  readonly adjusted: readonly NamedAdjustedTotal[];
  readonly mix: readonly OutcomesOfYear[];
  readonly comparisons: readonly ComparedIndicator[];
  /** The chosen filter's indicator of every body in the year to compare with, where a section is about the change. */
  readonly earlier: readonly ReportRatio[];
  /** Divisions that came from others or became others. */
  readonly register: readonly Successor[];
  /** Findings on the reports of the year, by division, the gravest first. */
  readonly findings: readonly BriefingFinding[];
  /** Those on reports of earlier years that nobody accepted, latest year first. */
  readonly earlierFindings: readonly BriefingFinding[];
  /** The reports of the years in the series, oldest first; none where the text is not proven and goes to nobody. */
  readonly sources: readonly SourceReport[];
}
