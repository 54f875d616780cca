import { formatLineLabel } from "../form/cell-label";
import { cellByName } from "../form/cells";
import { cellName } from "../form/cell-name";
import { REQUESTS } from "../form/requests";
import { claimsIn } from "../narrative/claims";
import type { CheckedReport } from "../report/checked-report";
import { reportValuesOf } from "../report/report-values";

/**
 * Exchanging two whole outcome rows passes every sum, so a row needs other protection. `yes` and
 * `no` say whether a figure has it; `unknown`, that there is nothing to compare with.
 */
export type Protection = "yes" | "no" | "unknown";

export const PROTECTIONS = {
  label: "行标签已读取并匹配",
  narrative: "正文写明该数字",
  mix: "与本机关以往年度的构成相符",
} as const;

/** Which protections a row's figure has, and the row it may have been exchanged with. */
export interface RowProtection {
  readonly label: Protection;
  readonly narrative: Protection;
  readonly mix: Protection;
  /** Code of the outcome line that earlier years suggest instead; null where none. */
  readonly exchangedWith: string | null;
  /** That suspicion in a Chinese sentence. */
  readonly suspicion: string | null;
  /** One Chinese sentence. */
  readonly message: string;
}

/** How many times likelier or unlikelier an exchange must be to count as protected or as suspected. */
const ODDS = { protected: 20, suspected: 100 } as const;

const OUTCOME_LINES = REQUESTS.lines.flatMap((line) => ("sumOf" in line ? line.sumOf : []));
const totalCellOf = (line: string): string => cellName(line, "total");

/** The outcome totals that earlier years are compared by. */
export const OUTCOME_TOTALS: readonly string[] = OUTCOME_LINES.map(totalCellOf);

/** What is needed of an earlier report of the body. */
export type PastReport = Pick<CheckedReport, "scope" | "kind" | "cells" | "forms">;

function findInNarrative(report: CheckedReport, line: string, value: number): Protection {
  const counts = report.sections.flatMap((section) => claimsIn(section, report).counts);
  const exact = counts.filter(({ readings }) =>
    readings.some(
      ({ plus, minus }) => plus.length === 1 && plus[0] === totalCellOf(line) && minus.length === 0,
    ),
  );
  if (exact.length === 0) return "unknown";
  return exact.some(({ mention }) => mention.value === value) ? "yes" : "no";
}

interface MixComparison {
  readonly fits: Protection;
  readonly exchangedWith: string | null;
}

/** Under the pooled mix of earlier years, how much likelier the figures are than with two rows exchanged. */
function compareWithPastMix(
  report: CheckedReport,
  earlier: readonly PastReport[],
  line: string,
): MixComparison {
  const comparable = earlier.filter(
    ({ scope, kind }) => scope === report.scope && kind === report.kind,
  );
  const edition = report.forms.requests;
  const lines = OUTCOME_LINES.filter(
    (code) => edition && cellByName(totalCellOf(code))?.editions.includes(edition),
  );
  const pooled = lines.map((code) =>
    comparable.reduce(
      (sum, past) => sum + (reportValuesOf(past).valueOf(totalCellOf(code)) ?? 0),
      0.5,
    ),
  );
  const handled = pooled.reduce((sum, count) => sum + count, 0);
  if (comparable.length === 0 || handled < 10 + 0.5 * lines.length)
    return { fits: "unknown", exchangedWith: null };
  const own = lines.findIndex((code) => code === line);
  const value = reportValuesOf(report).valueOf(totalCellOf(line)) ?? 0;
  const odds = lines.map((code, index) => {
    const other = reportValuesOf(report).valueOf(totalCellOf(code)) ?? 0;
    if (index === own || other === value) return { code, log: null };
    return { code, log: (value - other) * Math.log((pooled[own] ?? 1) / (pooled[index] ?? 1)) };
  });
  const weighed = odds.flatMap(({ code, log }) => (log === null ? [] : { code, log }));
  const worst = weighed.reduce<{ code: string; log: number } | null>(
    (least, one) => (least === null || one.log < least.log ? one : least),
    null,
  );
  if (!worst) return { fits: "unknown", exchangedWith: null };
  if (worst.log < -Math.log(ODDS.suspected)) return { fits: "no", exchangedWith: worst.code };
  return { fits: worst.log > Math.log(ODDS.protected) ? "yes" : "unknown", exchangedWith: null };
}

const PROTECTION_NAMES: Record<Protection, string> = { yes: "有", no: "不符", unknown: "无" };

/**
 * The protections of an outcome line's total, 不掌握 unless another is named. `unmatched` holds the
 * lines that the reader placed without their label.
 */
export function assessRowProtection(
  report: CheckedReport,
  earlier: readonly PastReport[],
  line = "unable_not_held",
  unmatched: ReadonlySet<string> = new Set(),
): RowProtection {
  const cell = report.cells.get(totalCellOf(line));
  const label = !cell || cell.state === "illegible" || unmatched.has(line) ? "no" : "yes";
  const value = reportValuesOf(report).valueOf(totalCellOf(line));
  const narrative = value === null ? "unknown" : findInNarrative(report, line, value);
  const { fits, exchangedWith } = compareWithPastMix(report, earlier, line);
  const suspicion = exchangedWith
    ? `以往构成提示可能与“${formatLineLabel(totalCellOf(exchangedWith))}”一行互换`
    : null;
  const each = [
    `${PROTECTIONS.label}：${PROTECTION_NAMES[label]}`,
    `${PROTECTIONS.narrative}：${PROTECTION_NAMES[narrative]}`,
    `${PROTECTIONS.mix}：${PROTECTION_NAMES[fits]}`,
  ];
  const message = [each.join("，"), ...(suspicion === null ? [] : [suspicion])].join("；");
  return { label, narrative, mix: fits, exchangedWith, suspicion, message };
}
