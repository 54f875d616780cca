import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PAGES as PAGES_BY_FOLDER } from "#pages/pages";
import { openVisits } from "../support/visits";

const visits = openVisits();
const { visit } = visits;

const PAGES = [
  "/",
  "/compare",
  "/compare?indicator=new_requests",
  "/compare?scope=organ",
  "/outcomes",
  "/review",
  "/proactive",
  "/proactive?year=2020",
  "/districts",
  "/districts/990000",
  "/districts/990100",
  "/districts/990101",
  "/districts/990101/years",
  "/districts/990101/sheet",
  "/districts/990205?year=2023",
  "/districts/330211",
  "/reports/330211-office-2023-organ",
  "/reports/310000-office-2019-organ",
  "/reports/990101-government-2025-jurisdiction",
  "/reports/990205-government-2023-jurisdiction",
  "/checks",
  "/checks?year=2024&state=all",
  "/method",
];

describe.each(PAGES)("%s", (path) => {
  it("has no violation that axe finds, and fits a telephone without scrolling sideways", async () => {
    const { width, violations } = await visits.examine(path);
    expect(violations).toEqual([]);
    expect(width).toBeLessThanOrEqual(390);
  });

  it("says the same before JavaScript arrives, and that demo data are invented", async () => {
    const text = await visits.read(path);
    expect(text.length).toBeGreaterThan(200);
    if (/示例省/.test(text)) expect(text).toContain("演示数据（虚构）");
    expect(text).not.toMatch(/undefined|NaN|\[object|\0|\uFFFD/);
  });
});

const routeSchema = z.object({ module: z.string(), imports: z.array(z.string()).default([]) });
const manifestSchema = z.object({
  entry: routeSchema,
  routes: z.record(z.string(), routeSchema),
});

/** What the build lists for browsers, and the address of the list. */
async function fetchManifest() {
  const html = await fetchText("/");
  const [url] = /\/assets\/manifest-[\w-]+\.js/u.exec(html) ?? [];
  if (url === undefined) throw new Error("The page names no manifest");
  const script = await fetchText(url);
  const list = script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1);
  return { url, ...manifestSchema.parse(JSON.parse(list)) };
}

async function fetchText(path: string): Promise<string> {
  return (await fetch(visits.site + path)).text();
}

describe("the first visit", () => {
  // Of the scripts 76 kB are React and Remix. What a page needs of the declarations its loader hands to it: one that brings
  // all of them, the rules of the checks or the schema library is above the limit at once.
  it("to any page loads at most 110,000 bytes of scripts, compressed", async () => {
    const { url, entry, routes } = await fetchManifest();
    const files = new Map(
      Object.keys(PAGES_BY_FOLDER).map((page) => {
        const parts = [entry, routes["root"], routes[`pages/${page}/page`]];
        const loaded = parts.flatMap((part) => (part ? [part.module, ...part.imports] : []));
        return [page, new Set([url, ...loaded])] as const;
      }),
    );
    const all = [...new Set([...files.values()].flatMap((each) => [...each]))];
    const sizes = new Map(
      await Promise.all(
        all.map(
          async (file) => [file, gzipSync(await fetchText(file), { level: 9 }).length] as const,
        ),
      ),
    );
    const heavy = [...files].flatMap(([page, own]) => {
      const size = [...own].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
      return own.size < 5 || size > 110_000 ? [`${page}: ${String(size)}`] : [];
    });
    expect(heavy).toEqual([]);
  });

  it.each([
    ["/", 250_000],
    ["/compare", 400_000],
  ])("to %s loads at most %i bytes of page", async (path, most) => {
    expect(Buffer.byteLength(await fetchText(path))).toBeLessThanOrEqual(most);
  });
});

describe("a wrong address", () => {
  it.each([
    ["/nowhere", 404],
    ["/districts/123456", 404],
    ["/reports/nothing", 404],
    ["/compare?year=abc", 400],
    ["/compare?indicator=nothing", 400],
    ["/compare.csv?level=x", 400],
  ])("%s gives %i and a Chinese sentence, no trace of the program", async (path, status) => {
    const response = await fetch(visits.site + path);
    expect(response.status).toBe(status);
    const text = (await response.text()).replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, "");
    expect(text).toMatch(/\p{Script=Han}{4}/u);
    expect(text).not.toMatch(/at \w+ \(|node_modules|Error:/);
  });
});

describe("filters", () => {
  it("work without JavaScript, and the address restores them", async () => {
    const page = await visit("/compare", 1440, false);
    await page.selectOption("select[name=indicator]", "unable_rate");
    await page.selectOption("select[name=year]", "2023");
    await page.getByRole("button", { name: "查看" }).click();
    expect(page.url()).toContain("indicator=unable_rate");
    expect(await page.inputValue("select[name=indicator]")).toBe("unable_rate");
    expect(await page.locator("main").innerText()).toContain("无法提供率");
  });

  it("leave out of the address what was not chosen once JavaScript is there", async () => {
    const page = await visit("/compare");
    // JavaScript may have come and not yet taken the form over: what is chosen before asks for nothing.
    const choose = async (): Promise<string> => {
      await page.selectOption("select[name=year]", "2023");
      return new URL(page.url()).search;
    };
    await expect.poll(choose, { timeout: 30_000, interval: 2_000 }).toBe("?year=2023");
    await page.goBack();
    await page.waitForURL((url) => url.search === "");
    await expect.poll(() => page.inputValue("select[name=year]"), { timeout: 15_000 }).toBe("2025");
  });
});

describe("an address in another order, with additions of other sites", () => {
  it("means the same once JavaScript is there", async () => {
    const page = await visit(
      "/districts/compare?campaign=news&year=2024&codes=990101,990102&scope=organ",
    );
    await page.waitForLoadState("networkidle");
    await expect
      .poll(() => new URL(page.url()).search, { timeout: 30_000 })
      .toBe("?codes=990101%2C990102&scope=organ&year=2024");
    const sent = await page
      .getByRole("form", { name: "选择并列的地区" })
      .evaluate((form) =>
        form instanceof HTMLFormElement ? [...new FormData(form).entries()] : [],
      );
    expect(Object.fromEntries(sent)).toMatchObject({
      year: "2024",
      scope: "organ",
      codes: "990101,990102",
    });
  });
});

describe("figures", () => {
  it("lead from the comparison to the report and its printed cell", async () => {
    const page = await visit("/compare");
    const cell = page.locator("#bodies tbody tr").first().locator("td").nth(1);
    await cell.getByRole("link").click();
    await page.waitForURL(/\/reports\/99\d{4}-government-2025-jurisdiction/);
    await page.getByRole("heading", { name: "收到和处理政府信息公开申请情况" }).waitFor();
  });

  it.each([true, false])(
    "bring up the printed cell they were followed to, JavaScript or none (%s)",
    async (javaScript) => {
      const page = await visit("/compare", 1440, javaScript);
      if (javaScript) await page.waitForLoadState("networkidle");
      const row = page.locator("#bodies tbody tr").first();
      const printed = await row.locator("td").nth(2).innerText();
      await row.locator("td").nth(2).getByRole("link").click();
      await page.waitForURL(/\/reports\/.*#handled_total_total$/);
      const cell = page.locator("td#handled_total_total");
      expect(await cell.getByRole("link").first().innerText()).toBe(printed.replaceAll(",", ""));
      await cell.getByText("办理结果").first().waitFor({ state: "visible" });
      await expect
        .poll(() => cell.evaluate((each) => getComputedStyle(each).boxShadow))
        .toMatch(/inset/);
    },
  );

  it("of the page are those of the file", async () => {
    const page = await visit("/compare?sort=division");
    const rows = await page.locator("#bodies tbody tr").count();
    const response = await fetch(`${visits.site}/compare.csv?sort=division`);
    expect(response.headers.get("Content-Disposition")).toContain(
      encodeURIComponent("演示数据（虚构）"),
    );
    const lines = (await response.text()).trim().split("\r\n");
    expect(lines).toHaveLength(rows + 1);
  });
});

describe("on paper", () => {
  /** Width between the margins of A4 on its side and upright, in CSS pixels. */
  const WIDTH = 1032;
  const UPRIGHT = 703;

  it.each([
    ["/checks", UPRIGHT, /594(?:\.\d+)? 841/],
    ["/review", WIDTH, /841(?:\.\d+)? 594/],
    ["/compare", UPRIGHT, /594(?:\.\d+)? 841/],
  ] as const)(
    "%s shows every row and column of its tables on A4, upright where there are at most ten columns",
    async (path, width, size) => {
      const page = await visit(path, width);
      await page.emulateMedia({ media: "print" });
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll("table")].flatMap((table) => {
          const frame = table.parentElement;
          const { overflow, maxHeight } = getComputedStyle(frame ?? table);
          const isCut = overflow !== "visible" || (frame !== null && maxHeight !== "none");
          const { right } = table.getBoundingClientRect();
          return isCut || right > window.innerWidth ? [`${overflow} ${maxHeight} ${right}`] : [];
        }),
      );
      expect(cut).toEqual([]);
      const [paper] = (await page.pdf({ preferCSSPageSize: true }))
        .toString("latin1")
        .match(/\/MediaBox\s*\[[^\]]*\]/) ?? [""];
      expect(paper).toMatch(size);
    },
  );

  it("marks a missing report by dark words in a frame, not by a background", async () => {
    const page = await visit("/checks", UPRIGHT);
    await page.emulateMedia({ media: "print" });
    const mark = page.getByTitle("未载入").first().locator("span[aria-hidden]");
    const style = await mark.evaluate((element) => {
      const { color, backgroundColor, borderTopStyle } = getComputedStyle(element);
      return { color, backgroundColor, borderTopStyle };
    });
    expect(style).toEqual({
      color: "rgb(26, 31, 41)",
      backgroundColor: "rgba(0, 0, 0, 0)",
      borderTopStyle: "solid",
    });
  });
});
