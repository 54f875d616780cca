import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  figuresCsv,
  loadInto,
  queryDatabase,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../../support/load";

/** What becomes of lines of data/absences.csv beside a county's government and one of its offices. */
async function absencesOf(lines: readonly string[], more = "", published = "") {
  const [store, folder] = [temporaryStore(), temporaryFolder()];
  writeReports(folder, [
    { file: "a.csv", text: figuresCsv(2021), published },
    {
      ...{ file: "b.csv", body: "乙县教育局", kind: "department", scope: "organ", year: 2022 },
      text: figuresCsv(2021),
    },
  ]);
  mkdirSync(store.root);
  writeFileSync(
    join(store.root, "absences.csv"),
    [`division,kind,body,year,reason,source,by,date${more}`, ...lines, ""].join("\n"),
  );
  const { warnings } = await loadInto(store, [folder]);
  return {
    warnings,
    rows: await queryDatabase(
      store,
      'SELECT code, year, "by" FROM absences ORDER BY year, length(code)',
    ),
    documents: await queryDatabase(store, "SELECT state, reason FROM documents ORDER BY state"),
  };
}

const SOURCE = "机构撤并,电话记录,县政府办";

describe("a report that a person confirmed was not published", () => {
  it("is kept by the division, or by the body's own id where a division has several", async () => {
    const { rows, warnings } = await absencesOf([
      `990102,government,,2023,${SOURCE},2024-05-06`,
      `990101,department,乙县教育局,2023,${SOURCE},2024-05-06`,
    ]);
    expect(warnings).toEqual([]);
    expect(rows).toEqual([
      { code: "990102", year: 2023, by: "县政府办" },
      { code: expect.stringContaining("990101"), year: 2023, by: "县政府办" },
    ]);
  });

  it("is not applied where its report is loaded, or its body or year is not known, and says why by line", async () => {
    const { rows, warnings } = await absencesOf([
      `990101,government,,2023,${SOURCE},2024-05-06`,
      `990101,department,乙县某局,2023,${SOURCE},2024-05-06`,
      `990101,department,乙县教育局,2021,${SOURCE},2024-05-06`,
      `123456,government,,2023,${SOURCE},2024-05-06`,
    ]);
    expect(rows).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/第2行未采用：乙县人民政府2023年度报告已经载入.*相矛盾，请删去这一行/u),
      expect.stringMatching(/第3行未采用：body 列“乙县某局”：没有载入过/u),
      expect.stringMatching(/第4行未采用：year 列“2021”：.*第一份报告晚于/u),
      expect.stringMatching(/第5行未采用：division 列“123456”不是区划表中的代码/u),
    ]);
  });

  const taken = `990101,government,,2023,${SOURCE},2024-06-06`;

  it("takes a report out of use that its body took down", async () => {
    const down = await absencesOf([`${taken},2024-05-02`], ",withdrawn");
    expect(down.warnings).toEqual([]);
    expect(down.rows).toEqual([{ code: "990101", year: 2023, by: "县政府办" }]);
    expect(down.documents).toEqual([
      { state: "loaded", reason: null },
      {
        state: "withdrawn",
        reason: expect.stringMatching(/^该机关已撤下.*2024-05-02撤下；县政府办/u),
      },
    ]);
  });

  it("uses what was published after a report was taken down", async () => {
    const again = await absencesOf([`${taken},2024-05-02`], ",withdrawn", "2024-05-20");
    expect(again.warnings).toEqual([expect.stringMatching(/已经载入.*与“已撤下”相矛盾/u)]);
    expect(again.documents).toEqual([
      { state: "loaded", reason: null },
      { state: "loaded", reason: null },
    ]);
  });

  it("refuses a report as taken down later than somebody found out", async () => {
    await expect(absencesOf([`${taken},2024-06-07`], ",withdrawn")).rejects.toThrow(
      /withdrawn 列“2024-06-07”：/u,
    );
  });

  it.each([
    [`990101,department,,2023,${SOURCE},2024-05-06`, /第2行有误：body 列“”：一个地区有多个/u],
    [`990101,government,,2023,${SOURCE},2023-12-31`, /date 列“2023-12-31”：报告在次年公布/u],
    ["990101,government,,2023,机构撤并,,县政府办,2024-05-06", /source 列“”：请写明依据/u],
    [
      `990101,government,,2023,${SOURCE},2024-05-06\n990101,government,某,2023,${SOURCE},2024-05-06`,
      /第3行与第2行都写了/u,
    ],
  ])("stops the load where %j cannot be taken as meant", async (line, message) => {
    await expect(absencesOf([line])).rejects.toThrow(message);
  });
});
