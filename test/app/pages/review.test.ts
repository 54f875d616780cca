import { describe, expect, it } from "vitest";
import { loader as csv } from "#pages/downloads/csv";
import { loader as page } from "../../../app/pages/review/page";
import { CORRECTION_COLUMNS, disputeYearColumns } from "#pages/review/columns";
import { withRealReports } from "../../support/real-reports";

withRealReports();

const asked = (path: string) => ({
  params: {},
  request: new Request(`http://localhost${path}`),
  context: {},
});
const ORGAN = "area=310000&level=province&scope=organ&year=2019";

describe("reviews and lawsuits", () => {
  const shares = async (query: string) => {
    const { corrections } = await (await page(asked(`/review?${query}`))).json();
    const review = corrections.find(({ kind }) => kind === "review");
    if (!review) throw new Error("The page has no reviews");
    const words = CORRECTION_COLUMNS.find(({ id }) => id === "concluded")?.value(review);
    return { ...review.of.corrections.review, cells: review.of.cells, words };
  };

  it("take a blank beside printed figures for 0", async () => {
    const { all, cells, words } = await shares(ORGAN);
    expect(cells).toMatchObject({ review_total: 7, review_pending: 2, review_corrected: 0 });
    expect(all).toMatchObject({ numerator: 0, denominator: 7, value: 0 });
    expect(words).toBe("5件中纠正0件");
  });

  it("divide by the total that is the only repair of a printed 0", async () => {
    const { all, concluded, words } = await shares("area=320813&year=2023");
    expect(all).toMatchObject({ numerator: 1, denominator: 11 });
    expect(concluded).toMatchObject({ numerator: 1, denominator: 11 });
    expect(words).toBe("11件中纠正1件");
  });

  it("lead from the rates of districts to the comparison that judges them, of the same reports", async () => {
    const { judgements } = await (await page(asked(`/review?${ORGAN}`))).json();
    expect(judgements.map(({ name }) => name)).toEqual(["复议率", "诉讼率", "复议诉讼率"]);
    for (const { to } of judgements)
      expect(Object.fromEntries(new URL(to, "http://localhost").searchParams)).toMatchObject(
        Object.fromEntries(new URLSearchParams(ORGAN)),
      );
  });

  it("lead from each column of the chart to the bodies of its year, below one sentence of what they come to", async () => {
    const { chart, sentence } = await (await page(asked(`/review?${ORGAN}`))).json();
    expect(chart.drawing.wide).toContain("year=2019#bodies");
    expect(sentence).toContain("行政复议5件中纠正0件");
  });

  it("are marked body by body where checks of the report fail", async () => {
    const { bodies } = await (await page(asked("/review?area=320813&year=2023"))).json();
    const [body] = bodies;
    expect(body?.flags.disputes).toMatchObject({ range: "0.0%–76.2%", moves: true });
  });

  it.each(["years", "corrections", "bodies", "link"])("leave as CSV: %s", async (table) => {
    const answer = await csv(asked(`/review.csv?${ORGAN}&table=${table}`));
    expect((await answer.text()).split("\r\n").length).toBeGreaterThan(1);
  });

  it("name the tables there are when asked for another", async () => {
    const thrown = await csv(asked("/review.csv?table=x")).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Response);
  });
});

describe("rates of review and of lawsuits", () => {
  const year = (at: number, value: number) => {
    const rate = { numerator: value * 100, denominator: 100, value, reports: 1 };
    const none = { concluded: rate, all: rate };
    const unstated = {};
    const kinds = {
      review: unstated,
      lawsuit: unstated,
      direct_suit: unstated,
      post_review_suit: unstated,
    };
    return {
      year: at,
      reports: 1,
      cells: { review_total: 40, direct_suit_total: 20, post_review_suit_total: 10 },
      like: { before: 70, after: 70, bodies: 1, leftOut: [] },
      counted: 1,
      rates: { review_rate: rate, lawsuit_rate: rate, dispute_rate: rate },
      kinds,
      corrections: { review: none, lawsuit: none, direct_suit: none, post_review_suit: none },
    };
  };
  const column = (id: string) => {
    const found = disputeYearColumns().find((each) => each.id === id);
    if (!found) throw new Error(id);
    return found;
  };
  const row = { ...year(2024, 0.5), before: year(2023, 0.2) };

  it("are not compared across the change of law, with the reason; together they are", () => {
    expect(column("review_rate_change").value(row)).toBeNull();
    expect(column("review_rate_change").why?.(row)).toContain("不作比较");
    expect(column("lawsuit_rate_change").value(row)).toBeNull();
    expect(column("dispute_rate_change").value(row)).toBeCloseTo(0.3, 12);
    expect(column("cases_change").value(row)).toBe(0);
  });
});
