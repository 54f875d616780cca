import { userInfo } from "node:os";
import type { JournalEntry } from "#domain/desk/journal";
import type { Store } from "#store/data-folder";
import { appendToJournal } from "#store/journal";
import { printLines } from "./terminal";

/** Who calls the command line, by the name under which he uses the computer: 命令行（zhang）. */
function commandLineUser(): string {
  try {
    return `命令行（${userInfo().username}）`;
  } catch {
    // A container may run under a number that has no name.
    return `命令行（${process.getuid?.() ?? "?"}）`;
  }
}

/** Records what a command has done. That it cannot be recorded is said, and undoes nothing. */
export async function recordCommand(
  store: Store,
  entry: Omit<JournalEntry, "at" | "actor">,
): Promise<void> {
  try {
    const at = new Date().toISOString();
    await appendToJournal(store, { at, actor: commandLineUser(), ...entry });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    printLines(process.stderr, [`以上已经完成，但没有写进工作记录：${said}`]);
  }
}
