import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Store } from "#store/data-folder";
import {
  queryDatabase,
  figuresCsv,
  loadInto,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../../support/load";

function print(folder: string, total: string): void {
  writeReports(folder, [{ file: "a.csv", text: figuresCsv(2021, { review_total: total }) }]);
}

const findings = (store: Store) =>
  queryDatabase(store, "SELECT acceptance, accepted_by FROM findings WHERE check_id = 'T4-SUM'");

describe("a finding that a person accepted", () => {
  it("is kept as accepted until its values change, and is named once it no longer occurs", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    print(folder, "3");
    const first = await loadInto(store, [folder]);
    expect(await findings(store)).toEqual([{ acceptance: "open", accepted_by: null }]);
    const found = first.findings?.open.find(({ finding }) => finding.check === "T4-SUM");
    writeFileSync(
      join(store.root, "accepted-findings.csv"),
      `fingerprint,values,reason,by,date\n${found?.fingerprint},${found?.values},已核实,张三,2024-05-01\n`,
    );
    await loadInto(store, [folder]);
    expect(await findings(store)).toEqual([{ acceptance: "accepted", accepted_by: "张三" }]);
    print(folder, "4");
    await loadInto(store, [folder]);
    expect(await findings(store)).toEqual([{ acceptance: "changed", accepted_by: "张三" }]);
    print(folder, "0");
    const last = await loadInto(store, [folder]);
    expect(last.findings?.stale).toHaveLength(1);
  });
});
