import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const COPIED = ["app", "etl", "package.json", "tsconfig.json"];

/**
 * A copy of the sources in a folder of its own, where a test adds something to the product, runs it,
 * and counts the files that the addition touched.
 */
export class ScratchCopy {
  /** Files of the product that were written or edited. */
  readonly touched = new Set<string>();

  private constructor(private readonly folder: string) {}

  /** @param others further files or folders that the script of the test needs. */
  static async create(others: readonly string[] = []): Promise<ScratchCopy> {
    const folder = await mkdtemp(path.join(tmpdir(), "gongkai-scratch-"));
    for (const each of [...COPIED, ...others])
      await cp(each, path.join(folder, each), { recursive: true });
    await symlink(path.resolve("node_modules"), path.join(folder, "node_modules"));
    return new ScratchCopy(folder);
  }

  /** Adds a file, or replaces one. */
  async write(file: string, text: string): Promise<void> {
    const target = path.join(this.folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
    this.touched.add(file);
  }

  /** @throws Error where the file does not hold the text to replace exactly once. */
  async edit(file: string, before: string, after: string): Promise<void> {
    const text = await readFile(path.join(this.folder, file), "utf8");
    if (text.split(before).length !== 2) throw new Error(`${file} does not hold once: ${before}`);
    await this.write(file, text.replace(before, after));
  }

  /** What a script (TypeScript, with the product's path aliases) prints when it runs in the copy. */
  async run(script: string): Promise<string> {
    const file = path.join(this.folder, "scratch.mts");
    await writeFile(file, script);
    const { stdout } = await run(process.execPath, ["--import", "tsx", file], {
      cwd: this.folder,
    });
    return stdout;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
