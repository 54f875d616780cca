import { EDITIONS } from "../form/edition";
import { SCOPE_CODES } from "../report/scope";
import { identityOutcomes } from "./arithmetic";
import type { Check } from "./check";

const EVERYWHERE = { editions: EDITIONS, scopes: SCOPE_CODES } as const;

/** Totals that the form declares, against their parts. */
export const TABLE_SUM_CHECKS = [
  {
    id: "T3-SUM",
    severity: "E",
    name: "表三办理结果合计",
    basis: "报告格式中，（七）总计为各办理结果之和",
    expression: "办理结果总计＝各办理结果之和，七列各自成立",
    question: "{message}。请核对该列各项办理结果与总计，何者有误？依据：{basis}。",
    tables: ["requests"],
    ...EVERYWHERE,
    evaluate: (subject) => identityOutcomes(subject, "requests", "down"),
  },
  {
    id: "T3-ROW",
    severity: "E",
    name: "表三申请人合计",
    basis: "报告格式中，总计列为六类申请人之和",
    expression: "总计＝六类申请人之和，每行各自成立；总计空白的按分项计算并请补填",
    question: "{message}。请核对该行各类申请人与总计，何者有误或漏填？依据：{basis}。",
    tables: ["requests"],
    ...EVERYWHERE,
    evaluate: (subject) => identityOutcomes(subject, "requests", "across"),
  },
  {
    id: "T4-SUM",
    severity: "E",
    name: "表四案件合计",
    basis: "报告格式中，总计为结果维持、结果纠正、其他结果、尚未审结之和",
    expression: "总计＝结果维持＋结果纠正＋其他结果＋尚未审结，三组各自成立",
    question: "{message}。请核对该组各项与总计，何者有误或漏填？依据：{basis}。",
    tables: ["review_litigation"],
    ...EVERYWHERE,
    evaluate: (subject) => identityOutcomes(subject, "review_litigation", "across"),
  },
] as const satisfies readonly Check[];
