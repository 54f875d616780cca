import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEADLINE_TABLE } from "#domain/reviewed/deadlines";
import { readRow } from "#domain/reviewed/reviewed-table";
import {
  queryDatabase,
  figuresCsv,
  loadInto,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../../support/load";

/** Loads two townships that published on 21 February under a file of deadlines. */
async function latenessUnder(lines: readonly string[]) {
  const [store, folder] = [temporaryStore(), temporaryFolder()];
  const township = { kind: "township", scope: "organ", published: "2024-02-21" } as const;
  writeReports(folder, [
    { file: "a.csv", body: "乙县某镇", ...township, text: figuresCsv(2021) },
    { file: "b.csv", body: "丙区某街道", division: "990102", ...township, text: figuresCsv(2021) },
  ]);
  await loadInto(store, [folder]);
  writeFileSync(
    join(store.root, "deadlines.csv"),
    ["division,kind,years,due,basis", ...lines, ""].join("\n"),
  );
  await loadInto(store, [folder]);
  return queryDatabase(
    store,
    "SELECT body, severity FROM findings JOIN reports ON id = report_id WHERE check_id = 'TIME-DUE' ORDER BY body",
  );
}

const rowDue = (due: string) => ({
  ...{ division: "990100", kind: "township", years: "", due, basis: "市办通知" },
});

describe("a deadline that a local notice sets", () => {
  it("holds in its division and all that lies in it, in its years; the nearest notice first", async () => {
    expect(await latenessUnder([])).toEqual([]);
    expect(await latenessUnder(["990100,township,2023,02-20,市办通知"])).toHaveLength(2);
    expect(await latenessUnder(["990100,township,2022,02-20,市办通知"])).toEqual([]);
    expect(
      await latenessUnder([
        "990100,township,,02-20,市办通知",
        "990102,township,2023;2024,none,区办通知",
      ]),
    ).toEqual([{ body: "乙县某镇", severity: "W" }]);
  });

  it("is refused by line where it cannot be read", async () => {
    await expect(latenessUnder(["990100,township,,20-02,市办通知"])).rejects.toThrow(
      /第2行有误：due 列“20-02”：应为有这一天的月-日/,
    );
    for (const day of ["02-30", "04-31", "13-01", "12-32"])
      expect("flaws" in readRow(DEADLINE_TABLE, rowDue(day)), day).toBe(true);
    for (const day of ["02-29", "01-31", "11-30", "none"])
      expect("row" in readRow(DEADLINE_TABLE, rowDue(day)), day).toBe(true);
  });
});
