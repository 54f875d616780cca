import { EDITIONS } from "../form/edition";
import { PRINTED_CHECK } from "../form/requests";
import { SCOPE_CODES } from "../report/scope";
import { identityOutcomes } from "./arithmetic";
import type { Check } from "./check";

/** The one check that the form itself prints, for each of the seven columns. */
export const BALANCE_CHECKS = [
  {
    id: "T3-BAL",
    severity: "E",
    name: "表三四项平衡",
    basis: `表三印明的勾稽关系${PRINTED_CHECK}`,
    expression: "本年新收＋上年结转＝办理结果总计＋结转下年度，七列各自成立",
    question: "{message}。请核对该列四项数字，何者有误？依据：{basis}。",
    tables: ["requests"],
    editions: EDITIONS,
    scopes: SCOPE_CODES,
    evaluate: (subject) => identityOutcomes(subject, "requests", "balance"),
  },
] as const satisfies readonly Check[];
