import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import JSZip from "jszip";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openVisits } from "../support/visits";

const visits = openVisits();
const { visit } = visits;

/** What the browser saves when a link is followed: its name, and its bytes. */
async function saved(page: Page, link: string) {
  const waiting = page.waitForEvent("download", { timeout: 60_000 });
  await page.getByRole("link", { name: link }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), path: await file.path() };
}

describe.each([
  "/briefing",
  "/briefing?template=topic",
  "/briefing?template=letter&division=990203",
  "/briefing?template=issues",
  "/briefing/verify",
])("%s", (path) => {
  it("passes axe, fits a telephone and works before JavaScript arrives", async () => {
    const { width, violations } = await visits.examine(path, "telephone");
    expect(violations).toEqual([]);
    expect(width).toBeLessThanOrEqual(390);
    const text = await visits.read(path);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    if (path !== "/briefing/verify") expect(text).toContain("演示数据（虚构）");
  });
});

describe("the files of a briefing", () => {
  it("arrive as Word, Excel and ZIP under Chinese names and hold the figures of the page", async () => {
    const page = await visit("/briefing?template=issues");
    const code = (await page.locator("#preview").innerText()).match(/核验码 \S+/)?.[0];

    const word = await saved(page, "下载Word文档");
    expect(word.name).toMatch(/问题清单_演示数据（虚构）\.docx$/);
    const archive = await JSZip.loadAsync(await readFile(word.path));
    const xml = (await archive.file("word/document.xml")?.async("string")) ?? "";
    expect(xml.replaceAll(/<[^>]+>/g, "")).toContain(code ?? "none");
    const properties = (await archive.file("docProps/custom.xml")?.async("string")) ?? "";
    const fingerprint = /gk1:[^<]+/.exec(properties)?.[0].replaceAll("&amp;", "&");

    const sheet = await saved(page, "下载Excel表格");
    expect(sheet.name).toMatch(/演示数据（虚构）\.xlsx$/);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(sheet.path);
    expect(book.keywords).toBe(fingerprint);

    const all = await saved(page, "下载全部文件");
    const names = Object.keys((await JSZip.loadAsync(await readFile(all.path))).files);
    expect(names).toEqual(
      expect.arrayContaining([word.name, sheet.name, "表格/问题清单_演示数据（虚构）.csv"]),
    );
  });

  it("give each chart as SVG and PNG with title, definition and source", async () => {
    const svg = await fetch(
      `${visits.site}/briefing/chart?template=topic&chart=series_not_held_rate&format=svg`,
    );
    expect(await svg.text()).toMatch(/历年不掌握率[\s\S]*来源/);
    const png = await fetch(
      `${visits.site}/briefing/chart?template=topic&chart=series_not_held_rate&format=png`,
    );
    expect(
      Buffer.from(await png.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
  });

  it("are verified in the browser, without being sent", async () => {
    const page = await visit("/briefing?template=letter&division=990203");
    const word = await saved(page, "下载Word文档");
    await page.goto(`${visits.site}/briefing/verify`);
    await page.waitForLoadState("networkidle");
    await page.setInputFiles("input[type=file]", word.path);
    await page.getByText("一致：数据、口径和数字均与文件写成时相同。").waitFor();
    expect(await page.locator("main").innerText()).toContain("逐项比较，没有不同");
  });
});

describe("choices", () => {
  it("lead from the address to the document and keep in it only what was chosen", async () => {
    const page = await visit("/briefing");
    // JavaScript may have come and not yet taken the form over: what is chosen before asks for nothing.
    const choose = async (): Promise<string> => {
      await page.selectOption("select[name=template]", "topic");
      return new URL(page.url()).search;
    };
    await expect.poll(choose, { timeout: 30_000, interval: 2_000 }).toBe("?template=topic");
    await page.locator("#preview h3", { hasText: "指标口径与历年情况" }).waitFor();
  });

  it.each([
    ["/briefing?template=x", 400],
    ["/briefing?base=2099", 400],
    ["/briefing?indicators=x", 400],
    ["/briefing?template=letter&division=123456", 400],
    ["/briefing?date=soon", 400],
    ["/briefing/file?template=letter&division=990101", 404],
    ["/briefing/file?format=exe", 400],
    ["/briefing/chart?chart=x", 404],
    ["/briefing/verify?fingerprint=x", 400],
  ])("%s is refused with %i and a Chinese sentence", async (path, status) => {
    const response = await fetch(visits.site + path);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(/\p{Script=Han}{4}/u);
  });
});
