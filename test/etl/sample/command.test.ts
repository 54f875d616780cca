import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sampleCommand } from "#cli/sample";
import { REPORTS } from "./reports";

const folder = mkdtempSync(join(tmpdir(), "gongkai-sample-"));
let said = "";

beforeEach(() => {
  said = "";
  const keep = (text: unknown): boolean => {
    said += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

const files = (out: string): string[] =>
  readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(html|txt)$/.test(name),
  );

describe("etl sample", () => {
  it("writes every report and clears away only what it wrote before", async () => {
    const out = join(folder, "demo");
    mkdirSync(join(out, "2024", "990100"), { recursive: true });
    const stale = join(out, "2024", "990100", "990199-office.txt");
    const foreign = join(out, "2024", "990100", "notes.md");
    writeFileSync(stale, "");
    writeFileSync(foreign, "");
    const stories = join(folder, "stories.json");
    expect(await sampleCommand.run(["--out", out, "--stories", stories])).toBe(0);
    // One report is there twice, as first published and corrected; one was taken down again.
    expect(files(out).length).toBe(REPORTS.length + 2);
    const tables = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) =>
      /-(?:department|township)-\d+\.csv$/u.test(name),
    );
    expect(new Set(tables.map((name) => name.slice(5, 11)))).toEqual(new Set(["990200", "990500"]));
    expect([stale, foreign].map(existsSync)).toEqual([false, true]);
    expect(readFileSync(stories, "utf8")).toContain("均获维持");
    expect(said).toContain(`已写出${REPORTS.length + tables.length}份虚构报告`);
  });

  it("writes into the data folder where no other is named", async () => {
    const data = join(folder, "data");
    mkdirSync(data);
    writeFileSync(join(data, "reports"), "");
    vi.stubEnv("GONGKAI_DATA", data);
    expect(await sampleCommand.run([])).toBe(1);
    vi.unstubAllEnvs();
    expect(said).toContain(join(data, "reports", "demo"));
  });

  it("teaches with --help", async () => {
    expect(await sampleCommand.run(["--help"])).toBe(0);
    expect(said).toContain("npm run etl -- sample --out");
  });

  it.each([
    [["--seed", "many"], "种子应为整数，而不是“many”"],
    [["--sed", "1"], "没有“--sed”这个选项"],
    [["--out", ""], "选项“--out”的内容是空的"],
    [["--out", join(folder, "stories.json", "x")], "没有生成完"],
  ])("says what is wrong with %j", async (args, words) => {
    expect(await sampleCommand.run(args)).toBe(1);
    expect(said).toContain(words);
    expect(said).toContain("--help");
  });
});
