import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadCommand } from "#cli/load";
import { readCommand } from "#cli/read";
import { statusCommand } from "#cli/status";
import { takeLock } from "#store/lock";
import { dataStore } from "#store/data-folder";
import { asZip } from "../support/documents/zip";
import { VariantReport } from "../support/variant-report";
import { figuresCsv, temporaryFolder, writeReports } from "../support/load";

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
    expect(said).toContain("收到 2 份 = 已载入 1 + 未采用 0 + 重复 1");
    expect(said).toMatch(/核查发现（条）：差错 \d+/);
    expect(said).toContain("已发布第 1 版数据（1 份报告");
    expect(complained).toContain("读取 2 份");
  });

  it("says where the manifest overrules a document, and which of its rows apply to none", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "甲.html"), new VariantReport().html);
    writeFileSync(
      join(folder, "manifest.csv"),
      "file,body,year\n甲.html,宁波市镇海区人民政府,2020\n乙.html,,2020\n",
    );
    for (let time = 0; time < 2; time += 1) {
      said = "";
      expect(await loadCommand.run([folder])).toBe(0);
      expect(said).toMatch(/请核对：\n.*manifest\.csv 第3行：同一级没有文件“乙\.html”/);
      expect(said).toMatch(/甲\.html：清单的机关名称“宁波市镇海区人民政府”与文件所载.*已按清单/);
      expect(said).toMatch(/甲\.html：.*写的是\d{4}年，清单写的是2020年，已按清单/);
    }
  });

  it("follows a link to a document, and names one that leads nowhere", async () => {
    const folder = reports();
    symlinkSync(join(folder, "b.csv"), join(folder, "c.csv"));
    expect(await loadCommand.run([folder])).not.toBe(1);
    expect(said).toContain("收到 3 份");
    symlinkSync(join(folder, "round.csv"), join(folder, "round.csv"));
    symlinkSync(join(folder, "gone.csv"), join(folder, "d.csv"));
    symlinkSync(reports(), join(folder, "外面"));
    symlinkSync(join(reports(), "a.csv"), join(folder, "外面.csv"));
    symlinkSync(folder, join(folder, "自己"));
    execFileSync("mkfifo", [join(folder, "管.html")]);
    said = "";
    expect(await loadCommand.run([folder])).toBe(2);
    expect(said).toContain("收到 8 份 = 已载入 1 + 未采用 6 + 重复 1");
    expect(said).toMatch(/\/round\.csv：是链接，绕回了自己/);
    expect(said).toMatch(/\/d\.csv：是链接，它指向的文件不在了/);
    expect(said).toMatch(/\/外面：是指向文件夹之外的链接/);
    expect(said).toMatch(/\/外面\.csv：是指向文件夹之外的链接/);
    expect(said).toMatch(/\/管\.html：是管道，不是普通文件/);
    expect(said).toMatch(/\/自己：是指向所载文件夹内另一处的链接/);
  });

  it("keeps what it knows of a document whose link leads nowhere for now", async () => {
    const folder = reports();
    expect(await loadCommand.run([folder])).toBe(0);
    rmSync(join(folder, "a.csv"));
    rmSync(join(folder, "b.csv"));
    for (const file of ["a.csv", "b.csv"])
      symlinkSync(join(folder, "gone", file), join(folder, file));
    said = "";
    expect(await loadCommand.run([folder])).toBe(2);
    expect(said).toMatch(/\/a\.csv：是链接，它指向的文件不在了/);
    said = "";
    expect(await statusCommand.run([])).not.toBe(1);
    expect(said).toMatch(/1 ?份/);
  });

  it("leaves out what a broken row of a manifest is about, and what lies beside an unreadable one, and loads the rest", async () => {
    const folder = reports();
    const [header = "", first = "", ...rows] = readFileSync(
      join(folder, "manifest.csv"),
      "utf8",
    ).split("\n");
    writeFileSync(
      join(folder, "manifest.csv"),
      [header, first.replace(/,(20\d\d)/u, ",二〇二三"), ...rows].join("\n"),
    );
    for (const name of ["pipe", ".git"]) mkdirSync(join(folder, name));
    execFileSync("mkfifo", [join(folder, "pipe", "manifest.csv")]);
    writeFileSync(join(folder, "pipe", "c.csv"), figuresCsv(2021));
    writeFileSync(join(folder, ".git", "d.csv"), figuresCsv(2021));
    expect(await loadCommand.run([folder])).toBe(2);
    expect(said).toMatch(
      /\/a\.csv：未采用：.*manifest\.csv 第2行有误：year 列“二〇二三”：应为四位年份/,
    );
    expect(said).toMatch(
      /pipe\/manifest\.csv：是管道，不是普通文件，未读取。同一级的文件均未采用。/,
    );
    expect(said).toMatch(/\/\.git：是隐藏的或系统留下的文件夹，已略过/);
    expect(said).toMatch(/收到 3 份 = 已载入 1/);
  });

  it("spells out characters of a name that would act on the terminal", async () => {
    const folder = reports();
    writeFileSync(join(folder, "x\u001b[2J\n已发布.csv"), "");
    expect(await loadCommand.run([folder])).toBe(2);
    expect(said).toContain("x[U+001B][2J[U+000A]已发布.csv：");
    expect(said).not.toContain("\u001b");
  });

  it("loads files and folders whose names are in GBK, with their manifest", async () => {
    const folder = temporaryFolder();
    const older = Buffer.concat([Buffer.from(`${folder}/`), iconv.encode("旧系统", "gbk")]);
    const inOlder = (name: Buffer): Buffer => Buffer.concat([older, Buffer.from("/"), name]);
    mkdirSync(older);
    const name = iconv.encode("镇海区.csv", "gbk");
    writeFileSync(inOlder(name), figuresCsv(2021, { review_total: "3" }));
    writeFileSync(inOlder(Buffer.from("镇海区.csv")), figuresCsv(2021, { review_total: "4" }));
    writeFileSync(
      inOlder(Buffer.from("manifest.csv")),
      "file,division,body,year,scope\n" +
        ["镇海区.csv", "镇海区 (2).csv"]
          .map((file, at) => `${file},330211,宁波市镇海区人民政府,${2021 + at},jurisdiction\n`)
          .join(""),
    );
    expect(await loadCommand.run([folder])).not.toBe(1);
    expect(said).toContain("收到 2 份");
    expect(said).not.toContain("同一级没有文件");
    expect(said + complained).not.toContain("\uFFFD");
  });

  it("opens an archive that is named as a page", async () => {
    const folder = temporaryFolder();
    const html = new VariantReport().html;
    writeFileSync(join(folder, "年报.html"), asZip([{ name: "甲.html", bytes: html }]));
    await loadCommand.run([folder]);
    expect(said).toContain("收到 1 份 = 已载入 1");
  });

  it.skipIf(process.getuid?.() === 0)("goes on where a file or folder is locked", async () => {
    const folder = reports();
    chmodSync(join(folder, "b.csv"), 0);
    mkdirSync(join(folder, "锁"), { mode: 0 });
    expect(await loadCommand.run([folder])).toBe(2);
    expect(said).toMatch(/\/b\.csv：没有读取权限/);
    expect(said).toMatch(/\/锁：文件夹没有读取权限/);
  });

  it("ends with 2 when a document was refused, and says why", async () => {
    const folder = reports();
    writeFileSync(join(folder, "c.txt"), "今天天气很好。");
    expect(await loadCommand.run([folder])).toBe(2);
    expect(said).toContain("已载入 1 + 未采用 1 + 重复 1");
    expect(said).toMatch(/c\.txt：.+/);
  });

  it("writes what was loaded before anew, with nothing added, when asked to", async () => {
    expect(await loadCommand.run(["--again"])).toBe(1);
    expect(complained).toContain("没有任何文件可供载入");
    await loadCommand.run([reports()]);
    said = "";
    expect(await loadCommand.run(["--again"])).toBe(0);
    expect(said).toContain("收到 0 份");
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

  it("writes over a database and over nothing else", async () => {
    const folder = reports();
    const document = join(folder, "a.csv");
    const before = readFileSync(document, "utf8");
    expect(await loadCommand.run([folder, "--db", document])).toBe(1);
    expect(complained).toContain("不是数据库，不能覆盖");
    expect(readFileSync(document, "utf8")).toBe(before);
    expect(existsSync(`${document}.files`)).toBe(false);
    expect(await loadCommand.run([folder, "--db", folder])).toBe(1);
    expect(complained).toContain("--db 指的是文件夹");
    const database = join(temporaryFolder(), "one.duckdb");
    for (let time = 0; time < 2; time += 1)
      expect(await loadCommand.run([folder, "--db", database])).toBe(0);
  });

  it("teaches", async () => {
    expect(await loadCommand.run(["--help"])).toBe(0);
    expect(said).toContain("退出码");
  });
});

describe("a wrong call", () => {
  const commands = { load: loadCommand, status: statusCommand, read: readCommand };

  it.each([
    ["load", [".", "--db", ""], "选项“--db”的内容是空的"],
    ["load", [""], "有一个路径是空的"],
    ["load", ["--db"], "选项“--db”后面缺少内容"],
    ["load", ["--bogus"], "没有“--bogus”这个选项"],
    ["status", ["--db", ""], "选项“--db”的内容是空的"],
    ["status", ["--all=yes"], "选项“--all”不带内容"],
    ["status", ["data"], "不认得“data”：这个命令只用选项"],
    ["read", ["--bogus"], "没有“--bogus”这个选项"],
  ] as const)("of %s with %j is answered in a sentence", async (name, args, words) => {
    expect(await commands[name].run([...args])).toBe(1);
    expect(complained).toContain(words);
    expect(existsSync(data)).toBe(false);
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
    expect(said).toContain("收到的文件：重复 1，已载入 1，未采用 1");
    expect(said).toMatch(/c\.txt：.+/);
    expect(said).toMatch(/浙江省 2023年：应有 102，缺 101：浙江省、杭州市/);
  });

  it("ends with 1 and says what to do while nothing was loaded", async () => {
    expect(await statusCommand.run([])).toBe(1);
    expect(said).toContain("npm run etl -- load data/reports");
  });
});
