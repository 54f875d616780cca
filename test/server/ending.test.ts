import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { PROJECT } from "../../app/store/project.js";

/** Says its number, and then waits to be ended. */
const PROGRAM = `
import { endWithShell } from "./server/ending";
endWithShell();
process.once("SIGTERM", () => process.exit());
setInterval(() => undefined, 1_000);
console.log(process.pid);`;

it.skipIf(process.platform === "win32")(
  "a server ends with the shell that npm started it in, which hands nothing on",
  async () => {
    const shell = spawn(
      "/bin/sh",
      ["-c", '"$NODE" --import tsx --input-type=module -e "$PROGRAM"; exit'],
      {
        cwd: PROJECT,
        env: { ...process.env, NODE: process.execPath, PROGRAM, npm_lifecycle_event: "start" },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [said]: unknown[] = await once(shell.stdout, "data");
    const server = Number(String(said));
    shell.kill("SIGTERM");
    await once(shell, "exit");
    expect(isRunning(server)).toBe(true);
    await expect.poll(() => isRunning(server), { timeout: 10_000, interval: 100 }).toBe(false);
  },
  30_000,
);

function isRunning(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}
