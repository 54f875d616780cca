import { formatLineLabel } from "../../form/cell-label";
import { cellName } from "../../form/cell-name";
import { EDITIONS } from "../../form/edition";
import { BALANCE } from "../../form/identities";
import type { ReportValues } from "../../report/report-values";
import { explainMissingLastYear } from "../check-context";
import {
  type CheckRule,
  type CheckSubject,
  fails,
  holds,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";

/** Cases that both years must have handled before their mixes are compared. */
const ENOUGH_HANDLED = 30;
/** One-sided 0.5% for the fall and for the rise; two-sided 5% for the two lines together. */
const CRITICAL = { moved: 2.576, together: 1.96 } as const;

const FROM = "unable_not_held";
const OTHER = ["other_handling", "other_correction_overdue", "other_fee_overdue", "other_misc"];
const DESTINATIONS: readonly (readonly string[])[] = [
  ["unable_no_existing_information"],
  ["unable_unclear_after_correction"],
  OTHER,
];
const totalCellOf = (line: string): string => cellName(line, "total");

/** z of the difference of two shares with the pooled variance; 0 where there is none. */
export function zOfTwoShares(now: number, ofNow: number, last: number, ofLast: number): number {
  const pooled = (now + last) / (ofNow + ofLast);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / ofNow + 1 / ofLast));
  return deviation === 0 ? 0 : (now / ofNow - last / ofLast) / deviation;
}

const sumLines = (values: ReportValues, lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + (values.valueOf(totalCellOf(line)) ?? 0), 0);

const formatPercent = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)}%`;

/**
 * A fall of 不掌握 matched by a rise elsewhere: the fall and the rise are each beyond chance (z of
 * two shares of handled_total), while the two lines together changed no more than chance allows.
 */
function checkRelabelling({ context, values, before }: CheckSubject): RuleOutcome[] {
  const from = totalCellOf(FROM);
  const handled = totalCellOf(BALANCE.right[0]);
  if (!before) return [notEvaluable([from], explainMissingLastYear(context))];
  const [now, last] = [values.valueOf(from), before.values.valueOf(from)];
  const [ofNow, ofLast] = [values.valueOf(handled), before.values.valueOf(handled)];
  if (now === null || last === null || ofNow === null || ofLast === null)
    return [notEvaluable([from, handled], "本年或上年有数字缺失")];
  if (Math.min(ofNow, ofLast) < ENOUGH_HANDLED)
    return [notEvaluable([from, handled], `办理总计不足${ENOUGH_HANDLED}件，不作判断`)];
  const fall = -zOfTwoShares(now, ofNow, last, ofLast);
  const moved = DESTINATIONS.filter((lines) => {
    const [to, was] = [sumLines(values, lines), sumLines(before.values, lines)];
    const rise = zOfTwoShares(to, ofNow, was, ofLast);
    const together = zOfTwoShares(now + to, ofNow, last + was, ofLast);
    return fall > CRITICAL.moved && rise > CRITICAL.moved && Math.abs(together) < CRITICAL.together;
  });
  const comparison = { cells: [from, handled], left: now, right: last };
  const [lines] = moved;
  if (!lines) return [holds(comparison)];
  const [to, was] = [sumLines(values, lines), sumLines(before.values, lines)];
  const named = formatLineLabel(totalCellOf(lines[0] ?? FROM));
  const cells = [
    from,
    ...lines.map(totalCellOf).filter((name) => values.valueOf(name) !== null),
    handled,
  ];
  return [
    fails(
      {
        ...comparison,
        cells,
        expression: `${last}/${ofLast}→${now}/${ofNow}，${was}/${ofLast}→${to}/${ofNow}`,
      },
      `“${formatLineLabel(from)}”占比由${formatPercent(last, ofLast)}降至${formatPercent(now, ofNow)}，同时“${named}”${lines.length > 1 ? "等其他处理" : ""}由${formatPercent(was, ofLast)}升至${formatPercent(to, ofNow)}，两者合计基本未变`,
    ),
  ];
}

/** The check that a report fails when cases seem to have moved from 不掌握 to a neighbouring line. */
export const RELABELLING_RULE = "Y-LABEL";

/** Whether cases moved from 不掌握 to a neighbouring line between two years. */
export const RELABELLING_RULES = [
  {
    id: RELABELLING_RULE,
    severity: "W",
    name: "不掌握改列其他情形",
    basis: "《条例》第三十六条第四、五项与第三十条、第三十八条适用情形不同",
    expression: `不掌握占比下降与另一情形占比上升各自超出偶然（z＞${CRITICAL.moved}），两者合计占比变化不显著（|z|＜${CRITICAL.together}）`,
    request: "请说明答复类别的认定标准有无变化。",
    tables: ["requests"],
    editions: EDITIONS,
    scopes: ["jurisdiction", "organ"],
    rightIn: { lastYear: 0 },
    evaluate: checkRelabelling,
  },
] as const satisfies readonly CheckRule[];
