import { keysOf } from "../records";

/** The limit that a body must be above to be named. */
export const HIGH_LIMIT = "99.8%控制上限";

/** Where a body lies in a funnel, from highest to lowest, then why nothing is said of it. */
export const VERDICTS = {
  high_998: { name: `高于${HIGH_LIMIT}`, short: "显著偏高", side: "high" },
  high_95: { name: "高于95%控制上限", short: "偏高", side: "high" },
  within: { name: "在控制限以内", short: "正常范围", side: "within" },
  low_95: { name: "低于95%控制下限", short: "偏低", side: "low" },
  low_998: { name: "低于99.8%控制下限", short: "显著偏低", side: "low" },
  too_few: { name: "件数过少，不作判断", short: "件数过少", side: null },
  impossible: { name: "分子大于分母，不作判断", short: "数据不符", side: null },
  group_too_small: { name: "组内可判断的地区过少，无法比较", short: "无法比较", side: null },
} as const satisfies Record<
  string,
  { name: string; short: string; side: "high" | "within" | "low" | null }
>;

/** 偏高（高于95%控制上限）; the reason alone where the body is not judged. */
export function formatVerdict(verdict: Verdict): string {
  const { name, short, side } = VERDICTS[verdict];
  return side === null ? name : `${short}（${name}）`;
}

export type Verdict = keyof typeof VERDICTS;

export const VERDICT_CODES = keysOf(VERDICTS);

/**
 * The least denominator for which a rate is shown as a rate, ranked or judged. 30 is customary in official
 * statistics; below it the 95% interval of a share is more than 30 points wide in the middle. Declared here, where
 * nothing is calculated, so that a page that only names the floor does not load the normal distribution.
 */
export const RATE_FLOOR = 30;

/**
 * The least number of judged bodies that makes a group: with fewer, neither the spread between ordinary bodies nor
 * the absence of an outlier can be told, so nobody is judged and nobody is cleared.
 */
export const LEAST_JUDGED = 12;

/** Groups with fewer judged bodies than this take the spread between bodies from other years as well. */
export const LEAST_FOR_OWN_SPREAD = 20;

/** The least number of judgeable bodies in a group chosen in the place of the whole province's. */
export const LEAST_FOR_OTHER_YARDSTICK = 20;

/** Largest adjusted p at which a body may be named: of the bodies named, at most 5% are expected to be false. */
export const NAMING_LEVEL = 0.05;

/** The probability beyond one limit, on each side: 99.8% limits leave 0.1% above and 0.1% below. */
export const ALARM_LEVELS = { "998": 0.001, "95": 0.025 } as const;

/** False for the verdicts that only give a reason: too few cases, impossible counts, too small a group. */
export function isJudged(verdict: Verdict): boolean {
  return VERDICTS[verdict].side !== null;
}

/** The verdict that two one-sided p-values give. */
export function verdictFor(high: number, low: number): Verdict {
  if (high <= ALARM_LEVELS["998"]) return "high_998";
  if (low <= ALARM_LEVELS["998"]) return "low_998";
  if (high <= ALARM_LEVELS["95"]) return "high_95";
  if (low <= ALARM_LEVELS["95"]) return "low_95";
  return "within";
}
