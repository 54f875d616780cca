import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PROJECT } from "../../app/store/project.js";

/** What a program of the project needs to run. */
const SOURCES = [
  "app",
  "cli",
  "etl",
  "tools",
  "data/bodies.csv",
  "data/divisions.csv",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

/** A copy of the project to change and to run, with the packages of this one. */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), "gongkai-copy-"));
  readonly #touched = new Set<string>();

  constructor() {
    mkdirSync(join(this.folder, "data"));
    for (const source of SOURCES)
      cpSync(join(PROJECT, source), join(this.folder, source), { recursive: true });
    symlinkSync(join(PROJECT, "node_modules"), join(this.folder, "node_modules"));
  }

  /** The files of the project that were written or changed. */
  get touched(): string[] {
    return [...this.#touched].sort();
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
    this.#touched.add(file);
  }

  /** Replaces a text of a file, which must be there; `$1` in the new one is what the pattern caught. */
  edit(file: string, from: string | RegExp, to: string): void {
    const text = readFileSync(join(this.folder, file), "utf8");
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`${file} has no ${from}`);
    this.write(file, edited);
  }

  /** Runs a command of the copy: etl("load", folder). */
  etl(...args: string[]) {
    return spawnSync(process.execPath, ["tools/run.js", "cli/main.ts", ...args], {
      cwd: this.folder,
      env: { ...process.env, GONGKAI_DATA: join(this.folder, "loaded") },
      encoding: "utf8",
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
