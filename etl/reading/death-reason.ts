import type { ChildLimits, Death } from "./child";

/** Why a document was not read to its end, in a sentence: its process passed a limit, or broke. */
export function reasonOf(died: Death | "wait" | null, { time, wait, memory }: ChildLimits): string {
  if (died === "wait") return `读取等了 ${wait / 1000} 秒仍未结束，已中止，请人工核对。`;
  if (died === "time") return `读取所需时间超过上限（${time / 1000} 秒），已中止，请人工核对。`;
  if (died === "memory")
    return `读取所需内存超过上限（${memory / 1024 / 1024} MB），已中止，请人工核对。`;
  return `读取时出现意外错误，请人工核对：${died?.message ?? "原因不明"}`;
}
