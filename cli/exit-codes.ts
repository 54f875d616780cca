import { keysOf } from "#domain/records";

/** How a command may end. */
export type Outcome = "done" | "partly" | "failed";

interface ExitCode {
  readonly code: number;
  /** When it ends so, for the help. */
  readonly words: string;
}

/**
 * The commands, and the exit codes of each: the one table that the commands, their help and the guides
 * follow. Commands that write or read end like most programs (2: some of it), `verify` like diff
 * (1: differs, 2: trouble), and `briefing` with it.
 */
export const EXIT_CODES = {
  read: {
    done: { code: 0, words: "全部读出" },
    partly: { code: 2, words: "有文件读不出（逐一说明原因）" },
    failed: { code: 1, words: "用法有误" },
  },
  check: {
    done: { code: 0, words: "没有发现差错" },
    partly: { code: 2, words: "有差错，或有文件、数据读不出" },
    failed: { code: 1, words: "用法有误" },
  },
  load: {
    done: { code: 0, words: "全部载入" },
    partly: { code: 2, words: "已发布，但有文件未能载入（逐一说明原因）" },
    failed: { code: 1, words: "没有发布任何东西" },
  },
  status: {
    done: { code: 0, words: "有数据" },
    failed: { code: 1, words: "还没有数据" },
  },
  restore: {
    done: { code: 0, words: "已恢复" },
    failed: { code: 1, words: "没有恢复，仍用原来的一版" },
  },
  journal: {
    done: { code: 0, words: "没有改动的痕迹" },
    partly: { code: 2, words: "有改动、缺少或次序不对的行" },
    failed: { code: 1, words: "用法有误，或读不出" },
  },
  sample: {
    done: { code: 0, words: "全部生成" },
    failed: { code: 1, words: "没有生成完" },
  },
  briefing: {
    done: { code: 0, words: "写成" },
    partly: { code: 1, words: "没有载入所选的数据" },
    failed: { code: 2, words: "用法有误，或写不出" },
  },
  verify: {
    done: { code: 0, words: "一致" },
    partly: { code: 1, words: "有变化" },
    failed: { code: 2, words: "不能核验" },
  },
} as const satisfies Readonly<Record<string, Partial<Record<Outcome, ExitCode>>>>;
export type CommandName = keyof typeof EXIT_CODES;
export const COMMAND_NAMES = keysOf(EXIT_CODES);

/** Exit code of a call that names none of the commands. */
export const NO_COMMAND = 1;

/** The outcomes that a command declares. */
export type OutcomeOf<Name extends CommandName> = keyof (typeof EXIT_CODES)[Name] & Outcome;

const codesOf = (name: CommandName): Readonly<Partial<Record<Outcome, ExitCode>>> =>
  EXIT_CODES[name];

export function exitCodeOf(name: CommandName, outcome: Outcome): number {
  const found = codesOf(name)[outcome];
  if (!found) throw new Error(`${name} declares no exit code for ${outcome}`);
  return found.code;
}

/** The exit codes of a command as its help states them: 退出码：0 一致，1 有变化，2 不能核验。 */
export function formatExitCodes(name: CommandName): string {
  const codes = Object.values(codesOf(name)).sort((one, other) => one.code - other.code);
  return `退出码：${codes.map(({ code, words }) => `${code} ${words}`).join("，")}。`;
}
