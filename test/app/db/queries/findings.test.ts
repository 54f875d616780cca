import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loader as change } from "../../../../app/pages/change/page";
import { loader as compare } from "../../../../app/pages/compare/page";
import { loader as csv } from "#pages/downloads/csv";
import { closeDatabase } from "#db/engine/connection.server";
import { dataStore } from "#store/data-folder";
import { figuresCsv, loadInto, soundCells, writeReports } from "../../../support/load";

const folder = mkdtempSync(join(tmpdir(), "gongkai-relabelled-"));

/** Answers that nothing is held, that nothing exists, of all: in the last year they change places. */
const YEARS = [
  [2023, 132, 10, 700],
  [2024, 135, 12, 710],
  [2025, 27, 125, 755],
] as const;

/** Another district, of which nothing of the kind can be said. */
const OTHER = {
  division: "990102",
  body: "丙区人民政府",
  text: figuresCsv(2021, soundCells({ unable_not_held: 20, disclosed: 80 })),
};

beforeAll(async () => {
  const store = dataStore(join(folder, "data"));
  vi.stubEnv("GONGKAI_DATA", store.root);
  writeReports(
    join(folder, "documents"),
    YEARS.flatMap(([year, notHeld, nothing, handled]) => [
      {
        file: `${year}.csv`,
        year,
        text: figuresCsv(
          2021,
          soundCells({
            unable_not_held: notHeld,
            unable_no_existing_information: nothing,
            disclosed: handled - notHeld - nothing,
          }),
        ),
      },
      { file: `${year}-other.csv`, year, ...OTHER },
    ]),
  );
  await loadInto(store, [join(folder, "documents")]);
});

afterAll(() => {
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe("a change of a rate that cases moved out of", () => {
  const told = async (query: string): Promise<string> => {
    const address = `http://localhost/compare/change.csv?area=990101&${query}`;
    return (await csv({ params: {}, request: new Request(address) })).text();
  };

  it("is marked with the year in which they seem to have moved, whatever years are compared", async () => {
    for (const base of [2023, 2024])
      expect(await told(`year=2025&base=${base}`)).toContain("2025年办理结果归类可能有变化");
    expect(await told("year=2024&base=2023")).not.toContain("归类");
  });

  it("is not marked for a rate that counts other lines", async () => {
    expect(await told("year=2025&base=2023&indicator=disclosure_rate")).not.toContain("归类");
  });

  it("is no success in the title: the title names it and gives the change without it", async () => {
    const shown = async (query: string) => {
      const request = new Request(`http://localhost/compare/change?area=990100&${query}`);
      return (await change({ params: {}, request, context: {} })).json();
    };
    const { chart, change: explained } = await shown("year=2025&base=2023");
    expect(chart?.title).toMatch(
      /^不掌握率下降.*；乙县（−\d+\.\d\d个百分点）办理结果归类可能有变化，不计该地区，不掌握率较上期升降尚不能确定$/u,
    );
    const bodies = explained.kind === "explained" ? explained.bodies : [];
    expect(bodies.map(({ division }) => division)).toEqual(["乙县", "丙区"]);
    expect(explained.kind === "explained" && explained.sides).toMatch(/拉高.*；.*拉低/u);
    expect((await shown("year=2024&base=2023")).chart?.title).not.toContain("归类");
  });

  it("is told below the comparison too, in that year and those that follow", async () => {
    const notes = async (query: string) => {
      const request = new Request(`http://localhost/compare?area=990100&${query}`);
      const answer = await compare({ params: {}, request, context: {} });
      const { chart } = await answer.json();
      return chart?.notes?.filter((note) => note.includes("归类可能有变化"));
    };
    expect(await notes("year=2025")).toEqual([
      expect.stringContaining("乙县（2025年）办理结果归类"),
    ]);
    expect(await notes("year=2024")).toEqual([]);
    expect(await notes("year=2025&indicator=disclosure_rate")).toEqual([]);
  });

  it("leaves as numbers whose header says that they are differences", async () => {
    expect(await told("year=2025&base=2023")).toContain("（比率之差，0.01为1个百分点）");
  });
});
