import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/** Runs a Node script of the project to its end; throws when it fails. */
export function runNode(
  script: readonly string[],
  accepted: readonly number[] = [0],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, script, { cwd: PROJECT, stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code !== null && accepted.includes(code)) resolve();
      else reject(new Error(`${script.join(" ")} ended with ${signal ?? `code ${code}`}`));
    });
  });
}
