import { keysOf } from "../records";

/** What is done at the desk, and by the command line to the data in use: each leaves a line in the journal. */
export const JOURNAL_ACTIONS = {
  received: { name: "收到文件" },
  cancelled: { name: "取消读取" },
  removed: { name: "删去文件" },
  identity_set: { name: "指定机关、年度" },
  cell_entered: { name: "录入单元格" },
  cell_corrected: { name: "更正单元格" },
  cells_moved: { name: "录入随文件转移" },
  finding_accepted: { name: "接受核查发现" },
  deadline_set: { name: "规定公布期限" },
  absence_confirmed: { name: "确认没有公布" },
  undone: { name: "撤销" },
  published: { name: "发布" },
  publish_failed: { name: "发布失败" },
  restored: { name: "恢复旧版" },
  loaded: { name: "命令行载入" },
} as const satisfies Readonly<Record<string, { readonly name: string }>>;
export type JournalAction = keyof typeof JOURNAL_ACTIONS;
export const JOURNAL_ACTION_CODES = keysOf(JOURNAL_ACTIONS);

/** The name of an action; of one that only a later program knows, its code. */
export function nameOfAction(action: string): string {
  const known: Readonly<Record<string, { readonly name: string }>> = JOURNAL_ACTIONS;
  return known[action]?.name ?? action;
}

/** What stood or stands: a text, or a row of a reviewed table by its columns. */
export type JournalValue = string | number | null | Readonly<Record<string, string>>;

/** Who did what to what, when and why. */
export interface JournalEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Name of the actor. */
  readonly actor: string;
  readonly action: JournalAction;
  /** What it was done to: the id of a report, a document by the name people call it, 第3版. */
  readonly subject: string;
  readonly before: JournalValue;
  readonly after: JournalValue;
  /** Empty where none was asked for. */
  readonly reason: string;
}

/** What is wrong with the first line of a journal that is not as it was written. */
export interface JournalFault {
  /** Its number in the file, from 1. */
  readonly line: number;
  readonly kind: keyof typeof FAULTS;
}

const FAULTS = {
  altered: (line: number) => `第${line}行被改动过`,
  missing: (line: number) => `第${line}行起缺少若干行`,
  reordered: (line: number) => `第${line}行不在原来的位置`,
  cut: (line: number) => `第${line}行起，末尾的行被删去了`,
  headless: () => "记录末行校验码的文件（head.json）不见了，或读不出",
} as const;

/** How the chain of a journal stands. */
export interface JournalVerdict {
  /** Lines of the file, those broken off included. */
  readonly lines: number;
  /** Hash of the last whole line, which every line before it is part of; null where there is none. */
  readonly lastHash: string | null;
  readonly fault: JournalFault | null;
  /** Numbers of lines that were broken off as they were written, by a kill or a power failure. */
  readonly torn: readonly number[];
}

/** 共120行，逐行校验，没有改动、缺少或次序不对的行。末行校验码 3f9a0c21d4e5。 */
export function formatVerdict({ lines, lastHash, fault, torn }: JournalVerdict): string {
  if (lines === 0 && fault === null) return "还没有记录。";
  const whole =
    fault === null
      ? `共${lines}行，逐行校验，没有改动、缺少或次序不对的行。`
      : `共${lines}行，${FAULTS[fault.kind](fault.line)}；请与备份核对。`;
  const broken =
    torn.length === 0 ? "" : `第${torn.join("、")}行写到一半中断（断电或进程被结束），不是改动。`;
  const last = lastHash === null || fault !== null ? "" : `末行校验码${lastHash.slice(0, 12)}。`;
  return `${whole}${broken}${last}`;
}

/** What is said where something was done and could not be recorded. */
export const UNRECORDED = "这一步没有记入工作台的记录（记录的文件写不进去），请告诉系统维护人员。";
/** The same of changes of rows, which can be undone by their lines alone. */
export const NOT_UNDOABLE = `改动已经保存，但${UNRECORDED}没有记录的改动，不能用“撤销”恢复。`;
