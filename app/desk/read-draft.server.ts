import { spawn } from "node:child_process";
import { type DraftReading, draftReadingSchema } from "#domain/report/draft-reading";
import { PROJECT } from "../store/project.js";
import type { Upload } from "./upload.server";

/** What one document may cost: milliseconds, megabytes of memory, bytes of what is read of it. */
const TIME = 20_000;
const MEMORY = 512;
const OUTPUT = 64 * 1024 * 1024;
/** Documents that are read at once; the rest is asked to come again. */
const AT_ONCE = 2;

let atWork = 0;

/** Says, in a sentence, why a document was not read to its end. */
export class DraftUnread extends Error {
  override readonly name = "DraftUnread";
}

/**
 * Reads a document in a process of its own, which writes nothing.
 * @throws DraftUnread where it takes too much, or too many are being read.
 */
export async function readDraft({ path, name }: Upload): Promise<DraftReading[]> {
  if (atWork >= AT_ONCE) throw new DraftUnread("正在核查别的文件，请过几秒再试。");
  atWork += 1;
  try {
    const output = await runReader([path, name]);
    return output
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => draftReadingSchema.parse(JSON.parse(line)));
  } finally {
    atWork -= 1;
  }
}

function runReader(given: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${MEMORY}`, "tools/run.js", "cli/read-draft.ts", ...given],
      { cwd: PROJECT, stdio: ["ignore", "pipe", "ignore"], timeout: TIME, killSignal: "SIGKILL" },
    );
    const parts: Buffer[] = [];
    let bytes = 0;
    child.stdout.on("data", (part: Buffer) => {
      bytes += part.length;
      if (bytes > OUTPUT) child.kill("SIGKILL");
      else parts.push(part);
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(Buffer.concat(parts).toString("utf8"));
      else
        reject(
          new DraftUnread(
            "读这份文件用的时间或内存超过了限度，没有核查。请确认它是年度报告，或另存为docx后再试。",
          ),
        );
    });
  });
}
