import { keysOf } from "../records";

/** How grave a finding is. Tolerance is 0 for counts. */
export const SEVERITIES = {
  E: { name: "差错", meaning: "算术或法定要求上的差错" },
  W: { name: "说明", meaning: "请报告机关说明或确认" },
  I: { name: "提示", meaning: "供核查人员参考" },
} as const;
export type Severity = keyof typeof SEVERITIES;
export const SEVERITY_CODES = keysOf(SEVERITIES);
