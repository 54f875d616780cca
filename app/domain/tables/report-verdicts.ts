import { VERDICT_STATES, type Check, type VerdictState } from "../checks/check";
import { CHECK_GROUPS, checkOf } from "../checks/checks";
import type { ReportVerdict } from "../checks/report-verdicts";
import { cellInWords } from "../form/wording";
import type { TableColumn } from "./column";

/** How many verdicts there are of each state. */
export type VerdictCounts = Readonly<Record<VerdictState, number>>;

/** What was said of a rule, in one sentence, and how often. */
interface Saying {
  readonly state: VerdictState;
  readonly message: string;
  readonly times: number;
  /** The cell to look at; the first where it was said of several. */
  readonly cell: string | null;
}

/** A rule that applies to a report, with its verdicts. */
export interface RuleVerdicts extends Pick<Check, "id" | "name" | "expression" | "basis"> {
  readonly counts: VerdictCounts;
  /** What does not hold and why the rest cannot be judged. */
  readonly said: readonly Saying[];
}

export interface VerdictGroup {
  readonly name: string;
  readonly rules: readonly RuleVerdicts[];
}

/** How many of some verdicts hold, fail and cannot be evaluated. */
export function verdictCounts(verdicts: readonly Pick<ReportVerdict, "state">[]): VerdictCounts {
  const of = (state: VerdictState) => verdicts.filter((one) => one.state === state).length;
  return { holds: of("holds"), fails: of("fails"), cannot: of("cannot") };
}

/** The verdicts on a report by rule, the rules in the order of their declaration. */
export function verdictGroups(verdicts: readonly ReportVerdict[]): VerdictGroup[] {
  return CHECK_GROUPS.map(({ name, checks }) => ({
    name,
    rules: checks.flatMap(({ id, name: rule, expression, basis }) => {
      const own = verdicts.filter(({ check }) => check === id);
      if (own.length === 0) return [];
      const said = sayings(own.filter(({ state }) => state !== "holds"));
      return [{ id, name: rule, expression, basis, counts: verdictCounts(own), said }];
    }),
  })).filter(({ rules }) => rules.length > 0);
}

function sayings(verdicts: readonly ReportVerdict[]): Saying[] {
  const said = new Map<string, Saying>();
  for (const { state, message, cells } of verdicts) {
    const before = said.get(message);
    said.set(message, {
      state,
      message,
      times: (before?.times ?? 0) + 1,
      cell: before ? before.cell : (cells[0] ?? null),
    });
  }
  return [...said.values()];
}

/** The verdicts on a report as a list. */
export const REPORT_VERDICT_COLUMNS: readonly TableColumn<ReportVerdict>[] = [
  { id: "check", header: "编号", format: "text", value: ({ check }) => check },
  {
    id: "name",
    header: "核查项",
    format: "text",
    value: ({ check }) => checkOf(check)?.name ?? "",
  },
  { id: "state", header: "结果", format: "text", value: ({ state }) => VERDICT_STATES[state] },
  { id: "message", header: "说明", format: "text", value: ({ message }) => message },
  { id: "figures", header: "算式", format: "text", value: ({ expression }) => expression },
  {
    id: "cells",
    header: "单元格",
    format: "text",
    value: ({ cells }) => cells.map(cellInWords).join("；"),
  },
  {
    id: "rule",
    header: "规则",
    format: "text",
    value: ({ check }) => checkOf(check)?.expression ?? "",
  },
  {
    id: "basis",
    header: "依据",
    format: "text",
    value: ({ check }) => checkOf(check)?.basis ?? "",
  },
];

/** The verdicts in the order of the rules. */
export function inOrderOfRules(verdicts: readonly ReportVerdict[]): ReportVerdict[] {
  return CHECK_GROUPS.flatMap(({ checks }) =>
    checks.flatMap(({ id }) => verdicts.filter(({ check }) => check === id)),
  );
}
