import { spawn } from "node:child_process";
import { PROJECT } from "../app/store/project.js";

/** What keeps the server from starting; the message is for the person at the terminal. */
export class NotStarted extends Error {
  override readonly name = "NotStarted";
}

/** A script that did not end well; it has said why itself. */
export class ScriptFailed extends Error {
  override readonly name = "ScriptFailed";
}

/**
 * Runs a Node script of the project to its end.
 * @throws ScriptFailed when it ends with a code that is not accepted.
 */
export function runNode(
  script: readonly string[],
  accepted: readonly number[] = [0],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, script, { cwd: PROJECT, stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code !== null && accepted.includes(code)) resolve();
      else reject(new ScriptFailed(`${script.join(" ")} ended with ${signal ?? `code ${code}`}`));
    });
  });
}
