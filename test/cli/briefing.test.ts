import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { briefingCommand } from "#cli/briefing";
import type { Command } from "#cli/command";
import { verifyCommand } from "#cli/verify";
import { closeDatabase } from "#db/engine/connection.server";
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

/** Runs the command as people do, as a program of its own. */
function runProgram(...given: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["tools/run.js", "cli/main.ts", "briefing", ...given],
    { cwd: PROJECT, env: { ...process.env, GONGKAI_DATA: folder }, encoding: "utf8" },
  );
  return { status, said: stdout + stderr };
}

/** Runs a command in this process. */
async function run(command: Command, ...given: string[]) {
  let said = "";
  const listen = (text: string | Uint8Array): boolean => Boolean((said += String(text)));
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation(listen),
  );
  vi.stubEnv("GONGKAI_DATA", folder);
  try {
    return { status: await command.run(given), said };
  } finally {
    closeDatabase();
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
}

const briefing = (...given: string[]) => run(briefingCommand, ...given);
const verify = (...given: string[]) => run(verifyCommand, ...given);

describe("npm run briefing", { timeout: 90_000 }, () => {
  it("takes the format from the file's ending, and verifies every file that is named", () => {
    const file = join(folder, "a.xlsx");
    expect(runProgram("--out", file)).toEqual({ status: 0, said: `${file}\n` });
    const { status, said } = runProgram("verify", file, join(folder, "none.xlsx"));
    expect(status).toBe(1);
    expect(said).toContain(`${file}：\n`);
    expect(said).toContain("没有这个文件");
  });

  it("says in Chinese what it cannot write", async () => {
    const out = join(folder, "b.docx");
    const absent = await briefing("--scope", "999999", "--out", out);
    expect(absent).toEqual({ status: 1, said: "没有代码为“999999”的行政区划。\n" });
    const later = await briefing("--year", "2035", "--out", out);
    expect(later.said).toMatch(/^未载入2035年度的报告；已载入/);
    expect((await briefing("--out", folder)).said).toContain("是文件夹");
    expect((await briefing("--out", "b.pdf")).said).toContain("没有这种文件格式：pdf");
  });

  it("explains itself", async () => {
    const help = await briefing("--help");
    expect(help).toMatchObject({ status: 0, said: expect.stringMatching(/^用法：/) });
    expect((await verify("--help")).said).toContain("0 一致，1 有变化，2 不能核验");
    const wrong = await briefing("--wrong");
    expect(wrong.said).toMatch(
      /^没有写成：没有“--wrong”这个选项。\n使用 npm run briefing -- --help/,
    );
    expect(wrong.status).toBe(2);
    expect((await verify(join(folder, "none.docx"))).status).toBe(2);
  });
});
