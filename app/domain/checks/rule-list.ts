import type { CheckRule } from "./check-rule";
import { ACROSS_YEAR_RULES } from "./rules/across-years";
import { COMPLETENESS_RULES } from "./rules/completeness";
import { COPIED_TEXT_RULES } from "./rules/copied-text";
import { EDITION_RULES } from "./rules/edition";
import { HIERARCHY_RULES } from "./rules/hierarchy";
import { NARRATIVE_RULES } from "./rules/narrative";
import { PROACTIVE_DISCLOSURE_RULES } from "./rules/proactive-disclosure";
import { RELABELLING_RULES } from "./rules/relabelling";
import { STATEMENT_RULES } from "./rules/statements";
import { TABLE_ARITHMETIC_RULES } from "./rules/table-arithmetic";
import { TIMELINESS_RULES } from "./rules/timeliness";
import { WHOLE_NUMBER_RULES } from "./rules/whole-numbers";

/** The rules by what they look at, in the order in which people read them. */
export const CHECK_RULE_GROUPS: readonly {
  readonly name: string;
  readonly rules: readonly CheckRule[];
}[] = [
  { name: "表内平衡与合计", rules: TABLE_ARITHMETIC_RULES },
  { name: "件数", rules: WHOLE_NUMBER_RULES },
  { name: "表二主动公开", rules: PROACTIVE_DISCLOSURE_RULES },
  { name: "与上年报告", rules: [...ACROSS_YEAR_RULES, ...RELABELLING_RULES] },
  { name: "与下级报告", rules: HIERARCHY_RULES },
  { name: "文字", rules: [...NARRATIVE_RULES, ...COPIED_TEXT_RULES] },
  { name: "内容齐全", rules: [...COMPLETENESS_RULES, ...STATEMENT_RULES] },
  { name: "期限与格式", rules: [...TIMELINESS_RULES, ...EDITION_RULES] },
];

/** Every rule, declared once each. */
export const CHECK_RULES: readonly CheckRule[] = CHECK_RULE_GROUPS.flatMap(({ rules }) => rules);

const RULE_BY_ID = new Map(CHECK_RULES.map((rule) => [rule.id, rule]));

/** The rule of an id; undefined for an id that no rule bears. */
export function checkRuleOf(id: string): CheckRule | undefined {
  return RULE_BY_ID.get(id);
}

/** What a page shows of the rules: all but how they are evaluated. */
export function describeCheckRules() {
  return CHECK_RULES.map(({ id, name, severity, expression, basis }) => ({
    id,
    name,
    severity,
    expression,
    basis,
  }));
}
