/** Kinds of reporting body; the statutory deadline depends on it (条例 art. 49). */
export const BODY_KINDS = {
  government: "人民政府",
  office: "政府办公厅（室）",
  department: "政府部门",
  township: "乡镇、街道",
} as const;
export type BodyKind = keyof typeof BODY_KINDS;
export const BODY_KIND_CODES = [
  "government",
  "office",
  "department",
  "township",
] as const satisfies readonly BodyKind[];

/** What bodies of a kind are counted as: of a division with one of them, the division stands for it. */
export function nounOf(kind: BodyKind): "地区" | "机关" {
  return kind === "government" || kind === "office" ? "地区" : "机关";
}
