import { describe, expect, it } from "vitest";
import { z } from "zod";
import { loader as overview } from "../../../app/pages/overview/page";
import { loader as briefingFile } from "#pages/briefing/file";
import { loader as checks } from "../../../app/pages/checks/page";
import { loader as compare } from "../../../app/pages/compare/page";
import { loader as change } from "../../../app/pages/change/page";
import { loader as district } from "../../../app/pages/district/page";
import { loader as review } from "../../../app/pages/review/page";
import { formatYears } from "#domain/filters/year-runs";
import { withRealReports } from "../../support/real-reports";

withRealReports();

const asked = (path: string, code = "") => ({
  params: { code },
  request: new Request(`http://localhost${path}`),
  context: {},
});
const refusalSchema = z.object({
  reason: z.string(),
  controls: z.array(z.object({ key: z.string() })),
  offers: z.array(z.object({ to: z.string() })),
});

const refusal = async (answer: Promise<unknown>) => {
  const thrown = await answer.catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error("It should throw a response");
  const answered = await thrown.text();
  if (!answered.startsWith("{")) return { status: thrown.status, words: answered };
  const { reason, controls, offers } = refusalSchema.parse(JSON.parse(answered));
  // A page lets one choose again; files have the sentence alone.
  expect(controls.length).toBeGreaterThan(0);
  return { status: thrown.status, words: reason, offers: offers.map(({ to }) => to) };
};
const LOADED = /；已载入\d{4}.*年度。$/;

describe("a year of which no report is loaded", () => {
  it.each([
    ["overview", () => overview(asked("/?year=2035"))],
    ["checks", () => checks(asked("/checks?year=2035"))],
    ["review", () => review(asked("/review?year=2035"))],
    ["district", () => district(asked("/districts/330211?year=2035", "330211"))],
    ["document", () => briefingFile(asked("/briefing/file?format=docx&year=2035"))],
  ])("is refused with the years that are loaded: %s", async (_name, answer) => {
    const { status, words } = await refusal(answer());
    expect(status).toBe(400);
    expect(words).toMatch(/^未载入2035年度的报告/);
    expect(words).toMatch(LOADED);
  });

  it.each([
    ["change", () => change(asked("/compare/change?year=2023&base=1999"))],
    ["document", () => briefingFile(asked("/briefing/file?format=docx&year=2023&base=1999"))],
  ])("is refused as the year to compare with too: %s", async (_name, answer) => {
    const { status, words } = await refusal(answer());
    expect(status).toBe(400);
    expect(words).toMatch(/^未载入1999年度的报告/);
    expect(words).toMatch(LOADED);
  });

  it("may be the year before, which nobody need choose", async () => {
    const answer = await change(asked("/compare/change?year=2019&base=2018"));
    expect(answer.status).toBe(200);
  });

  it("may lie in another century", async () => {
    const refused = await refusal(compare(asked("/compare?year=1999&indicator=unable_rate")));
    expect(refused.status).toBe(400);
    expect(refused.words).toMatch(LOADED);
    expect(refused.offers).toEqual(["/compare?indicator=unable_rate&year=2019"]);
  });

  it("is told from gaps among those that are", () => {
    expect(formatYears([2024, 2021, 2020, 2019])).toBe("2019至2021、2024");
  });
});

describe("an area of which no report is loaded", () => {
  it("is unknown where the register does not list it", async () => {
    for (const answer of [
      () => overview(asked("/?area=123456")),
      () => briefingFile(asked("/briefing/file?format=docx&area=999999")),
    ])
      expect(await refusal(answer())).toMatchObject({
        status: 404,
        words: expect.stringMatching(/^没有代码为“\d{6}”的行政区划。$/),
      });
  });

  it("is refused by its name where the register lists it", async () => {
    const { status, words } = await refusal(checks(asked("/checks?area=990000")));
    expect(status).toBe(400);
    expect(words).toBe("未载入示例省及其所辖地区的报告。");
  });

  it("may be a single county that has a report", async () => {
    const answer = await overview(asked("/?area=330211&year=2023&scope=organ"));
    expect(answer.status).toBe(200);
  });
});
