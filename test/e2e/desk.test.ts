import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { loadBodies } from "#etl/intake/bodies";
import { JOURNAL_ACTIONS } from "#domain/desk/journal";
import { loadDivisions } from "#etl/intake/register";
import { dataStore } from "#store/data-folder";
import { figuresCsv, loadInto, writeReports } from "../support/load";
import { addressOf, startServer, stopServer } from "../support/served";
import { VariantReport } from "../support/variant-report";
import { openVisits } from "../support/visits";

/** An invented report of a body whose name begins so. */
function reportOf(place: string): VariantReport {
  for (let seed = 1; seed < 200; seed += 1) {
    const report = new VariantReport({ seed, year: 2024 });
    if (report.truth.body.startsWith(place)) return report;
  }
  throw new Error(`No seed draws ${place}`);
}

const first = reportOf("霖川市晴溪区");
const second = reportOf("澜阳市漪溪区");
const third = reportOf("霁原市桐津区");
/** Cells that two of them spoil, as no reader can read them. */
const [TYPED, ENTERED] = ["new_requests_total", "disclosed_total"] as const;
const DOCUMENTS = [
  { name: "晴溪区.html", text: first.figure(TYPED, "？？").html },
  { name: "漪溪区.html", text: second.figure(ENTERED, "？？").html },
  {
    name: "没有写明机关.html",
    text: third.text((text) => text.replaceAll(/霁原市|桐津区人民政府|桐津区/gu, "")).html,
  },
];

const data = mkdtempSync(join(tmpdir(), "gongkai-desk-"));
const servers: ReturnType<typeof startServer>[] = [];
afterAll(async () => {
  for (const server of servers) await stopServer(server);
  rmSync(data, { recursive: true, force: true });
});

/** One report is published, of which a total is not the sum of its parts. */
async function startDesk(): Promise<string> {
  const earlier = join(data, "earlier");
  const text = figuresCsv(2021, { review_total: "3" });
  const body = { division: "990121", body: "霖川市澄原县人民政府", year: 2024 };
  writeReports(earlier, [{ ...body, file: "澄原县.csv", text }]);
  await loadInto(dataStore(data), [earlier], {
    divisions: loadDivisions(),
    bodies: loadBodies(),
  });
  // The server of the run builds the pages; a second one at the same time would build them too.
  await addressOf();
  servers.push(startServer(data));
  return addressOf(data);
}

const visits = openVisits(startDesk);
const { visit } = visits;
/** What a page answers to a form may take a process of its own. */
const ANSWER = { timeout: 120_000 };

async function send(page: Page, documents: typeof DOCUMENTS): Promise<void> {
  await page.locator("input[name=documents]").setInputFiles(
    documents.map(({ name, text }) => ({
      name,
      mimeType: "text/html",
      buffer: Buffer.from(text),
    })),
  );
}

/** Opens a document of the list for review. */
async function review(file: string): Promise<Page> {
  const page = await visit("/desk");
  await page.locator("li", { hasText: file }).locator('a[href^="/desk/review/"]').click();
  await page.waitForURL(/\/desk\/review\/./u, ANSWER);
  await page.waitForLoadState("networkidle");
  return page;
}

/** What the keyboard acts on. */
function focused(page: Page): Promise<{ readonly id: string; readonly text: string }> {
  return page.evaluate(() => {
    const { id = "", textContent } = document.activeElement ?? {};
    return { id, text: textContent ?? "" };
  });
}

async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 300 && !(await isThere()); presses += 1)
    await page.keyboard.press("Tab");
}

const truthOf = ({ truth }: VariantReport, cell: string): string =>
  truth.cells.get(cell)?.text ?? "";

/** What readers see of the districts. */
const compared = (): Promise<string> => visits.read("/compare");

describe("the desk, from documents to what readers see", { timeout: 300_000 }, () => {
  it("takes three documents in and says of each what is wrong with it", async () => {
    const page = await visit("/desk");
    await page.getByText("还没有收到文件").waitFor();
    await page.waitForLoadState("networkidle");
    await send(page, DOCUMENTS);
    await expect
      .poll(() => page.locator('a[href^="/desk/review/"]').count(), ANSWER)
      .toBe(DOCUMENTS.length);
    const text = await page.locator("main").innerText();
    expect(text).toContain("霖川市晴溪区人民政府2024年度报告");
    expect(text).toContain("没有认出机关");
    expect(text).not.toMatch(/undefined|NaN|\[object/u);
    expect((await visits.read("/compare")).includes("漪溪区")).toBe(false);
  });

  it("enters one cell by the keyboard alone", async () => {
    const page = await review("晴溪区.html");
    await tabTo(page, async () => (await focused(page)).id === `f-${TYPED}`);
    await page.keyboard.type(truthOf(first, TYPED));
    await tabTo(page, async () => (await focused(page)).text.startsWith("保存"));
    await page.keyboard.press("Enter");
    await page.getByText("已照原件录入1格，发布后生效。").waitFor(ANSWER);
  });

  it("enters another with the mouse, and undoes and repeats it", async () => {
    const page = await review("漪溪区.html");
    const save = async () => {
      const field = page.locator(`#f-${ENTERED}`);
      await field.fill(truthOf(second, ENTERED));
      await page.locator("form", { has: field }).getByRole("button", { name: /^保存/ }).click();
      await page.getByText("已照原件录入1格，发布后生效。").waitFor(ANSWER);
    };
    await save();
    await page.getByRole("button", { name: /^撤销/ }).first().click();
    await page.getByText("已撤销，恢复为改动前的内容。").waitFor(ANSWER);
    await save();
  });

  it("takes whose report it is from the register", async () => {
    const page = await review("没有写明机关.html");
    const identity = page.locator("#identity");
    await identity.locator("input[name=q]").fill("桐津区");
    await identity.getByRole("button", { name: "查找" }).click();
    const choice = identity.getByLabel(/桐津区人民政府(?!办公室)/u).first();
    await choice.check(ANSWER);
    await identity.locator("select[name=year]").selectOption("2024");
    await identity.getByRole("button", { name: "按此指定，重新读取" }).click();
    await page.getByText("已指定，正在按新的信息重新读取").waitFor(ANSWER);
  });

  it("accepts a finding of a report that is loaded", async () => {
    const page = await visit("/desk/review");
    await page
      .locator("#loaded, section", { hasText: "已经载入" })
      .getByRole("link")
      .last()
      .click();
    await page.waitForURL(/\/desk\/review\/./u, ANSWER);
    await page.locator("#findings summary").click();
    const finding = page.locator("#findings li").first();
    await finding.locator("input[name=reason]").fill("该县说明并附台账，已核对");
    await finding.getByRole("button", { name: "接受" }).click();
    await page.getByText("已接受，发布后不再列为待反馈。").waitFor(ANSWER);
  });

  it("passes axe and fits a telephone on each of its pages", async () => {
    const page = await visit("/desk/review");
    const documents = await page
      .locator('main a[href^="/desk/review/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    const paths = [
      "/desk",
      "/desk/review",
      "/desk/filings",
      "/desk/draft",
      "/desk/publish",
      "/desk/journal",
    ];
    expect(documents).not.toEqual([]);
    for (const path of [...paths, ...documents.slice(0, 1)])
      expect({ path, ...(await visits.examine(path)) }).toEqual({
        path,
        width: 390,
        violations: [],
      });
  });

  it("lists what publishing changes, before it does, and publishes once every warning is ticked", async () => {
    const page = await visit("/desk/publish");
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: "准备发布" }).click();
    await page.getByText("第1版 → 第2版").waitFor(ANSWER);
    const text = await page.locator("main").innerText();
    expect(text).toContain("新增3份报告");
    expect(text).toContain("漪溪区");
    expect(text).not.toMatch(/undefined|NaN|\[object/u);
    expect(await compared()).not.toContain("漪溪区");
    const warnings = await page.locator("input[name=read]").all();
    expect(warnings.length).toBeGreaterThan(0);
    expect(await page.getByRole("button", { name: /项没有勾选$/ }).isDisabled()).toBe(true);
    for (const warning of warnings) await warning.check();
    await page.getByRole("button", { name: "发布第2版" }).click();
    await page.getByText("已发布第2版").waitFor(ANSWER);
    for (const place of ["晴溪区", "漪溪区", "桐津区"])
      await expect.poll(compared, ANSWER).toContain(place);
  });

  it("restores the version before, and keeps a line of all that was done", async () => {
    const page = await visit("/desk/publish");
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: "恢复第1版" }).click();
    await page.getByText("由第2版恢复").waitFor(ANSWER);
    await expect.poll(compared, ANSWER).not.toContain("漪溪区");
    const journal = await visits.read("/desk/journal");
    for (const action of ["received", "cell_entered", "published", "restored"] as const)
      expect(journal).toContain(JOURNAL_ACTIONS[action].name);
  });

  it("takes documents in without JavaScript too", async () => {
    const page = await visit("/desk", undefined, false);
    await send(page, [{ name: "另一份.html", text: reportOf("澜阳市漪溪区").html }]);
    await page
      .locator("form", { has: page.locator("input[name=documents]") })
      .locator("button")
      .first()
      .click();
    await page.waitForURL(/batch=/u, ANSWER);
    expect(await page.locator("main").innerText()).toContain("另一份.html");
  });
});
