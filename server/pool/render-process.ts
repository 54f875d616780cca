/** A process that renders pages of the build that it is given, for the server that started it: one question at a time (render-pool.ts). */
import { pathToFileURL } from "node:url";
import { type Build, rendererOf } from "../rendering";
import { readSettings } from "../settings";
import type { FromProcess, ToProcess } from "./messages";
import { yieldToServer } from "./priority";

yieldToServer();
const [, , program = ""] = process.argv;
const build: Build = await import(pathToFileURL(program).href);
const renderer = rendererOf(build, readSettings(process.env).desk.by !== "nobody");
const open = new Map<number, AbortController>();

function send(message: FromProcess): void {
  // Of a server that was killed nobody listens, and the process is about to end.
  if (process.connected) process.send?.(message);
}

async function answer({ id, question }: Extract<ToProcess, { id: number }>): Promise<void> {
  const abort = new AbortController();
  open.set(id, abort);
  const outcome = await renderer.answer(question, abort.signal).catch((error: unknown) => {
    if (!abort.signal.aborted) process.stderr.write(`${stackOf(error)}\n`);
    return { failure: error instanceof Error ? error.message : String(error) };
  });
  open.delete(id);
  send({ id, outcome, memory: process.memoryUsage.rss() });
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.on("message", (message: ToProcess) => {
  if ("cancelled" in message) open.get(message.cancelled)?.abort();
  else void answer(message);
});
process.on("disconnect", () => process.exit());
// The server ends it; an interrupt at the terminal reaches both.
process.on("SIGINT", () => undefined);
send({ ready: true });
