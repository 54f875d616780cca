import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import type { Division } from "#domain/report/division";
import { BRIEFING_FORMATS } from "#briefing/formats";
import { BRIEFING_TEMPLATE_CODES } from "#domain/briefing/templates";
import { dataStore } from "#store/data-folder";
import { figuresCsv, loadInto, type ReportDocument, writeReports } from "../../support/load";
import { openSite, type Site } from "../../support/site";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";

/** A province with a city of fifteen counties, and one of which nothing is ever loaded. */
const DIVISIONS: readonly Division[] = [
  ["990000", "示例省", "province", null] as const,
  ["990100", "甲市", "city", "990000"] as const,
  ...Array.from({ length: 15 }, (_, index) => {
    const number = String(index + 1).padStart(2, "0");
    return [
      `9901${number}`,
      `${"子丑寅卯辰巳午未申酉戌亥天地人"[index] ?? ""}县`,
      "county",
      "990100",
    ] as const;
  }),
  ["980000", "空白省", "province", null] as const,
  ["980101", "空白县", "county", "980000"] as const,
].map(([code, name, level, parent]) => ({
  code,
  name,
  level,
  parent,
  validFrom: null,
  validTo: null,
  successors: [],
  formerNames: [],
  note: "",
}));

const FIGURES = {
  new_requests_natural_person: "40",
  new_requests_total: "40",
  disclosed_natural_person: "30",
  disclosed_total: "30",
  unable_not_held_natural_person: "10",
  unable_not_held_total: "10",
  handled_total_natural_person: "40",
  handled_total_total: "40",
  review_upheld: "2",
  review_total: "2",
};

const countyReport = (number: number, year: number): ReportDocument => ({
  file: `${String(number)}-${String(year)}.csv`,
  text: figuresCsv(year < 2021 ? 2019 : 2021, FIGURES),
  division: `9901${String(number).padStart(2, "0")}`,
  body: `${DIVISIONS[number + 1]?.name ?? ""}人民政府`,
  year,
  published: `${String(year + 1)}-03-01`,
});

const bureauReport = (name: string): ReportDocument => ({
  ...countyReport(1, 2024),
  file: `${name}.csv`,
  body: `子县${name}`,
  kind: "department",
  scope: "organ",
});

interface World {
  readonly reports: readonly ReportDocument[];
  /** A file that is no report. */
  readonly refused?: boolean;
  /** A line of absences.csv. */
  readonly absence?: string;
  /** The years of which a report is loaded. */
  readonly years: readonly number[];
}

const WORLDS = {
  "one report": { reports: [countyReport(1, 2024)], years: [2024] },
  "three bodies": {
    reports: [
      ...[countyReport(1, 2024), countyReport(2, 2024)],
      // Before its year was over, which is to be explained and not late.
      { ...countyReport(3, 2024), published: "2024-12-20" },
    ],
    absence: "990104,government,,2024,机构撤并,电话记录,市政府办,2025-05-06",
    years: [2024],
  },
  "three departments of one county": {
    reports: ["教育局", "民政局", "水利局"].map(bureauReport),
    years: [2024],
  },
  "one body in two years that are no neighbours": {
    reports: [countyReport(1, 2020), countyReport(1, 2023)],
    years: [2020, 2023],
  },
} as const satisfies Record<string, World>;

const PAGES = ["/", "/compare", "/compare/change", "/outcomes", "/review", "/proactive", "/checks"];
const FILES = [
  "/overview.csv",
  "/compare.csv",
  "/compare/change.csv",
  "/outcomes.csv",
  "/review.csv",
  "/review.csv?table=bodies",
  "/review.csv?table=corrections",
  "/review.csv?table=link",
  "/proactive.csv",
  "/checks.csv",
  "/checks.xlsx",
  "/districts.csv",
  "/overview/chart?chart=mix&format=svg",
  "/compare/chart?chart=bodies&format=svg",
  "/review/chart?chart=years&format=svg",
  "/outcomes/chart?chart=by-applicant&format=svg",
];
const OTHERS = [
  "/districts",
  "/districts/990101",
  "/districts/990115",
  "/districts/980101",
  "/districts/990100",
  "/districts/990100/sums",
  "/districts/990101/years",
  "/districts/990115/outcomes",
  "/districts/990101/sheet",
  "/districts/990101.csv",
  "/districts/990115.csv",
  "/districts/compare?codes=990101,990102",
  "/districts/compare.csv?codes=990114,990115",
  "/method",
  "/method.csv",
  "/briefing/verify",
  ...BRIEFING_TEMPLATE_CODES.map((template) => `/briefing?template=${template}`),
  "/briefing?template=letter&division=990101",
];
const DOCUMENTS = Object.keys(BRIEFING_FORMATS).map(
  (format) => `/briefing/file?template=letter&format=${format}`,
);
const FILTERS = [
  "",
  "year=2024&level=city",
  "area=980000",
  "scope=organ&kind=department",
  "indicator=review_corrected_rate&view=ranked",
];
/** Files take the filters of their pages: a few show it. */
const FILTERS_OF_FILES = ["", "year=2024&level=city"];
const withQuery = (address: string, query: string) =>
  query === "" ? address : `${address}${address.includes("?") ? "&" : "?"}${query}`;

/** Sentences that say that all is well. */
const ALL_CLEAR =
  /没有(?:地区|机关|部门)\S{0,12}(?:偏高|高于)|中，没有\S{0,8}偏高|没有缺报|均在99\.8%控制限以内|没有需要核实的事项，供参考|没有发现需要整改|正常范围/u;
const BROKEN = /NaN|undefined|Infinity|\bnull\b|\[object/u;

let site: Site;
let isOpen = false;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-sparse-"));
});
afterAll(() => {
  site.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a site that knows nothing of the world before. */
async function openAnew(root: string) {
  closeDatabase();
  vi.stubEnv("GONGKAI_DATA", root);
  if (isOpen) site.close();
  site = await openSite();
  isOpen = true;
}

/** Loads a world into a store of its own and opens a site that reads it. */
async function openWorld(
  name: string,
  { reports, refused = false, absence }: Omit<World, "years">,
) {
  const root = join(folder, name);
  const documents = join(root, "documents");
  mkdirSync(documents, { recursive: true });
  if (refused) writeFileSync(join(documents, "通知.txt"), "这不是年度报告。");
  else writeReports(documents, reports);
  if (absence !== undefined)
    writeFileSync(
      join(root, "absences.csv"),
      `division,kind,body,year,reason,source,by,date\n${absence}\n`,
    );
  await loadInto(dataStore(root), [documents], { divisions: DIVISIONS });
  await openAnew(root);
}

afterAll(() => {
  closeDatabase();
  vi.unstubAllEnvs();
});

/** The titles of a page: of itself, its sections and its charts. */
const titlesIn = (html: string): string[] =>
  [...html.matchAll(/<(h1|h2|h3|figcaption)\b[^>]*>([\s\S]*?)<\/\1>/gu)].map(([, , inner = ""]) =>
    inner.replaceAll(/<!--.*?-->|<[^>]*>/gu, ""),
  );

describe.each([
  [
    "no load at all",
    async () => {
      mkdirSync(join(folder, "never"), { recursive: true });
      await openAnew(join(folder, "never"));
    },
  ],
  ["a load without a report", () => openWorld("refused", { reports: [], refused: true })],
] as const)("with %s", (_name, open) => {
  beforeAll(open, 60_000);

  it("every page and file says that there is nothing to show", async () => {
    for (const page of [...PAGES, ...FILES, "/districts", "/briefing", ...DOCUMENTS]) {
      // Where nothing was ever published the plain address leads to the desk.
      const address = page === "/" ? "/?year=2024" : page;
      const { status, text } = await site.get(address);
      expect(status, address).toBe(503);
      expect(text, address).toContain("没有可以显示的数字");
      expect(text, address).not.toMatch(ALL_CLEAR);
      expect(text, address).not.toMatch(BROKEN);
    }
  }, 120_000);

  it("the pages that explain are shown, without examples of what is not there", async () => {
    const [help, method] = await Promise.all([site.get("/help"), site.get("/method")]);
    expect([help.status, method.status]).toEqual([200, 200]);
    expect(help.text).toContain("名词解释");
    expect(help.text).not.toContain("三个例子");
  });

  it("the way to the desk is pointed out where there is one", async () => {
    expect((await site.get("/compare")).text).toContain("到工作台");
    const closed = await openSite({ by: "nobody" });
    const { text } = await closed.get("/compare");
    closed.close();
    expect(text).toContain("没有可以显示的数字");
    expect(text).not.toContain("到工作台");
  });
});

describe.each(Object.entries(WORLDS))("with %s", (name, world) => {
  beforeAll(() => openWorld(name, world), 60_000);

  it("no page and no file fails, clears anybody or prints what is no number", async () => {
    for (const query of FILTERS)
      for (const address of [...PAGES, ...(FILTERS_OF_FILES.includes(query) ? FILES : [])]) {
        const { status, text } = await site.get(withQuery(address, query));
        const at = withQuery(address, query);
        expect(status, at).toBeLessThan(500);
        expect(text, at).not.toMatch(ALL_CLEAR);
        if (!address.endsWith(".xlsx")) expect(text, at).not.toMatch(BROKEN);
      }
    for (const address of [...OTHERS, ...(name === "one report" ? DOCUMENTS : [])]) {
      const { status, text } = await site.get(address);
      expect(status, address).toBeLessThan(500);
      if (address.startsWith("/method") || address.includes("/file")) continue;
      expect(text, address).not.toMatch(ALL_CLEAR);
      expect(text, address).not.toMatch(BROKEN);
    }
  }, 240_000);

  it("a first view opens what is loaded, and no title names a year of which nothing is", async () => {
    for (const address of PAGES) {
      const { status, html, text } = await site.get(address);
      expect(status, address).toBe(200);
      if (address !== "/compare/change") expect(text, address).not.toContain("未载入：示例省");
      const years = titlesIn(html).flatMap((title) => title.match(/20\d\d(?=年(?!格式))/gu) ?? []);
      for (const year of years)
        expect(world.years, `${address}: ${titlesIn(html).join("|")}`).toContain(Number(year));
    }
  }, 60_000);

  it("no report is called late that was published too early", async () => {
    for (const address of ["/checks", "/districts/990103"])
      expect((await site.get(address)).text, address).not.toMatch(/逾期（2024-12|报告逾期/u);
  });

  it("what is not loaded leads to what is", async () => {
    for (const address of PAGES.filter((each) => each !== "/checks")) {
      const { text, html } = await site.get(withQuery(address, "area=990100&level=city"));
      expect(text, address).toContain("未载入：甲市");
      expect(text, address).toContain("也不等于没有问题");
      const [, to = ""] = /已载入、可以查看的[\s\S]*?href="([^"]*)"/u.exec(html) ?? [];
      const there = await site.get(to.replaceAll("&amp;", "&"));
      expect(there.status, to).toBe(200);
      expect(there.text, to).not.toContain("未载入：甲市");
    }
    const empty = await site.get("/districts/990115");
    expect(empty.text).toContain("报告未载入，没有可以核查的");
    expect(empty.text).not.toContain("没有发现问题");
    const { status, text, html } = await site.get("/compare?area=980000");
    expect(status).toBe(400);
    expect(text).toContain("未载入空白省及其所辖地区的报告");
    const [, nearest = ""] = /最接近的：<a [^>]*href="([^"]*)"/u.exec(html) ?? [];
    const opened = await site.get(nearest.replaceAll("&amp;", "&"));
    expect(opened.status, nearest).toBe(200);
    expect(opened.text).not.toContain("空白省");
  }, 60_000);

  it.runIf("absence" in world)(
    "a report that a person confirmed was not published is told so, with who, when and from what",
    async () => {
      const said = "市政府办2025-05-06核实，依据：电话记录；原因：机构撤并";
      const checks = await site.get("/checks?year=2024");
      expect(checks.text).toMatch(/未载入11个：[^；]*；未公布1个： ?卯县/u);
      expect(checks.text).toContain(`未公布（${said}）`);
      expect(checks.html).toContain(`title="未公布：${said}"`);
      const profile = await site.get("/districts/990104?year=2024");
      expect(profile.text.replaceAll(" ", "")).toContain(`应报，未公布（${said}）`);
      const home = await site.get("/?year=2024");
      expect(home.text.replaceAll(" ", "")).toContain(`未公布：卯县（${said}）`);
      const letter = await site.get(
        "/briefing?template=letter&letter=reminder&division=990104&year=2024",
      );
      expect(letter.text).toContain(
        "经市政府办于2025年5月6日核实（依据：电话记录），卯县未公布2024年度报告（原因：机构撤并）",
      );
      expect(letter.text).not.toContain("卯县2024年度报告在汇总系统中未载入");
      const circular = await site.get("/briefing?template=circular&year=2024");
      expect(circular.text.replaceAll(" ", "")).toContain(
        "未公布1个，为卯县（市政府办2025年5月6日核实",
      );
    },
    60_000,
  );

  it("a grid of figures that are not known leads nowhere", async () => {
    for (const address of [...PAGES, "/districts/990115"])
      for (const query of ["", "level=city&area=990100"]) {
        const { html } = await site.get(withQuery(address, query));
        const dead = [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>\s*<abbr/gu)].map(
          ([, to]) => to,
        );
        expect(
          dead.filter((to) => !to?.startsWith("/reports/")),
          address,
        ).toEqual([]);
      }
  }, 60_000);
});
