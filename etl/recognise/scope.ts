import type { BodyKind, Scope } from "#domain/report/body";

/** Phrases that say the figures are those of every body of the jurisdiction. */
const JURISDICTION = [
  /(?:综合|汇总)[^。；]{0,40}(?:数据|情况)?[^。；]{0,12}编制/,
  /(?:数据|范围)[^。；]{0,20}全[省市县区州旗][^。；]{0,6}行政机关/,
  /全[省市县区州旗]各级(?:行政|国家)机关/,
  /汇总[^。；]{0,8}全[省市县区州旗]/,
  /汇总[^。；]{0,30}(?:部门|单位|街道|[乡镇])[^。；]{0,12}(?:数据|情况)/,
  /涵盖[^。；]{0,30}各?(?:县|区|乡|镇|街道)/,
];

/** Weaker phrases of the same meaning, which an office also uses of the work it leads. */
const WHOLE_AREA = [
  /全[省市县区州旗](?:各级行政机关)?(?:共|新|累计)*(?:受理|收到|接收|新收|收办|办理)[^。；]{0,12}(?:申请|件)/,
];

/** Phrases that say the figures are the body's own. */
const ORGAN = [
  /(?:仅|只)(?:为|含|包括|包含|限|统计|涉及)?本(?:机关|单位|级)/,
  /(?:我|本)(?:办(?!法|理)|局|委|厅|室|中心|街道|镇|乡)/,
  /(?:政府本级|市本级|区本级|县本级)/,
  /以[^。；，]{0,6}政府为被申请人/,
];

/** The texts of a report that may state its scope. */
export interface ScopeClues {
  readonly preface: string;
  readonly overview: string;
}

/**
 * The scope of a report, from the kind of its body and its own words; unknown where these say nothing or
 * contradict each other.
 */
export function inferScope(kind: BodyKind | null, { preface, overview }: ScopeClues): Scope {
  if (kind === "department" || kind === "township") return "organ";
  const states = (clues: readonly RegExp[], text: string): boolean =>
    clues.some((clue) => clue.test(text));
  const whole = states(JURISDICTION, preface);
  if (kind === "office") return whole ? "jurisdiction" : "organ";
  const text = `${preface}\n${overview}`;
  const jurisdiction = whole || states([...JURISDICTION, ...WHOLE_AREA], text);
  const organ = states(ORGAN, text);
  if (whole && !states(ORGAN, preface)) return "jurisdiction";
  if (jurisdiction === organ) return "unknown";
  return jurisdiction ? "jurisdiction" : "organ";
}
