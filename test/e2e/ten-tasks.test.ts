import JSZip from "jszip";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { VariantReport } from "../support/variant-report";
import { openVisits } from "../support/visits";

const visits = openVisits();

/** The most that any of the ten tasks of a supervisor may take, from the home page. */
const MOST = 4;

/** A supervisor at work: what is clicked, chosen, typed as a name and sent by a key counts one each. */
class Supervisor {
  clicks = 0;
  constructor(readonly page: Page) {}

  get main(): Locator {
    return this.page.locator("main");
  }

  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }

  /** Waits until React has taken the page over: what is handed to a form before is not heard. */
  async settle(): Promise<void> {
    await this.page.waitForFunction(() => {
      const search = document.querySelector("form[aria-label=全站查找地区] input");
      return search !== null && Object.keys(search).some((key) => key.startsWith("__reactProps"));
    });
  }

  /** Follows a link of the menu. The address changes before the page does, which lights its link. */
  async turnTo(name: string, path: RegExp): Promise<void> {
    const link = this.page
      .locator("nav[aria-label=主导航]")
      .getByRole("link", { name, exact: true });
    await this.click(link);
    await this.page.waitForURL(path);
    await link.and(this.page.locator("[aria-current=page]")).waitFor();
  }

  /** Chooses of a filter, which asks for what was chosen by itself. */
  async choose(filter: string, option: string, then: RegExp): Promise<void> {
    this.clicks += 1;
    await this.page.locator(`select[name=${filter}]`).selectOption({ label: option });
    await this.page.waitForURL(then);
  }

  /** Writes names into the search of every page and sends them. */
  async search(...names: readonly string[]): Promise<void> {
    this.clicks += names.length + 1;
    await this.page.getByRole("combobox", { name: "查找地区" }).fill(names.join("、"));
    await this.page.keyboard.press("Enter");
  }

  async hand(input: Locator, name: string, content: Buffer): Promise<void> {
    this.clicks += 1;
    await input.setInputFiles({ name, mimeType: "application/octet-stream", buffer: content });
  }

  /** Name of the file that a link saves. */
  async save(what: Locator): Promise<string> {
    const waiting = this.page.waitForEvent("download");
    await this.click(what);
    return (await waiting).suggestedFilename();
  }

  /** A file that one more click saves, which takes long to write. */
  async offers(file: Locator): Promise<void> {
    this.clicks += 1;
    expect(await file.getAttribute("href")).toContain("format=");
  }

  /** The answer is there once these words are; the address can be passed on. */
  async sees(...words: readonly (string | RegExp)[]): Promise<void> {
    for (const each of words)
      await this.main.getByText(each).filter({ visible: true }).first().waitFor();
  }
}

const CIRCULAR = "/briefing/file?area=990200&format=docx";

/** The circular of a city with one of its figures made smaller. */
async function changedCircular(): Promise<Buffer> {
  const answer = await fetch(visits.site + CIRCULAR);
  const archive = await JSZip.loadAsync(await answer.arrayBuffer());
  const body = (await archive.file("word/document.xml")?.async("string")) ?? "";
  const changed = body.replace("43.1%", "13.1%");
  expect(changed).not.toBe(body);
  archive.file("word/document.xml", changed);
  return archive.generateAsync({ type: "nodebuffer" });
}

const TASKS: Readonly<Record<string, (supervisor: Supervisor) => Promise<unknown>>> = {
  "which districts, and since when": (at) =>
    at.sees(/^湛浦市：不掌握率48\.0%，全省第1（.*自2021年起连续5年显著偏高/u),

  "improved since 2022, and who moved the province": async (at) => {
    await at.choose("base", "2022年", /base=2022/u);
    await at.sees(/较2022年 .*个百分点/u);
    const headline = at.main.locator("dl > div", { hasText: /^不掌握率/u }).first();
    await headline.getByText("较2022年").waitFor();
    await at.click(headline.getByRole("link", { name: "由谁带来" }));
    await at.page.waitForURL(/\/compare\/change/u);
    await at.sees(/与2022年相比，.*个改善、/u, /个地区拉高，合计/u);
  },

  "the printed cell behind a mark": async (at) => {
    await at.turnTo("区县比较", /\/compare$/u);
    const mark = at.main.locator("figure svg a", { hasText: "湛浦市" }).first();
    await at.click(mark);
    await at.page.waitForURL(/\/(districts|reports)\//u);
    await at.click(at.main.getByRole("link", { name: "48.0%" }).first());
    await at.page.waitForURL(/\/reports\/.*#unable_not_held_total$/u);
    await at.main.locator("#unable_not_held_total").waitFor();
  },

  "missing, late, not adding up, and the letters": async (at) => {
    await at.turnTo("质量核查", /\/checks$/u);
    await at.sees("未载入", "逾期", "数字有差错", "锦原市");
    await at.click(at.main.getByRole("link", { name: "发函清单" }));
    await at.page.waitForURL(/template=letter/u);
    await at.offers(at.main.getByRole("link", { name: /^下载全部函件（ZIP，\d+份）$/u }));
  },

  "a city's circular, ready to sign": async (at) => {
    await at.turnTo("简报", /\/briefing$/u);
    await at.choose("area", "　澜阳市", /area=990200/u);
    await at.sees("关于澜阳市各县（市、区）");
    const name = await at.save(at.main.getByRole("link", { name: "下载Word文档" }));
    expect(name).toMatch(/澜阳市.*\.docx$/u);
  },

  "verify a changed figure": async (at) => {
    const changed = await changedCircular();
    await at.turnTo("核验", /\/briefing\/verify/u);
    await at.hand(at.main.locator("input[type=file]"), "通报.docx", changed);
    await at.main.locator("#verdict").waitFor();
    const verdict = await at.main
      .locator("section", { has: at.page.locator("#verdict") })
      .innerText();
    expect(verdict).toMatch(/43\.1%\s+13\.1%/u);
  },

  "three districts side by side": async (at) => {
    await at.search("葭塘区", "漪溪区", "栖湾区");
    await at.page.waitForURL(/\/districts\/compare\?codes=990203,990201,990202/u);
    await at.sees(/^与葭塘区相比：/u);
  },

  "departments of one city": async (at) => {
    await at.search("澜阳市");
    await at.page.waitForURL(/\/districts\/990200/u);
    await at.click(at.main.getByRole("link", { name: "比较这14个政府部门" }).first());
    await at.page.waitForURL(/kind=department/u);
    await at.sees("澜阳市交通运输局");
  },

  "share and export": async (at) => {
    await at.turnTo("区县比较", /\/compare$/u);
    await at.choose("year", "2024年度", /year=2024/u);
    await at.sees(/2024年度/u);
    const shared = await visits.read(
      new URL(at.page.url()).pathname + new URL(at.page.url()).search,
    );
    expect(shared).toContain("2024年度");
    expect(await at.save(at.main.getByRole("link", { name: "CSV" }).first())).toMatch(
      /2024年度.*\.csv$/u,
    );
  },

  "an own folder": async (at) => {
    const report = new VariantReport({ seed: 1, year: 2024 });
    await at.turnTo("工作台", /\/desk$/u);
    await at.hand(
      at.main.locator("input[name=documents]"),
      "report.html",
      Buffer.from(report.html),
    );
    await at.sees(`${report.truth.body}2024年度报告`);
  },
};

it.each(Object.entries(TASKS))(
  "%s takes a supervisor at most four clicks from the home page",
  async (_, perform) => {
    const page = await visits.visit("/");
    const supervisor = new Supervisor(page);
    await supervisor.settle();
    await perform(supervisor);
    expect(supervisor.clicks).toBeLessThanOrEqual(MOST);
  },
  120_000,
);
