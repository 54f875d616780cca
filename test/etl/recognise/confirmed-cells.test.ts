import { beforeAll, describe, expect, it } from "vitest";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { loadDivisions } from "#etl/intake/register";
import type { Document, GridCell } from "#etl/read/document";
import { readDocument } from "#etl/read/formats";
import { recogniseReport } from "#etl/recognise/recognise-report";
import { FORMATS } from "../../support/documents/formats";
import { layOut } from "../../support/documents/layout";
import { Random } from "../../support/documents/random";
import { inventTruth } from "../../support/documents/truth";

const register = new DivisionNames(loadDivisions(), loadBodies());
const random = new Random(12);
const truth = inventTruth(random, { year: 2023 });
const MANIFEST = {
  body: truth.body,
  kind: null,
  division: null,
  year: null,
  scope: null,
  publishedOn: null,
  source: null,
};
let scan: Document;

/** The document with the text of one figure changed, as a recogniser may take it for another. */
function misread(line: string, column: string, text: string): Document {
  const { cells } = recogniseReport({ ...scan, isRecognised: undefined }, { register });
  const where = cells.find((cell) => cell.line === line && cell.column === column)?.where;
  const changed = (cell: GridCell | undefined): GridCell | undefined =>
    cell &&
    where &&
    cell.location.table === where.table &&
    cell.location.row === where.row &&
    cell.location.column === where.column
      ? { ...cell, text }
      : cell;
  return {
    ...scan,
    blocks: scan.blocks.map((block) =>
      block.kind === "table"
        ? {
            ...block,
            grid: { ...block.grid, slots: block.grid.slots.map((row) => row.map(changed)) },
          }
        : block,
    ),
  };
}

function read(document: Document) {
  return recogniseReport(document, { register, manifest: MANIFEST });
}

describe("a report whose text was recognised in pictures", () => {
  beforeAll(async () => {
    const bytes = await FORMATS["HTML（UTF-8）"].write(layOut(truth));
    scan = { ...(await readDocument(bytes, "扫描.html")), isRecognised: true };
  });

  it("keeps the figures of tables 三 and 四 where every sum holds, and none of table 二", () => {
    const { cells, problems } = read(scan);
    for (const cell of cells)
      expect(cell.state, `${cell.line} ${cell.column}`).toBe(
        cell.table === "proactive_disclosure" ? "illegible" : "number",
      );
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["document_recognised", "cells_unconfirmed"]),
    );
  });

  it("refuses every figure of the sums that one misread figure breaks, and keeps what was recognised", () => {
    const { cells } = read(misread("carried_over_in", "natural_person", "9999"));
    const wrong = cells.filter(
      ({ line, column, value }) =>
        value !== null && truth.cells.get(`${line}_${column}`)?.value !== value,
    );
    expect(wrong).toEqual([]);
    const at = (line: string, column: string) =>
      cells.find((cell) => cell.line === line && cell.column === column);
    expect(at("carried_over_in", "natural_person")).toMatchObject({
      state: "illegible",
      raw: "9999",
    });
    expect(at("carried_over_in", "total")?.state).toBe("illegible");
    expect(at("carried_over_out", "natural_person")?.state).toBe("illegible");
    expect(at("disclosed", "total")?.state).toBe("number");
  });

  it("does not take a lost figure for a blank", () => {
    const name = [...truth.cells].find(
      ([cell, { value }]) => cell.endsWith("_natural_person") && value !== null && value > 0,
    )?.[0];
    const line = name?.replace(/_natural_person$/, "") ?? "";
    const { cells } = read(misread(line, "natural_person", ""));
    expect(
      cells.find((cell) => cell.line === line && cell.column === "natural_person"),
    ).toMatchObject({ state: "illegible", value: null });
  });

  it("says in one sentence what was recognised and where it stands", () => {
    const { problems } = read(scan);
    const issues = problems.filter(({ code }) => code === "cells_unconfirmed");
    expect(issues).toHaveLength(1);
    expect(issues[0]?.message).toMatch(/表二.*没有合计可以印证.*第\d+表第\d+行.*人工录入/);
  });

  it("has no body but the one that a manifest names", () => {
    expect(read(scan).body).toBe(truth.body);
    const { body, division, problems } = recogniseReport(scan, { register });
    expect([body, division]).toEqual([null, null]);
    expect(problems.map(({ code }) => code)).toContain("body_recognised");
  });
});
