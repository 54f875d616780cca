import { describe, expect, it } from "vitest";
import { loader as csv } from "#pages/downloads/csv";
import { loader as page } from "../../../app/pages/proactive/page";
import { cellsIn } from "#domain/form/cells";
import { proactiveYearColumns } from "#pages/proactive/columns";
import { withRealReports } from "../../support/real-reports";

withRealReports();

const asked = (path: string) => ({
  params: {},
  request: new Request(`http://localhost${path}`),
  context: {},
});
const SHANGHAI = "area=310000&level=province&scope=organ&year=2019";

describe("table 二", () => {
  it("is shown each edition for itself, that of the year first, by the edition that the report prints", async () => {
    const { editions } = await (await page(asked(`/proactive?${SHANGHAI}`))).json();
    expect(editions.map(({ edition }) => edition)).toEqual([2019, 2021]);
    const [older, newer] = editions;
    expect(newer?.years.every(({ year }) => year !== 2019)).toBe(true);
    expect(older?.years.map(({ year }) => year)).toContain(2019);
    expect(older?.bodies).toHaveLength(1);
  });

  it("has the columns of its edition and no other", () => {
    const ids = (edition: 2019 | 2021) => proactiveYearColumns(edition).map(({ id }) => id);
    for (const edition of [2019, 2021] as const)
      expect(ids(edition).slice(2)).toEqual(
        cellsIn("proactive_disclosure", edition).map(({ name }) => name),
      );
    expect(ids(2021)).not.toContain("normative_documents_made");
    expect(ids(2019)).not.toContain("fees_amount_wan");
  });

  it("sums money only where the form prints its unit, and says why not elsewhere", () => {
    const columns = proactiveYearColumns(2019);
    const amount = columns.find(({ id }) => id === "procurement_amount");
    const row = { edition: 2019, year: 2019, reports: 1, cells: {}, uncertain: [] } as const;
    expect(amount?.header).toContain("单位各异");
    expect(amount?.why?.(row)).toContain("不作合计");
  });

  it.each(["years-2021", "bodies-2021", "years-2019", "bodies-2019"])(
    "leaves as CSV: %s",
    async (table) => {
      const answer = await csv(asked(`/proactive.csv?area=320813&year=2023&table=${table}`));
      expect(await answer.text()).toContain(table.endsWith("2021") ? "制发件数" : "新制作数量");
    },
  );
});
