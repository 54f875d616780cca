import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { identityOf } from "#etl/intake/ledger";
import { loadDivisions } from "#etl/intake/register";
import { existsIn } from "#domain/report/division";
import { Random } from "../../support/documents/random";
import { readText } from "../../support/variant-report";

const PLAIN = readFileSync(
  new URL("../../fixtures/documents/cases/00-plain.html", import.meta.url),
  "utf8",
);
const BODY = "晴溪区人民政府";
const TITLE = `${BODY}2023年政府信息公开工作年度报告`;
const YEARS = [2020, 2021, 2022, 2024, 2025];
const titleOf = (year: number, body = BODY): string => `${body}${year}年政府信息公开工作年度报告`;

type Change = (html: string) => string;
const above =
  (block: string): Change =>
  (html) =>
    html.replace("<body>", `<body>${block}`);
const underTitle =
  (block: string): Change =>
  (html) =>
    html.replace("</h1>", `</h1>${block}`);
const atEnd =
  (block: string): Change =>
  (html) =>
    html.replace("</body>", `${block}</body>`);
const inTitleElement =
  (text: string): Change =>
  (html) =>
    html.replace(/<title>.*?<\/title>/, `<title>${text}</title>`);
const inHeading =
  (text: string): Change =>
  (html) =>
    html.replace(/<h1>.*?<\/h1>/, `<h1>${text}</h1>`);
const withoutPeriod: Change = (html) => html.replace(/所列数据的统计期限自.*?止。/, "");
const plainTitle: Change = (html) => html.replace(/<h1>(.*?)<\/h1>/, `<div class="tt">$1</div>`);
const both =
  (...changes: readonly Change[]): Change =>
  (html) =>
    changes.reduce((text, change) => change(text), html);

const links = YEARS.map((year) => `<li><a href="${year}.html">${titleOf(year)}</a></li>`).join("");
const items = YEARS.map((year) => `<li>${titleOf(year)}</li>`).join("");
const dated = YEARS.map((year) => `<li>${titleOf(year)} ${year + 1}-01-20</li>`).join("");
const news = `<p>${titleOf(2023, "霖川市澄原县人民政府")}</p>`;
const linkedNews = `<p><a href="x">${titleOf(2024, "霖川市澄原县人民政府")}</a></p>`;

/** What pages print around a report, and reports leave out; none of it changes whose report it is. */
const HARMLESS: Readonly<Record<string, Change>> = {
  "a linked list of years above": above(`<ul>${links}</ul>`),
  "a linked list of years below the title": underTitle(`<ul>${links}</ul>`),
  "a list of years without links above": above(`<ul>${items}</ul>`),
  "a list of years without links below the title": underTitle(`<ul>${items}</ul>`),
  "a list of years with dates above": above(`<ul>${dated}</ul>`),
  "a list of years above a title that is no heading": both(plainTitle, above(`<ul>${items}</ul>`)),
  "a list of years below a title that is no heading": both(plainTitle, (html) =>
    html.replace("</div>", `</div><ul>${items}</ul>`),
  ),
  "a linked list and neither heading nor page title": both(
    plainTitle,
    inTitleElement("政府信息公开年报"),
    above(`<ul>${links}</ul>`),
  ),
  "a list of years and no period": both(withoutPeriod, above(`<ul>${items}</ul>`)),
  "tabs of years": above("<ul><li>2024年</li><li>2022年</li></ul>"),
  "a path that ends in another year": above(
    "<div>您的位置：首页 &gt; 政府信息公开 &gt; 政府信息公开年报 &gt; 2024年</div>",
  ),
  "a path with slashes in a menu": above('<div class="crumb">首页 / 政府信息公开年报2024年</div>'),
  "the page before and the page after": underTitle(
    `<p>上一篇：${titleOf(2022)}</p><p>下一篇：<a href="x">${titleOf(2024)}</a></p>`,
  ),
  "related links": underTitle(`<div class="related"><p>${titleOf(2022)}</p></div>`),
  "related links at the end": atEnd(`<h3>相关链接</h3><p>${titleOf(2022)}</p>`),
  "hot news of another body": above(news),
  "hot news of another body in a link": above(linkedNews),
  "hot news of another body below the title": underTitle(news),
  "hot news above a title that is no heading": both(plainTitle, above(news)),
  "a letterhead of the superior": above("<p>霖川市人民政府</p>"),
  "a letterhead of the superior as a heading": above("<h1>霖川市人民政府门户网站</h1>"),
  "a copyright line": atEnd(
    "<p>版权所有：霖川市人民政府 2025年</p><p>主办：霖川市人民政府办公室</p>",
  ),
  "a signature dated in the next January": atEnd(`<p>${BODY}</p><p>2024年1月15日</p>`),
  "a signature of the office": atEnd(`<p>${BODY}办公室</p><p>2024年1月15日</p>`),
  "a printing date": atEnd("<p>霖川市晴溪区人民政府办公室 2024年1月20日印发</p>"),
  "a year in the page title only": both(
    inHeading(`${BODY}政府信息公开工作年度报告`),
    withoutPeriod,
  ),
  "a year in the period only": both(
    inHeading(`${BODY}政府信息公开工作年度报告`),
    inTitleElement("政府信息公开年报"),
  ),
  "a page title with the site": inTitleElement(`${TITLE}_政府信息公开年报_霖川市人民政府门户网站`),
  "a page title with another channel": inTitleElement(`2024年 - ${TITLE}`),
  "the name with its city in one place": inTitleElement(`霖川市${TITLE}`),
  "a list of dates of other pages": above("<p>发布日期</p><ul><li>2022-01-01</li></ul>"),
};

/** What makes it doubtful whose report it is: nobody may be believed. */
const DISPUTED: Readonly<Record<string, Change>> = {
  "a period of another year": (html) =>
    html.replace("自2023年1月1日起至2023年12月31日", "自2022年1月1日起至2022年12月31日"),
  "a heading of another year": inHeading(titleOf(2022)),
  "a page title of another year": inTitleElement(titleOf(2022)),
  "a heading of another body": inHeading(titleOf(2023, "霖川市澄原县人民政府")),
  "a heading of a department": inHeading(titleOf(2023, "晴溪区教育局")),
  "a signature of another body": atEnd("<p>霖川市澄原县人民政府</p><p>2024年1月15日</p>"),
  "a site's name over a title without a name, of a report of a bureau": both(
    (html) =>
      html.replaceAll(TITLE, "2023年政府信息公开工作年度报告").replace("2023年，", "$&我局"),
    above("<p>霖川市人民政府</p>"),
  ),
  "several titles and nothing else": both(
    plainTitle,
    withoutPeriod,
    inTitleElement("政府信息公开年报"),
    (html) => html.replaceAll("2023年，", "去年，"),
    above(`<ul>${items}</ul>`),
  ),
};

/** What leaves open whose report it is: nobody may be taken from elsewhere. */
const SILENT: Readonly<Record<string, Change>> = {
  "news of another body and a title without a name": (html) =>
    both(plainTitle, above(news))(html.replaceAll(TITLE, "2023年政府信息公开工作年度报告")),
  "links alone": (html) =>
    above(`<ul>${links}</ul>`)(html.replaceAll(TITLE, "年度报告").replaceAll("2023年", "去年")),
};

const divisions = loadDivisions();

/** Several harmless changes at once, of a report of any year and any body of the country. */
function mixUp(seed: number): {
  readonly page: string;
  readonly year: number;
  readonly code: string;
  readonly kind: string;
} {
  const random = new Random(seed);
  const year = 2019 + random.below(5);
  const counties = divisions.filter(
    (division) =>
      division.level === "county" && !division.code.startsWith("99") && existsIn(division, year),
  );
  const county = random.pick(counties);
  const around = divisions.find(({ code }) => code === county.parent);
  const [rest, kind] = random.pick([
    ["人民政府", "government"],
    ["人民政府办公室", "office"],
    ["教育局", "department"],
    ["城关镇人民政府", "township"],
  ] as const);
  const body = `${around?.name ?? ""}${county.name}${rest}`;
  const changes = Array.from({ length: 1 + random.below(4) }, () =>
    random.pick(Object.values(HARMLESS)),
  );
  const page = both(...changes)(PLAIN)
    .replaceAll(`霖川市${BODY}`, body)
    .replaceAll(BODY, body)
    .replaceAll(/(?<!\d)20[12]\d(?!\d|〕)/g, (text) => String(Number(text) + year - 2023));
  return { page, year, code: county.code, kind };
}

const asPage = (change: Change): string => change(PLAIN);
const asText = (change: Change): string =>
  change(PLAIN)
    .replace(/<head>.*?<\/head>/s, "")
    .replace(/<table.*?<\/table>/gs, "")
    .replaceAll(/<\/(?:p|li|h\d|div)>/g, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&gt;", ">");

describe("whose report it is", () => {
  it.each(Object.entries(HARMLESS))("is not changed by %s", async (_, change) => {
    const read = await readText(asPage(change), "a.html");
    expect(read).toMatchObject({ year: 2023, division: "990101", kind: "government" });
    expect(read.body).toMatch(/晴溪区人民政府$/);
    expect(identityOf(read)).toHaveProperty("reportId");
  });

  it.each(Object.entries(HARMLESS))(
    "is right or asked for in a text with %s",
    async (_, change) => {
      const read = await readText(asText(change), "a.txt");
      expect([2023, null]).toContain(read.year);
      expect(["990101", null]).toContain(read.division);
    },
  );

  it("is published on the date under the title, not on one above it", async () => {
    const dated = above("<p>发布日期：2022-02-01 来源：霖川市人民政府</p>")(PLAIN);
    expect((await readText(dated, "a.html")).publishedOn).toBe("2024-02-18");
  });

  it.each(["2022.html", "澄原县人民政府2022年.html", `${titleOf(2022)}.html`, "20240115.html"])(
    "is not changed by the file name %s",
    async (file) => {
      const read = await readText(PLAIN, file);
      expect(read).toMatchObject({ body: BODY, year: 2023 });
    },
  );

  it.each(Object.entries(DISPUTED))(
    "is asked for, with every statement named, at %s",
    async (_, change) => {
      const identity = identityOf(await readText(asPage(change), "a.html"));
      expect(identity).toEqual({ refusal: expect.stringMatching(/说法不一.*写.*manifest\.csv/) });
    },
  );

  it.each(Object.entries(SILENT))("is asked for at %s", async (_, change) => {
    const read = await readText(asPage(change), "a.html");
    expect(read.body).toBeNull();
    expect(identityOf(read)).toEqual({ refusal: expect.stringMatching(/未能认定报告机关/) });
  });

  it("is never wrong for reports of any year and body with several of these at once", async () => {
    const seeds = Array.from({ length: 200 }, (_, seed) => seed);
    const outcomes = await Promise.all(
      seeds.map(async (seed) => {
        const { page, year, code, kind } = mixUp(seed);
        const read = await readText(page, "a.html");
        const isRefused = read.year === null || read.body === null || read.division === null;
        const isRight = read.year === year && read.division === code && read.kind === kind;
        const { body, division } = read;
        return { isRefused, isRight, said: { seed, body, division, year: read.year } };
      }),
    );
    const wrong = outcomes.filter(({ isRefused, isRight }) => !isRefused && !isRight);
    expect(wrong).toEqual([]);
    // Some leave nothing but a list of titles.
    expect(outcomes.filter(({ isRefused }) => isRefused).length).toBeLessThanOrEqual(16);
  }, 120_000);

  it("stays with each of three years of one body, whatever the lists say", async () => {
    const years = [2021, 2022, 2023];
    const read = await Promise.all(
      years.map((year) =>
        readText(above(`<ul>${links}</ul>`)(PLAIN.replaceAll("2023", String(year))), "a.html"),
      ),
    );
    expect(read.map(({ year }) => year)).toEqual(years);
  });

  it("is what a manifest says, whatever the statements say", async () => {
    const manifest = {
      body: BODY,
      kind: null,
      division: null,
      year: 2023,
      scope: null,
      publishedOn: null,
      source: null,
    };
    for (const change of Object.values(DISPUTED))
      expect(await readText(asPage(change), "a.html", manifest)).toMatchObject({
        body: BODY,
        year: 2023,
      });
  });
});
