import { RowRefused } from "#domain/reviewed/edit-table";
import { describeSystemFailure } from "#store/system-failure";
import { ProgramFailed } from "./run-program.server";

/**
 * What to tell whoever asked for a change that was refused, or that the system did not let happen, as on a full disk: then
 * a part of it may have been done before. Null where the program itself is at fault.
 */
export function explainFailure(error: unknown): string | null {
  if (error instanceof RowRefused || error instanceof ProgramFailed) return error.message;
  if (!(error instanceof Error) || !("syscall" in error)) return null;
  const words = describeSystemFailure(error.message);
  return words && `没有全部做成：${words}。请刷新页面，看哪些已经保存。`;
}
