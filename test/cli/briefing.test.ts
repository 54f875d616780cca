import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataStore } from "#store/data-folder";
import { PROJECT } from "../../app/store/project.js";
import { figuresCsv, loadInto, writeReports } from "../support/load";

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-briefing-"));
  writeReports(join(folder, "documents"), [{ file: "a.csv", text: figuresCsv(2021) }]);
  await loadInto(dataStore(folder), [join(folder, "documents")]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function briefing(...given: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["tools/run.js", "cli/main.ts", "briefing", ...given],
    { cwd: PROJECT, env: { ...process.env, GONGKAI_DATA: folder }, encoding: "utf8" },
  );
  return { status, said: stdout + stderr };
}

// Each run starts a program of its own.
describe("npm run briefing", { timeout: 90_000 }, () => {
  it("takes the format from the file's ending, and verifies every file that is named", () => {
    const file = join(folder, "a.xlsx");
    expect(briefing("--out", file)).toEqual({ status: 0, said: `${file}\n` });
    const { status, said } = briefing("verify", file, join(folder, "none.xlsx"));
    expect(status).toBe(1);
    expect(said).toContain(`${file}：\n`);
    expect(said).toContain("没有这个文件");
  });

  it("says in Chinese what it cannot write", () => {
    const out = join(folder, "b.docx");
    const absent = briefing("--scope", "999999", "--out", out);
    expect(absent).toEqual({ status: 1, said: "没有代码为“999999”的行政区划。\n" });
    expect(briefing("--year", "2035", "--out", out).said).toMatch(/^未载入2035年度的报告；已载入/);
    expect(briefing("--out", folder).said).toContain("是文件夹");
    expect(briefing("--out", "b.pdf").said).toContain("没有这种文件格式：pdf");
  });

  it("explains itself", () => {
    expect(briefing("--help")).toMatchObject({ status: 0, said: expect.stringMatching(/^用法：/) });
    expect(briefing("verify", "--help").said).toContain("0 一致，1 有变化，2 不能核验");
    const wrong = briefing("--wrong");
    expect(wrong.said).toMatch(
      /^没有写成：没有“--wrong”这个选项。\n使用 npm run briefing -- --help/,
    );
    expect(wrong.status).toBe(2);
    expect(briefing("verify", join(folder, "none.docx")).status).toBe(2);
  });
});
