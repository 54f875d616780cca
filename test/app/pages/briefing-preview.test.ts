import { expect, it } from "vitest";
import { composeBriefing } from "#briefing/compose";
import type { Block } from "#briefing/briefing";
import { drawBriefing } from "../../../app/pages/briefing/data.server";
import { factsOf, ORDINARY } from "../briefing/fixture";

/** What the preview shows of a table of so many rows. */
function previewOf(rows: number) {
  const briefing = composeBriefing(factsOf({ places: ORDINARY }));
  const table = {
    name: "表",
    columns: [{ id: "number", header: "序号", format: "count" as const }],
    rows: Array.from({ length: rows }, (_, index) => ({ values: [index + 1] })),
    empty: "",
  };
  const block: Block = { kind: "table", table };
  const [annex] = briefing.annexes;
  if (!annex) throw new Error("no annex");
  const drawn = drawBriefing(
    { ...briefing, annexes: [{ ...annex, blocks: [block] }] },
    new Request("http://localhost/briefing"),
  );
  const [shown] = drawn.annexes[0]?.blocks ?? [];
  if (shown?.kind !== "table") throw new Error("no table");
  return { shown: shown.table.rows.length, last: shown.table.rows.at(-1)?.values, all: shown.rows };
}

it("the preview of a briefing shows 300 rows of a longer table and says how many there are", () => {
  expect(previewOf(300)).toEqual({ shown: 300, last: [300], all: 300 });
  expect(previewOf(301)).toEqual({ shown: 300, last: [300], all: 301 });
});
