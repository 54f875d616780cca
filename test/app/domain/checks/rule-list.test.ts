import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CheckRule } from "#domain/checks/check-rule";
import { CHECK_RULE_GROUPS, CHECK_RULES, checkRuleOf } from "#domain/checks/rule-list";

const FOLDER = "app/domain/checks/rules";
const files = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/, ""));

/** The rules that a file of the folder exports, as it is loaded. */
async function rulesIn(file: string): Promise<CheckRule[]> {
  const module: Record<string, unknown> = await import(
    `../../../../app/domain/checks/rules/${file}.ts`
  );
  const lists = Object.entries(module).filter(([name]) => name.endsWith("_RULES"));
  return lists.flatMap(([, rules]) => (Array.isArray(rules) ? rules : []));
}

describe("the list of rules", () => {
  it.each(files)(
    "has every rule of rules/%s, so that a rule is added in one file",
    async (file) => {
      const declared = await rulesIn(file);
      expect(declared.length).toBeGreaterThan(0);
      expect(declared.filter((rule) => !CHECK_RULES.includes(rule))).toEqual([]);
    },
  );

  it("has no rule but those of the folder, and none twice", async () => {
    const declared = (await Promise.all(files.map(rulesIn))).flat();
    expect(CHECK_RULES).toHaveLength(new Set(declared).size);
    expect(new Set(CHECK_RULES).size).toBe(CHECK_RULES.length);
  });

  it("finds a rule by its id, and none by an id that no rule bears", () => {
    for (const rule of CHECK_RULES) expect(checkRuleOf(rule.id)).toBe(rule);
    expect(checkRuleOf("X-NONE")).toBeUndefined();
  });

  it("keeps every group filled and named", () => {
    for (const { name, rules } of CHECK_RULE_GROUPS) {
      expect(name).not.toBe("");
      expect(rules.length, name).toBeGreaterThan(0);
    }
  });
});
