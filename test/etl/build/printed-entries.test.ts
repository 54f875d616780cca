import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { closeDatabase, withOneVersion } from "#db/engine/connection.server";
import { fetchCorrectionList } from "#db/queries/version-contents.server";
import { cellsIn } from "#domain/form/cells";
import { changeRow, putRow, undoingOf } from "../../../app/desk/reviewed-rows.server";
import {
  figuresCsv,
  loadInto,
  queryDatabase,
  soundCells,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../../support/load";

const REPORT = "990101-government-2023-jurisdiction";
const ROW = cellsIn("requests", 2021).filter(({ line }) => line === "unable_not_held");

it("a refused report counts with the row that a person copied, alike from the desk and by hand, and no more when that is undone", async () => {
  const folder = temporaryFolder();
  const printed = {
    ...soundCells({ unable_not_held: 3, disclosed: 5 }),
    ...Object.fromEntries(ROW.map(({ name }) => [name, null])),
  };
  writeReports(folder, [{ file: "a.csv", text: figuresCsv(2021, printed, ["requests"]) }]);
  const figureOf = (column: string): string =>
    column === "natural_person" || column === "total" ? "3" : "0";
  const facts = { reason: "错格", source: "网站原件", by: "张三", date: "2026-01-05" };

  const desk = temporaryStore();
  const [first] = await Promise.all(
    ROW.map(({ name, column }) =>
      putRow(desk, "corrections", {
        ...{ report: REPORT, cell: name, expected: "", corrected: figureOf(column) },
        ...facts,
        kind: "printed",
      }),
    ),
  );
  const outcome = await loadInto(desk, [folder]);
  expect(outcome.received.map(({ state }) => state)).toEqual(["loaded"]);
  expect(outcome.corrections.map(({ refusal }) => refusal)).toEqual(ROW.map(() => null));
  expect(
    await queryDatabase(
      desk,
      `SELECT reports.unable_not_held_total AS printed, f.handled_total_total AS handled,
         (SELECT count(*)::INTEGER FROM corrections WHERE accepted AND printed IS NOT NULL) AS entries
       FROM reports JOIN figures f USING (id)`,
    ),
  ).toEqual([{ printed: 3, handled: 8, entries: ROW.length }]);

  const version = outcome.manifest.generation;
  const listed = await withOneVersion(fetchCorrectionList, { store: desk, version });
  closeDatabase();
  expect(listed).toHaveLength(ROW.length);
  expect(listed).toContainEqual(
    expect.objectContaining({ kind: "printed", written: "3", refusal: null }),
  );

  const hand = temporaryStore();
  mkdirSync(hand.root, { recursive: true });
  const lines = ROW.map(
    ({ name, column }) =>
      `${REPORT},${name},,${figureOf(column)},错格,网站原件,张三,2026-01-05,printed`,
  );
  const header = "report,cell,expected,corrected,reason,source,by,date,kind";
  writeFileSync(join(hand.root, "corrections.csv"), [header, ...lines, ""].join("\n"));
  const byHand = await loadInto(hand, [folder]);
  expect(byHand.manifest.dataHash).toBe(outcome.manifest.dataHash);

  if (!first) throw new Error("nothing was written");
  await changeRow(desk, undoingOf(first));
  const undone = await loadInto(desk, [folder]);
  expect(undone.received.map(({ state }) => state)).toEqual(["refused"]);
}, 90_000);
