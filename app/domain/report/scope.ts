/**
 * Whose figures a report states: those of every body of the jurisdiction, or of the body alone.
 * Reports of different scope are never compared (indicators.md 5).
 */
export const SCOPES = {
  jurisdiction: { name: "全辖区", meaning: "汇总本行政区域内各级行政机关的数据" },
  organ: { name: "本机关", meaning: "仅本机关自身的数据" },
  unknown: { name: "范围不明", meaning: "报告未说明数据范围，不参与比较" },
} as const;
export type Scope = keyof typeof SCOPES;
export const SCOPE_CODES = ["jurisdiction", "organ", "unknown"] as const satisfies readonly Scope[];
