import { loadBriefing } from "#pages/briefing/data.server";
import { toLetter } from "#pages/district/links";
import { describe, expect, it } from "vitest";
import { loader as beside } from "../../../app/pages/side-by-side/page";
import { loader as page } from "../../../app/pages/district/page";
import { loadOutcomes } from "#pages/district/outcomes-data.server";
import { loadSums } from "#pages/district/sums-data.server";
import { loader as csv } from "#pages/downloads/csv";
import { withRealReports } from "../../support/real-reports";

withRealReports();

const asked = (path: string, code = "") => ({
  params: { code },
  request: new Request(`http://localhost${path}`),
  context: {},
});
const refusal = async (answer: Promise<unknown>) => {
  const thrown = await answer.catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error("It should throw a response");
  return { status: thrown.status, words: await thrown.text() };
};
const shown = async (path: string, code: string) => (await page(asked(path, code))).json();

describe("a district's page", () => {
  it("shows the year and scope that the district has reports of", async () => {
    const data = await shown("/districts/330211", "330211");
    expect(data.frame.filters).toMatchObject({ year: 2023, scope: "organ", kind: "office" });
    expect(data.frame.report).toBe("330211-office-2023-organ");
    const row = data.profile.find(({ code }) => code === "not_held_rate");
    expect(row).toMatchObject({ numerator: 23, denominator: 50, value: 0.46 });
    expect(row?.cell).toBe("/reports/330211-office-2023-organ#unable_not_held_total");
  });

  it("marks what the errors of its report may move, and the range", async () => {
    const { profile } = await shown("/districts/320813?year=2023", "320813");
    const row = (code: string) => profile.find((each) => each.code === code);
    expect(row("review_rate")?.flag?.range).toMatch(/^0\.0%–\d+\.\d%$/);
    expect(row("not_held_rate")?.flag?.range).toBe("不变");
    const sound = await shown("/districts/330211", "330211");
    expect(sound.profile.filter(({ flag }) => flag !== null)).toEqual([]);
  });

  it("says why a rate is missing, or the count of a figure that enters nothing", async () => {
    const data = await shown("/districts/320813?year=2023", "320813");
    const row = data.profile.find(({ code }) => code === "lawsuit_rate");
    expect(row?.value).toBeNull();
    expect(row?.why).toContain("未计入；所印数字见报告原表");
  });

  it("sets a city's own report beside its districts and names the missing", async () => {
    const data = await loadSums(asked("/districts/321300/sums?year=2023").request, "321300");
    expect(data.sums.due.length).toBeGreaterThan(3);
    expect(data.sums.missing).toHaveLength(data.sums.due.length);
    expect(data.sums.rows[0]).toMatchObject({ below: null, stating: 0 });
  });

  it("is no error for a year in which the division does not exist", async () => {
    const data = await shown("/districts/990107?year=2019", "990107");
    expect(data.frame.report).toBeNull();
    expect(data.frame.missing).toContain("2019年");
    expect(data.frame.missing).toContain("不需报告");
  });

  it("answers in Chinese to unknown codes and bad filters", async () => {
    const unknown = await refusal(page(asked("/districts/000000", "000000")));
    expect(unknown).toEqual({ status: 404, words: "没有代码为“000000”的行政区划。" });
    const bad = await refusal(page(asked("/districts/330211?year=abc", "330211")));
    expect(bad.status).toBe(400);
    const peers = await refusal(page(asked("/districts/330211?peers=x", "330211")));
    expect(peers.status).toBe(400);
  });

  it.each([
    "rates",
    "counts",
    "years-rates",
    "years-counts",
    "outcomes",
    "cross",
    "standardised",
    "applicants",
    "sums",
    "sums-rates",
    "findings",
    "reports",
  ])("leaves as CSV: %s", async (table) => {
    const response = await csv(asked(`/districts/320813.csv?table=${table}`, "320813"));
    const name = decodeURIComponent(response.headers.get("Content-Disposition") ?? "");
    expect(name).toContain("洪泽区");
    expect((await response.text()).split("\r\n").length).toBeGreaterThan(1);
  });

  it("names the tables there are when asked for another", async () => {
    const answer = await refusal(csv(asked("/districts/320813.csv?table=x", "320813")));
    expect(answer.status).toBe(400);
    expect(answer.words).toContain("rates");
  });
});

describe("districts side by side", () => {
  it("show every indicator of each, and why one has none", async () => {
    const answer = await beside(
      asked("/districts/compare?codes=320813,320831,321302&year=2023&scope=jurisdiction"),
    );
    const { shown } = await answer.json();
    if (shown === null) throw new Error("Nothing is chosen");
    const { columns, rows, charts } = shown;
    expect(charts[0]?.drawing.wide).toContain("/reports/320831-");
    expect(columns.map(({ name }) => name)).toEqual(["洪泽区", "金湖县", "宿城区"]);
    expect(columns[2]?.absent).toContain("2023年度全辖区报告未载入");
    expect(rows.every(({ figures }) => figures.length === 3)).toBe(true);
  });

  it("offer the others of the first one's province to add by name, and take them from a form", async () => {
    const search = "codes=320813%2C320831&codes=320812&year=2023";
    const { codes, others } = await (await beside(asked(`/districts/compare?${search}`))).json();
    expect(codes).toEqual(["320813", "320831", "320812"]);
    expect(others.length).toBeGreaterThan(2);
    expect(others.every(({ code }) => code.startsWith("32") && !codes.includes(code))).toBe(true);
    const named = await beside(asked("/districts/compare?codes=320813&add=金湖&year=2023"));
    expect((await named.json()).codes).toEqual(["320813", "320831"]);
  });

  it("are chosen by name from the start, before any is", async () => {
    const none = await (await beside(asked("/districts/compare?area=320000&year=2023"))).json();
    expect(none.shown).toBeNull();
    expect(none.others.map(({ name }) => name)).toContain("金湖县");
    const first = await beside(asked("/districts/compare?area=320000&add=金湖&year=2023"));
    expect((await first.json()).codes).toEqual(["320831"]);
  });

  it("say in one sentence which rates differ from the first's", async () => {
    const answer = await beside(asked("/districts/compare?codes=320813,320831&year=2023"));
    expect((await answer.json()).shown?.sentence).toMatch(/^与洪泽区相比：金湖县/u);
  });

  it("leave as CSV", async () => {
    const answer = await csv(asked("/districts/compare.csv?codes=320813,320831&year=2023"));
    expect(await answer.text()).toContain("金湖县");
  });

  it.each([
    ["add=没有这个县", 400],
    ["codes=320813&add=没有这个县", 400],
    ["codes=320813,abc", 400],
    ["codes=320813,000000", 404],
    ["codes=320813,990101", 400],
    ["codes=320801,320802,320803,320804,320805,320806,320807", 400],
  ])("refuse %s", async (search, status) => {
    expect((await refusal(beside(asked(`/districts/compare?${search}`)))).status).toBe(status);
  });
});

describe("a district's rates standardised by type of applicant", () => {
  it("are not told where the district is its own only peer: nobody is held against himself", async () => {
    const { request } = asked("/districts/330211/outcomes?peers=330211");
    const data = await loadOutcomes(request, "330211");
    const row = data.standardised.find(({ code }) => code === "not_held_rate");
    expect(row?.standardised).toMatchObject({
      observed: 23,
      denominator: 50,
      ratio: null,
      mixPoints: null,
    });
  });

  it("are only those whose both sides the form tells apart by applicant", async () => {
    const { request } = asked("/districts/330211/outcomes");
    const data = await loadOutcomes(request, "330211");
    const codes = data.standardised.map(({ code }) => code);
    expect(codes).toContain("completion_rate");
    expect(codes).not.toContain("review_rate");
    expect(codes).not.toContain("share_natural_person");
    expect(codes).not.toContain("new_requests");
  });
});

describe("the letter to a district", () => {
  it("is where its page leads, addressed to it", async () => {
    const choice = { year: 2023, scope: "jurisdiction" } as const;
    const self = { code: "320813", level: "county", province: "320000" } as const;
    const letter = new URL(toLetter(self, choice), "http://localhost");
    const { choices } = (await loadBriefing(letter.searchParams)).facts;
    expect(choices).toMatchObject({ template: "letter", bodyCode: "320813" });
    expect(choices.filters).toMatchObject({ ...choice, area: "320000", level: "county" });
  });
});
