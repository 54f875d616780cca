import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readReportSchema } from "#domain/report/read-report";
import { VariantReport, wrong } from "../support/variant-report";

const ROOT = new URL("../../", import.meta.url).pathname;
const report = new VariantReport();
let folder = "";

async function etl(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const call = promisify(execFile)(process.execPath, ["tools/run.js", "cli/main.ts", ...args], {
    cwd: ROOT,
  });
  return call.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gongkai-read-"));
  await writeFile(join(folder, "甲.html"), report.html);
  await writeFile(join(folder, "乙.txt"), report.stream);
  await writeFile(join(folder, "空.html"), "");
  await writeFile(join(folder, "别的.txt"), "会议通知\n请于明日到会。");
  await writeFile(
    join(folder, "manifest.csv"),
    "file,scope,source\n乙.txt,organ,https://example.test/b\n",
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("etl read", () => {
  it("prints a JSON object a line that fits the schema, and leaves 0", async () => {
    const { code, stdout, stderr } = await etl(
      "read",
      join(folder, "甲.html"),
      join(folder, "乙.txt"),
    );
    expect(code).toBe(0);
    const read = stdout
      .trimEnd()
      .split("\n")
      .map((line) => readReportSchema.parse(JSON.parse(line)));
    expect(read.map((one) => wrong(one, report.truth))).toEqual([[], []]);
    expect(read[1]).toMatchObject({ scope: "organ", source: "https://example.test/b" });
    expect(stderr).toContain("甲.html");
  });

  it("goes on after a document that cannot be read, says why, and leaves 2", async () => {
    const { code, stdout, stderr } = await etl(
      "read",
      ...["空.html", "别的.txt", "没有.html", "甲.html"].map((name) => join(folder, name)),
    );
    expect(code).toBe(2);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/空\.html：未读取。文件是空的/);
    expect(stderr).toMatch(/别的\.txt：未读取。没有认出/);
    expect(stderr).toMatch(/没有\.html：未读取。没有这个文件/);
  });

  it("teaches with --help and refuses a call without files", async () => {
    const help = await etl("read", "--help");
    expect(help).toMatchObject({ code: 0 });
    expect(help.stdout).toMatch(/用法.*read 文件/);
    const bare = await etl("read");
    expect(bare.code).toBe(1);
    expect(bare.stderr).toMatch(/--help/);
    expect((await etl("nonsense")).stderr).toMatch(/没有“nonsense”这个命令[^]*read/);
  });
});
