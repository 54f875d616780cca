import type { TextComparison } from "../narrative/copied-text";
import { describeBoundaryChanges, type Successor } from "../report/boundary-changes";
import type { CheckedReport } from "../report/checked-report";
import { existsIn } from "../report/division";
import { type DeadlineSetting, settingsFor } from "./deadline";

/** A report of a division below: its figures alone are compared. */
export type ChildReport = Pick<
  CheckedReport,
  "divisionCode" | "year" | "scope" | "forms" | "cells"
>;

/** What else is loaded and bears on a report. Everything in it may be missing. */
export interface CheckContext {
  /** Reports of the same body for the year before, of whatever scope. */
  readonly lastYear: readonly CheckedReport[];
  /** Whole-jurisdiction reports of the divisions directly below, for the same year, one a division. */
  readonly children: readonly ChildReport[];
  /** How many divisions stand directly below in that year, by the register; null where none. */
  readonly childrenExpected: number | null;
  /** What became of the boundaries since the year before, in words; null where they stayed. */
  readonly boundary: string | null;
  /** Settings beside the statutory dates, the first that fits wins. */
  readonly deadlines: readonly DeadlineSetting[];
  /** How its own words compare with those of other reports; null where they were not compared. */
  readonly words: TextComparison | null;
}

/** The context of a report of which nothing else is loaded. */
export const EMPTY_CONTEXT: CheckContext = {
  lastYear: [],
  children: [],
  childrenExpected: null,
  boundary: null,
  deadlines: [],
  words: null,
};

/** A division of the register as contexts need it. */
export interface ContextDivision extends Successor {
  /** Code of the division around it; null for a province. */
  readonly parent: string | null;
}

/** What is loaded. Reports come in the order in which the database stores them. */
interface LoadedReports {
  readonly divisions: readonly ContextDivision[];
  readonly deadlines: readonly DeadlineSetting[];
  /** The reports of a body for a year, of whatever scope. */
  readonly ofBody: (bodyId: string, year: number) => Promise<readonly CheckedReport[]>;
  /** The whole-jurisdiction reports of some divisions for a year. */
  readonly ofJurisdictions: (
    codes: readonly string[],
    year: number,
  ) => Promise<readonly ChildReport[]>;
  readonly wordsOf: (reportId: string) => Promise<TextComparison>;
}

/** What tells which reports bear on one. */
interface ReportIdentity {
  readonly reportId: string;
  readonly bodyId: string;
  readonly divisionCode: string;
  readonly year: number;
}

/**
 * Makes the context of any loaded report. A load and a page both take theirs from here, so that they
 * evaluate the same rules on the same reports.
 */
export class CheckContexts {
  readonly #loaded: LoadedReports;
  readonly #below = new Map<string, ContextDivision[]>();
  readonly #boundaries = new Map<number, ReadonlyMap<string, string>>();

  constructor(loaded: LoadedReports) {
    this.#loaded = loaded;
    for (const division of loaded.divisions) {
      if (division.parent === null) continue;
      const siblings = this.#below.get(division.parent);
      if (siblings) siblings.push(division);
      else this.#below.set(division.parent, [division]);
    }
  }

  async contextOf({ reportId, bodyId, divisionCode, year }: ReportIdentity): Promise<CheckContext> {
    const { deadlines, ofBody, ofJurisdictions, wordsOf } = this.#loaded;
    const below = (this.#below.get(divisionCode) ?? []).filter((child) => existsIn(child, year));
    const codes = below.map(({ code }) => code);
    const [lastYear, children, words] = await Promise.all([
      ofBody(bodyId, year - 1),
      codes.length === 0 ? [] : ofJurisdictions(codes, year),
      wordsOf(reportId),
    ]);
    return {
      lastYear,
      // A division may have two whole-jurisdiction reports, as of its government and its office: the last counts.
      children: [...new Map(children.map((child) => [child.divisionCode, child])).values()],
      childrenExpected: codes.length === 0 ? null : codes.length,
      boundary: this.#boundariesIn(year).get(divisionCode) ?? null,
      deadlines: settingsFor(divisionCode, deadlines),
      words,
    };
  }

  #boundariesIn(year: number): ReadonlyMap<string, string> {
    const known = this.#boundaries.get(year);
    if (known) return known;
    const made = describeBoundaryChanges(year, this.#loaded.divisions);
    this.#boundaries.set(year, made);
    return made;
  }
}

/** The report of the year before, of the same body and scope; null where none may be compared. */
export function lastYearReportOf(
  report: CheckedReport,
  context: CheckContext,
): CheckedReport | null {
  if (report.scope === "unknown" || context.boundary !== null) return null;
  const { year, scope, kind } = report;
  const last = context.lastYear.find(
    (earlier) => earlier.year === year - 1 && earlier.scope === scope && earlier.kind === kind,
  );
  return last ?? null;
}

/** Why there is no report of the year before to compare with. */
export function explainMissingLastYear({ boundary }: CheckContext): string {
  return boundary === null
    ? "未载入同一机关、同一范围的上年报告"
    : `${boundary}，与上年范围不同，跨年数字不作比较`;
}
