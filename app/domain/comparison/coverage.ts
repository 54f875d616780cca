import { absenceOf } from "../checks/filing";
import { ABSENCES, type ConfirmedAbsence } from "../report/absence";
import { formatPercent } from "../indicators/number-format";

/** A body whose report is due and not loaded, and what confirms that it was not published. */
export interface MissingBody {
  readonly code: string;
  readonly name: string;
  readonly confirmed: ConfirmedAbsence | null;
}

/** Who of those due has reported. */
export interface Coverage {
  /** Bodies that exist in the year, and those whose report is loaded. */
  readonly due: number;
  readonly reported: number;
  readonly missing: readonly MissingBody[];
  /** Cases handled in all reports loaded, and in those without an error in their cells. */
  readonly handled: number | null;
  readonly handled_clean: number | null;
  /** Reports with an error or a question that nobody accepted, whether or not it touches their figures. */
  readonly questioned: number;
}

/** 应报91个，已载入90个 */
export function formatCoverage({ due, reported }: Coverage): string {
  return `应报${due}个，已载入${reported}个`;
}

/** More missing bodies than this are counted, not named. */
export const NAMED_AT_MOST = 8;

/** Those of bodies that are missing in the same way. */
export interface MissingGroup<Body> {
  readonly name: string;
  readonly isConfirmed: boolean;
  readonly bodies: readonly Body[];
}

/** Missing bodies by what is known of their reports: 未载入 first, then 未公布, then 已撤下; no group without a body. */
export function groupMissing<Body extends Pick<MissingBody, "confirmed">>(
  missing: readonly Body[],
): MissingGroup<Body>[] {
  return (["not_loaded", "unpublished", "withdrawn"] as const)
    .map((absence) => ({
      name: ABSENCES[absence].name,
      isConfirmed: absence !== "not_loaded",
      bodies: missing.filter(({ confirmed }) => absenceOf(confirmed) === absence),
    }))
    .filter(({ bodies }) => bodies.length > 0);
}

/** 未载入：某区、某县；未公布：某市; undefined when none is missing. */
export function formatMissing({ missing }: Pick<Coverage, "missing">): string | undefined {
  if (missing.length === 0) return undefined;
  return groupMissing(missing)
    .map(
      ({ name, bodies }) =>
        `${name}：${bodies.length > NAMED_AT_MOST ? `${bodies.length}个` : bodies.map((body) => body.name).join("、")}`,
    )
    .join("；");
}

/** The clean share in per cent, rounded down: 100.0% only where it is all. */
export function formatCleanShare(share: number): string {
  return formatPercent(Math.floor(share * 1000) / 1000);
}

/**
 * How much of the cases handled comes from reports without errors: 按办理件数计，57.1%出自未发现差错的报告。 Never an
 * all-clear beside other findings: where every figure adds up, the reports with something open are named instead.
 */
export function formatClean(coverage: Coverage): string {
  const share = cleanShareOf(coverage);
  if (share === null) return "";
  if (share === 1 && coverage.questioned > 0)
    return `${coverage.questioned}份报告有核查发现，有待核实。`;
  return `按办理件数计，${formatCleanShare(share)}出自未发现差错的报告。`;
}

/** Share of the cases handled that reports without errors state, 0..1; null when nothing is handled. */
function cleanShareOf({ handled, handled_clean }: Coverage): number | null {
  if (handled === null || handled === 0) return null;
  return handled_clean === null ? 0 : handled_clean / handled;
}
