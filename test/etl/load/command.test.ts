import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as loadCommand from "#etl/cli/load";
import * as statusCommand from "#etl/cli/status";
import { takeLock } from "#etl/load/lock";
import { dataStore } from "#etl/load/store";
import { figuresCsv, temporaryFolder, writeReports } from "./support";

let said: string;
let complained: string;
let data: string;

beforeEach(() => {
  data = join(temporaryFolder(), "data");
  vi.stubEnv("GONGKAI_DATA", data);
  said = "";
  complained = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => Boolean((said += String(text))));
  vi.spyOn(process.stderr, "write").mockImplementation((text) =>
    Boolean((complained += String(text))),
  );
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function reports(): string {
  const folder = temporaryFolder();
  const county = { division: "330211", body: "宁波市镇海区人民政府" };
  writeReports(folder, [
    { ...county, file: "a.csv", text: figuresCsv(2021, { review_total: "3" }) },
    { ...county, file: "b.csv", text: figuresCsv(2021, { review_total: "3" }) },
  ]);
  return folder;
}

describe("etl load", () => {
  it("ends with 0 when all is loaded and says what was received and found", async () => {
    expect(await loadCommand.run([reports()])).toBe(0);
    expect(said).toContain("收到 2 份 = 已载入 1 + 未载入 0 + 重复 1");
    expect(said).toMatch(/核查发现（条）：差错 \d+/);
    expect(said).toContain("已发布第 1 版数据（1 份报告");
    expect(complained).toContain("读取 2 份");
  });

  it("follows a link to a document, and names one that leads nowhere", async () => {
    const folder = reports();
    symlinkSync(join(folder, "b.csv"), join(folder, "c.csv"));
    expect(await loadCommand.run([folder])).not.toBe(1);
    expect(said).toContain("收到 3 份");
    symlinkSync(join(folder, "gone.csv"), join(folder, "d.csv"));
    expect(await loadCommand.run([folder])).toBe(1);
    expect(complained).toMatch(/链接指向的文件不在了：.*d\.csv/);
  });

  it("ends with 2 when a document was refused, and says why", async () => {
    const folder = reports();
    writeFileSync(join(folder, "c.txt"), "今天天气很好。");
    expect(await loadCommand.run([folder])).toBe(2);
    expect(said).toContain("已载入 1 + 未载入 1 + 重复 1");
    expect(said).toMatch(/c\.txt：.+/);
  });

  it("ends with 1 when nothing was published, and says why", async () => {
    expect(await loadCommand.run([])).toBe(1);
    expect(complained).toContain("请给出要载入的文件夹或文件");
    expect(await loadCommand.run([join(data, "nowhere")])).toBe(1);
    expect(complained).toContain("没有这个文件或文件夹");
    mkdirSync(data, { recursive: true });
    const release = await takeLock(dataStore(data).lock);
    expect(await loadCommand.run([reports()])).toBe(1);
    expect(complained).toContain(`进程 ${process.pid}`);
    await release();
    expect(existsSync(join(data, "generations", "current.json"))).toBe(false);
  });

  it("teaches", async () => {
    expect(await loadCommand.run(["--help"])).toBe(0);
    expect(said).toContain("退出码");
  });
});

describe("etl status", () => {
  it("says what is loaded, refused and missing", async () => {
    const folder = reports();
    writeFileSync(join(folder, "c.txt"), "今天天气很好。");
    await loadCommand.run([folder]);
    said = "";
    expect(await statusCommand.run([])).toBe(0);
    expect(said).toContain("真实数据 2023年：1 份（县级 1；全辖区 1）");
    expect(said).toContain("收到的文件：重复 1，已载入 1，未载入 1");
    expect(said).toMatch(/c\.txt：.+/);
    expect(said).toMatch(/浙江省 2023年：应有 102，缺 101：浙江省、杭州市/);
  });

  it("ends with 1 and says what to do while nothing was loaded", async () => {
    expect(await statusCommand.run([])).toBe(1);
    expect(said).toContain("npm run etl -- load data/reports");
  });
});
