import { keysOf } from "../records";

/** Whoever publishes annual reports. */
export interface Body {
  readonly id: string;
  /** Its full name, as its latest report prints it. */
  readonly name: string;
  readonly kind: BodyKind;
  readonly divisionCode: string;
}

/** Kinds of reporting body; the statutory deadline depends on it (条例 art. 49). */
export const BODY_KINDS = {
  government: "人民政府",
  office: "政府办公厅（室）",
  department: "政府部门",
  township: "乡镇、街道",
  zone: "开发区、新区管委会",
} as const;
export type BodyKind = keyof typeof BODY_KINDS;
export const BODY_KIND_CODES = keysOf(BODY_KINDS);

/** The kinds of body of which a division has one. A zone has no division of its own but one around it. */
export const DIVISION_KINDS: readonly BodyKind[] = ["government", "office"];

/** Whether a report speaks for a government: its own, or that of its office or of a zone for all its bodies. */
export function speaksForGovernment(kind: BodyKind, scope: Scope): boolean {
  return (
    kind === "government" || ((kind === "office" || kind === "zone") && scope === "jurisdiction")
  );
}

/** What bodies of a kind are counted as: 地区 where a division has one of the kind, else 机关. */
export function bodyNoun(kind: BodyKind): "地区" | "机关" {
  return kind === "government" || kind === "office" ? "地区" : "机关";
}

/**
 * Whose figures a report states: those of every body of the jurisdiction, or of the body alone.
 * Reports of different scope are never compared.
 */
export const SCOPES = {
  jurisdiction: { name: "全辖区", meaning: "汇总本行政区域内各级行政机关的数据" },
  organ: { name: "本机关", meaning: "仅本机关自身的数据" },
  unknown: { name: "范围不明", meaning: "报告未说明数据范围，不参与比较" },
} as const;
export type Scope = keyof typeof SCOPES;
export const SCOPE_CODES = keysOf(SCOPES);
