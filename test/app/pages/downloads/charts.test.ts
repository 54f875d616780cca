import { describe, expect, it } from "vitest";
import { WIDE } from "#charts/frame";
import { loader as overview } from "../../../../app/pages/overview/page";
import { loader as chartFile } from "#pages/downloads/chart";
import { loader as outcomes } from "../../../../app/pages/district-outcomes/page";
import { loader as years } from "../../../../app/pages/district-years/page";
import { loader as review } from "../../../../app/pages/review/page";
import { withRealReports } from "../../../support/real-reports";

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
const OFFICE = "/districts/330211";

describe("the files of a page's charts", () => {
  it("stand at the address that the page names, with the page's filters", async () => {
    const { mix } = await (await overview(asked("/?year=2023&area=310000"))).json();
    expect(mix.downloads.svg).toBe("/overview/chart?year=2023&area=310000&chart=mix&format=svg");
    const address = `${OFFICE}/outcomes?year=2023`;
    const { charts } = await (await outcomes(asked(address, "330211"))).json();
    expect(charts.mix?.downloads.png).toBe(
      `${OFFICE}/outcomes/chart?year=2023&chart=mix&format=png`,
    );
  });

  it("say in the picture what the page says beside it, and are named for it in Chinese", async () => {
    const [answered, course] = [
      await (await outcomes(asked(`${OFFICE}/outcomes`, "330211"))).json(),
      await (await years(asked(`${OFFICE}/years`, "330211"))).json(),
    ];
    const charts = { ...answered.charts, ...course.charts };
    for (const chart of Object.values(charts)) {
      if (!chart) continue;
      const answer = await chartFile(asked(chart.downloads.svg ?? "", "330211"));
      const name = decodeURIComponent(answer.headers.get("Content-Disposition") ?? "");
      expect(name).toMatch(/filename\*=UTF-8''.*镇海区.*2023年.*\.svg$/);
      const svg = (await answer.text()).replaceAll(/<\/text><text[^>]*>/g, "");
      for (const words of [chart.title, chart.subtitle ?? "", `来源：${chart.source}`, "镇海区"])
        expect(svg).toContain(words);
      expect(svg).toMatch(/数据版本第\d+版/);
      expect(svg).not.toContain("演示数据");
      expect(svg).not.toContain("<a ");
    }
    expect(Object.values(charts).filter(Boolean).length).toBeGreaterThanOrEqual(3);
  });

  it("show reviews and lawsuits as the page does", async () => {
    const { chart } = await (
      await review(asked("/review?area=310000&year=2019&level=province&scope=organ"))
    ).json();
    const answer = await chartFile(asked(chart.downloads.svg ?? ""));
    const svg = (await answer.text()).replaceAll(/<\/text><text[^>]*>/g, "");
    expect(svg).toContain(chart.title);
    expect(svg).toContain("表四");
  });

  it("are pictures in PNG, twice as wide as drawn", async () => {
    const { mix } = await (await overview(asked("/"))).json();
    const answer = await chartFile(asked(mix.downloads.png ?? ""));
    expect(answer.headers.get("Content-Type")).toBe("image/png");
    const png = Buffer.from(await answer.arrayBuffer());
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(2 * (WIDE + 32));
  });

  it("refuse other charts and formats in a sentence", async () => {
    expect(await refusal(chartFile(asked("/overview/chart?chart=x")))).toEqual({
      status: 404,
      words: "按所选条件没有这张图。",
    });
    expect(await refusal(chartFile(asked("/overview/chart?chart=mix&format=gif")))).toMatchObject({
      status: 400,
    });
    expect(await refusal(chartFile(asked("/overview/chart?chart=mix&year=x")))).toMatchObject({
      status: 400,
    });
  });
});
