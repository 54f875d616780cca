import { describe, expect, it } from "vitest";
import {
  readDocumentContent,
  fetchDocument,
  fetchDocumentHistory,
  isDocumentHash,
} from "#db/queries/documents.server";
import { fetchEvidence } from "#db/queries/evidence.server";
import { fetchCellValues } from "#db/queries/reports.server";
import { fetchDivisionFindings, fetchReportFindings } from "#db/queries/findings.server";
import { fetchCorrections, fetchReadIssues } from "#db/queries/evidence.server";
import { fetchReport } from "#db/queries/reports.server";
import { fetchSections } from "#db/queries/evidence.server";
import { CELLS } from "#domain/form/cells";
import { withRealReports } from "../../../support/real-reports";

const OFFICE = "310000-office-2019-organ";
const HONGZE = "320813-government-2023-jurisdiction";

withRealReports();

async function figuresIn(id: string) {
  const report = await fetchReport(id);
  if (!report) throw new Error(`There is no report ${id}`);
  return fetchCellValues(report);
}

describe("a report's questions", () => {
  it("say who reported, when, about what", async () => {
    expect(await fetchReport(OFFICE)).toMatchObject({
      body: "上海市人民政府办公厅",
      year: 2019,
      scope: "organ",
      dataset: "real",
      edition_requests: 2019,
    });
    expect(await fetchReport("nobody-2019")).toBeUndefined();
  });

  it("keep a blank total blank and compute it for arithmetic", async () => {
    const printed = (await fetchEvidence([OFFICE])).get(OFFICE)?.cells;
    const total = printed?.find((cell) => cell.cell === "disclosed_total");
    expect(total).toMatchObject({ state: "blank", value: null, raw: "" });
    expect((await figuresIn(OFFICE))["disclosed_total"]).toBe(272);
  });

  it("answer for every cell of the form", async () => {
    expect(Object.keys(await figuresIn(HONGZE)).toSorted()).toEqual(
      CELLS.map((cell) => cell.name).toSorted(),
    );
  });

  it("list findings with their cells, the gravest first", async () => {
    const findings = await fetchReportFindings(HONGZE);
    expect(findings.map(({ check_id }) => check_id)).toContain("T4-SUM");
    expect(findings[0]?.severity).toBe("E");
    const review = findings.find(({ cells }) => cells[0] === "review_total");
    expect(review).toMatchObject({ left_value: 0, right_value: 11, quotation: null });
    const alike = await fetchDivisionFindings("320813", {
      scope: "jurisdiction",
      kind: "government",
    });
    expect(alike).toHaveLength(findings.length);
  });

  it("bind where there is nothing to answer", async () => {
    expect(await fetchCorrections(OFFICE)).toEqual([]);
    expect((await fetchSections([OFFICE])).get(OFFICE)).toBeUndefined();
    expect(await fetchReadIssues("nobody-2019")).toEqual([]);
    expect([...(await fetchEvidence(["nobody-2019"]))]).toEqual([]);
  });
});

describe("a stored document", () => {
  it("is found by its hash and kept as it came in", async () => {
    const [document] = await fetchDocumentHistory(OFFICE);
    const hash = document?.hash ?? "";
    expect(isDocumentHash(hash)).toBe(true);
    expect(await fetchDocument(hash)).toMatchObject({ state: "loaded", report_id: OFFICE });
    const content = await readDocumentContent(hash);
    expect(new TextDecoder().decode(content ?? undefined)).toContain("unable_not_held");
  });

  it("is never looked for under anything but a hash", async () => {
    expect(await fetchDocument("../../../etc/passwd")).toBeUndefined();
    expect(await readDocumentContent("../../../etc/passwd")).toBeNull();
    expect(await fetchDocument("0".repeat(64))).toBeUndefined();
  });
});
