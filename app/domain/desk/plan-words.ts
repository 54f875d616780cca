import { formatPercent, formatPercentagePoints } from "../indicators/number-format";
import { BODY_KINDS, SCOPES } from "../report/body";
import { LEVELS } from "../report/division";
import { formatVerdict, type Verdict } from "../statistics/verdict";
import type { ComparedGroup, GoneFinding, MovedFigure, PlannedReport, VerdictFlip } from "./plan";

/** Why a finding is gone. */
export const FINDING_ENDS = {
  resolved: { name: "不再出现" },
  accepted: { name: "已接受说明" },
  corrected: { name: "已更正" },
  withdrawn: { name: "报告撤下" },
} as const satisfies Readonly<Record<GoneFinding["why"], { readonly name: string }>>;

/** 甲县人民政府2025年度报告; of another scope than the usual one with it. */
export function formatReportTitle({
  body,
  year,
  scope,
}: Pick<PlannedReport, "body" | "year" | "scope">): string {
  return `${body}${year}年度报告${scope === "jurisdiction" ? "" : `（${SCOPES[scope].name}）`}`;
}

/** 2025年度 · 县级 · 人民政府全辖区报告 */
export function formatComparedGroup({ year, level, scope, kind }: ComparedGroup): string {
  return `${year}年度 · ${LEVELS[level]} · ${BODY_KINDS[kind]}${SCOPES[scope].name}报告`;
}

/** 14.2% → 15.0%（+0.8个百分点） */
export function formatMove({ before, after }: Pick<MovedFigure, "before" | "after">): string {
  const share = (value: number | null): string =>
    value === null ? "无数" : formatPercent(value, 2);
  const change =
    before === null || after === null ? "" : `（${formatPercentagePoints(after - before, 2)}）`;
  return `${share(before)} → ${share(after)}${change}`;
}

/** 正常范围（在控制限以内）→ 显著偏高（高于99.8%控制上限） */
export function formatFlip({ before, after }: Pick<VerdictFlip, "before" | "after">): string {
  const words = (verdict: Verdict | null): string =>
    verdict === null ? "没有判断" : formatVerdict(verdict);
  return `${words(before)} → ${words(after)}`;
}
