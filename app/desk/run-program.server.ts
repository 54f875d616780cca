import { spawn } from "node:child_process";
import { PROJECT } from "../store/project.js";

/** What a program may cost: milliseconds, megabytes of memory, bytes of what it prints. */
interface ProgramLimits {
  readonly time: number;
  readonly memory: number;
  readonly output: number;
}

/** Says, in a sentence, why a program that was started for the desk did not end well. */
export class ProgramFailed extends Error {
  override readonly name = "ProgramFailed";
}

/** Programs that run at once; the others wait their turn. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs a program of `cli` in a process of its own and gives back what it prints.
 * @param input what it reads on standard input
 * @throws ProgramFailed with what it says on standard error, or that it took too much
 */
export async function runProgram(
  program: string,
  given: readonly string[],
  limits: ProgramLimits,
  input = "",
): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await start(program, given, limits, input);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function start(
  program: string,
  given: readonly string[],
  { time, memory, output }: ProgramLimits,
  input: string,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${memory}`, "tools/run.js", program, ...given],
      { cwd: PROJECT, stdio: ["pipe", "pipe", "pipe"], timeout: time, killSignal: "SIGKILL" },
    );
    const parts: Buffer[] = [];
    let bytes = 0;
    let said = "";
    child.stdout.on("data", (part: Buffer) => {
      bytes += part.length;
      if (bytes > output) child.kill("SIGKILL");
      else parts.push(part);
    });
    child.stderr.on("data", (part: Buffer) => {
      said = `${said}${part.toString("utf8")}`.slice(-2_000);
    });
    child.once("error", reject);
    // One that ends before it has read all says why itself.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.once("close", (code) => {
      if (code === 0) resolve(Buffer.concat(parts));
      else if (code === 1 && said.trim() !== "" && !said.includes("\n    at "))
        reject(new ProgramFailed(said.trim()));
      else reject(new ProgramFailed("读这份文件用的时间或内存超过了限度，没有读完。"));
    });
  });
}
