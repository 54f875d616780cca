import { type ChildProcess, spawn } from "node:child_process";
import { PROJECT } from "../app/store/project.js";
import { ENDING } from "./ending";

/** What keeps the server from starting; the message is for the person at the terminal. */
export class NotStarted extends Error {
  override readonly name = "NotStarted";
}

/** A script that did not end well; it has said why itself. */
export class ScriptFailed extends Error {
  override readonly name = "ScriptFailed";
}

interface RunOptions {
  /** The exit codes that are no failure. */
  readonly accepted?: readonly number[];
  /** Whether what the script says is shown where it fails alone. */
  readonly isQuiet?: boolean;
}

/**
 * Runs a Node script of the project to its end, or until this process is asked to end.
 * @throws ScriptFailed when it ends with a code that is not accepted.
 */
export function runNode(
  script: readonly string[],
  { accepted = [0], isQuiet = false }: RunOptions = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, script, {
      cwd: PROJECT,
      stdio: isQuiet ? ["ignore", "pipe", "pipe"] : "inherit",
    });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => said.push(chunk));
    const endHandingOn = handOnSignals(child);
    child.once("error", (error) => {
      endHandingOn();
      reject(error);
    });
    child.once("close", (code, signal) => {
      endHandingOn();
      if (code !== null && accepted.includes(code)) return resolve();
      for (const chunk of said) process.stderr.write(chunk);
      reject(new ScriptFailed(`${script.join(" ")} ended with ${signal ?? `code ${code}`}`));
    });
  });
}

/** Hands on what asks this process to end, which then ends because the script did not end well. */
function handOnSignals(child: ChildProcess): () => void {
  const handOn = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of ENDING) process.on(signal, handOn);
  return () => {
    for (const signal of ENDING) process.off(signal, handOn);
  };
}
