import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { launch } from "./browser";
import { readMain } from "./page-text";
import { addressOf, START_PATIENCE } from "./served";

/** A visitor of a site. Pages are closed after each test, which fails where one of them complained in the console. */
export interface Visits {
  /** Address of the site, without a slash at its end. */
  readonly site: string;
  readonly visit: (path: string, width?: number, javaScript?: boolean) => Promise<Page>;
  /** Opens a page on a telephone: its width there, and the violations that axe finds, there or then on a screen. */
  readonly examine: (
    path: string,
    on?: "telephone" | "screen",
  ) => Promise<{ width: number; violations: readonly string[] }>;
  /** What the main part of a page says before JavaScript arrives. */
  readonly read: (path: string) => Promise<string>;
}

const TELEPHONE = { width: 390, height: 900 };
const SCREEN = { width: 1440, height: 900 };
/** The first visit pays for the start of a server that has not answered yet. */
const PATIENCE = 60_000;

/** Visits the site of the run, or another that a set-up of the file starts. */
export function openVisits(start: () => Promise<string> = () => addressOf()): Visits {
  let site = "";
  let browser: Browser;
  /** One for each kind of visitor, so that pages after the first find scripts and fonts in its cache. */
  const contexts = new Map<string, Promise<BrowserContext>>();
  const open: Page[] = [];
  const complaints: string[] = [];
  /** One page examines all, so that its process compiles axe and the scripts once. */
  let examined: Promise<Page> | undefined;

  beforeAll(async () => {
    [site, browser] = await Promise.all([start(), launch(inject("browser"))]);
  }, START_PATIENCE);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());

  async function contextOf(width: number, javaScript: boolean): Promise<BrowserContext> {
    const key = `${String(width)} ${String(javaScript)}`;
    const context =
      contexts.get(key) ??
      browser.newContext({
        viewport: { width, height: 900 },
        javaScriptEnabled: javaScript,
        locale: "zh-CN",
      });
    contexts.set(key, context);
    return context;
  }

  async function openPage(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultNavigationTimeout(PATIENCE);
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  }

  async function openExamined(): Promise<Page> {
    const page = await openPage(await contextOf(SCREEN.width, true));
    await page.addInitScript({ content: axe.source });
    return page;
  }

  return {
    get site() {
      return site;
    },
    async visit(path, width = SCREEN.width, javaScript = true) {
      const page = await openPage(await contextOf(width, javaScript));
      open.push(page);
      await page.goto(site + path);
      return page;
    },
    async examine(path, on = "screen") {
      examined ??= openExamined();
      const page = await examined;
      await page.setViewportSize(TELEPHONE);
      await page.goto(site + path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (on === "screen") await page.setViewportSize(SCREEN);
      return { width, violations: await findViolations(page) };
    },
    async read(path) {
      const response = await fetch(site + path);
      return readMain(await response.text());
    },
  };
}

/** Rows of long tables between the first eight and the last four: axe takes seconds for them, and they are like the others. */
const MIDDLE_ROWS = "tbody > tr:nth-child(n + 9):nth-last-child(n + 5)";

/** What axe finds wrong with a page that brought it along. */
async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(
    (exclude) => window.axe.run({ exclude }, { resultTypes: ["violations"] }),
    [MIDDLE_ROWS],
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}
