import { writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cellsIn } from "#domain/form/cells";
import { STORED_SUMS } from "#domain/indicators/stored-sums";
import { withQuantities } from "../../support/figures-table";
import {
  queryDatabase,
  figuresCsv,
  loadInto,
  soundCells,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../../support/load";

const APPLICANTS = [
  "natural_person",
  "commercial_enterprise",
  "research_institution",
  "public_interest_organization",
  "legal_service_organization",
  "other_organization",
  "total",
];

async function loaded(printed: Record<string, string | null>, corrections?: string) {
  const store = temporaryStore();
  const folder = temporaryFolder();
  writeReports(folder, [{ file: "a.csv", text: figuresCsv(2021, printed) }]);
  if (corrections !== undefined) {
    mkdirSync(store.root, { recursive: true });
    const header = "report,cell,expected,corrected,reason,source,by,date";
    writeFileSync(join(store.root, "corrections.csv"), `${header}\n${corrections}\n`);
  }
  const outcome = await loadInto(store, [folder]);
  const one = async (table: string, columns: string) =>
    (await queryDatabase(store, `SELECT ${columns} FROM ${table}`))[0];
  return { store, outcome, one };
}

describe("the figures used in arithmetic", () => {
  it("compute a blank total across and leave it NULL in reports", async () => {
    const { one } = await loaded({
      ...soundCells({ disclosed: 5 }),
      disclosed_other_organization: "",
      disclosed_total: "",
    });
    expect(await one("reports", "disclosed_total, disclosed_other_organization")).toEqual({
      disclosed_total: null,
      disclosed_other_organization: null,
    });
    expect(await one("figures", "disclosed_total, disclosed_other_organization")).toEqual({
      disclosed_total: 5,
      disclosed_other_organization: 0,
    });
  });

  it("compute a line of totals that is wholly blank from the totals above it", async () => {
    const blank = Object.fromEntries(APPLICANTS.map((column) => [`handled_total_${column}`, ""]));
    const { one } = await loaded({
      ...soundCells({ disclosed: 5, other_misc: 2 }),
      ...blank,
      disclosed_total: "/",
    });
    expect(
      await one("figures", "handled_total_natural_person AS person, handled_total_total AS total"),
    ).toEqual({
      person: 7,
      total: 7,
    });
  });

  it("never replace a printed total, however wrong, and take in no other that is only one of several", async () => {
    const { one } = await loaded({ review_upheld: "10", review_total: "0" });
    expect(await one("reports", "review_total")).toEqual({ review_total: 0 });
    expect(await one("printed_figures", "review_total, sum_reviews_concluded")).toEqual({
      review_total: 0,
      sum_reviews_concluded: 0,
    });
    expect(await one("figures", "review_total, review_corrected, direct_suit_total")).toEqual({
      review_total: null,
      review_corrected: null,
      direct_suit_total: 0,
    });
  });

  it("leave a blank total alone where a part cannot be read", async () => {
    const { one } = await loaded({
      ...soundCells({ disclosed: 5, other_misc: 2 }),
      review_upheld: "3",
      review_pending: "l2",
      review_total: "",
      direct_suit_upheld: "",
      direct_suit_corrected: "",
      direct_suit_other: "/",
      direct_suit_pending: "",
      direct_suit_total: "",
    });
    expect(await one("figures", "review_total, direct_suit_total")).toEqual({
      review_total: null,
      direct_suit_total: 0,
    });
    // Every stored sum is what the engine adds up.
    const sums = STORED_SUMS.map(({ column }) => column).join(", ");
    const cells = `(SELECT * EXCLUDE (${sums}) FROM figures)`;
    const added = await one(`(${withQuantities(cells)})`, sums);
    expect(await one("figures", sums)).toEqual(added);
    expect(Object.values(added ?? {})).toContain(null);
    expect(Object.values(added ?? {})).toContain(5);
  });

  it("take nothing from a table that is incomplete, which stays in the evidence", async () => {
    const { one, store } = await loaded({ disclosed_total: null, review_total: "4" });
    expect(await one("reports", "edition_requests, new_requests_total, review_total")).toEqual({
      edition_requests: null,
      new_requests_total: null,
      review_total: 4,
    });
    expect(await one("figures", "new_requests_total")).toEqual({ new_requests_total: null });
    expect(
      await queryDatabase(
        store,
        `SELECT count(*)::INTEGER AS cells FROM (SELECT unnest(cells) AS c FROM evidence)
        WHERE c.cell IN (${cellsIn("requests", 2021)
          .map(({ name }) => `'${name}'`)
          .join(", ")})`,
      ),
    ).toEqual([{ cells: 174 }]);
    expect(await queryDatabase(store, "SELECT severity FROM problems")).toEqual([
      { severity: "error" },
    ]);
  });

  it("keep the decimals of money and the sign of a change", async () => {
    const { one } = await loaded({ fees_amount_wan: "4068.208" });
    expect(await one("figures", "fees_amount_wan")).toEqual({ fees_amount_wan: "4068.2080" });
  });
});

describe("a correction", () => {
  const id = "990101-government-2023-jurisdiction";

  it("is applied beside the printed figure, and to the total computed from it", async () => {
    const { one, outcome } = await loaded(
      { review_upheld: "1O", review_total: "" },
      `${id},review_upheld,1O,10,字母O应为数字0,电话核实,张三,2024-03-01`,
    );
    expect(outcome.corrections.map(({ refusal }) => refusal)).toEqual([null]);
    expect(await one("reports", "review_upheld")).toEqual({ review_upheld: null });
    expect(await one("figures", "review_upheld, review_total")).toEqual({
      review_upheld: 10,
      review_total: 10,
    });
    expect(await one("corrections", "accepted, cell")).toEqual({
      accepted: true,
      cell: "review_upheld",
    });
  });

  it("is refused once the document prints something else", async () => {
    const { one, outcome } = await loaded(
      { review_upheld: "12", review_total: "12" },
      `${id},review_upheld,11,10,误印,电话核实,张三,2024-03-01`,
    );
    expect(outcome.corrections[0]?.refusal).toContain("“12”");
    expect(await one("figures", "review_upheld")).toEqual({ review_upheld: 12 });
    expect(await one("corrections", "accepted")).toEqual({ accepted: false });
  });

  it("stops the load where it names a cell that the form does not have", async () => {
    await expect(
      loaded({}, `${id},review_nonsense,11,10,误印,电话核实,张三,2024-03-01`),
    ).rejects.toThrow(/corrections\.csv 第2行有误：cell 列“review_nonsense”/);
  });
});
