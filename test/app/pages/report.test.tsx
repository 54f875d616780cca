import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Narrative } from "#components/narrative";
import { PrintedForm } from "#components/printed-form";
import { fetchExaminedReport } from "#db/queries/examined-report.server";
import { fetchReportFindings } from "#db/queries/findings.server";
import { fetchReport } from "#db/queries/reports.server";
import { evaluateReport } from "#domain/checks/engine";
import { CELLS } from "#domain/form/cells";
import { countResults, groupResults } from "#pages/report/columns";
import { loader as csv } from "#pages/downloads/csv";
import { loadReport } from "#pages/report/data.server";
import { loader as document } from "#pages/report/document";
import { withRealReports } from "../../support/real-reports";

withRealReports();

const OFFICE = "310000-office-2019-organ";
const HONGZE = "320813-government-2023-jurisdiction";
const asked = (params: Record<string, string>, search = "") => ({
  params,
  request: new Request(`http://localhost/reports/${params["id"] ?? ""}.csv${search}`),
  context: {},
});

async function printed(id: string): Promise<string> {
  const { tables, findings } = await loadReport(id);
  return renderToStaticMarkup(
    <>
      {tables.map((table) => (
        <PrintedForm key={table.code} table={table} findings={findings} />
      ))}
    </>,
  );
}

describe("how far a report can be relied on", () => {
  it("is said of the tables that do not add up: what to verify, and which indicators it may move", async () => {
    const { repairs, doubtfulIndicators } = await loadReport(HONGZE);
    expect(repairs).toMatchObject([{ table: "review_litigation", kind: "several", changes: [] }]);
    expect(repairs[0]?.evidence.at(-1)).toContain("至少有两格有误");
    expect(doubtfulIndicators.map(({ name }) => name)).toContain("复议率");
    expect(doubtfulIndicators.map(({ name }) => name)).not.toContain("不掌握率");
  });

  it("is said of the 不掌握 row: which guards it has against an exchange of rows", async () => {
    const { rowGuard } = await loadReport(HONGZE);
    expect(rowGuard?.protections.map(({ state }) => state)).toEqual(["yes", "unknown", "unknown"]);
  });

  it("leaves a report that adds up alone", async () => {
    const { repairs, doubtfulIndicators } = await loadReport("330211-office-2023-organ");
    expect([repairs, doubtfulIndicators]).toEqual([[], []]);
  });
});

describe("the results of the checks on a report", () => {
  it("cover every rule that applies, each with what holds and why the rest cannot be judged", async () => {
    const { checkResults, findings } = await loadReport(HONGZE);
    const counts = countResults(checkResults);
    expect(counts.fails).toBe(findings.length);
    expect(counts.holds).toBeGreaterThan(30);
    const rules = groupResults(checkResults).flatMap((group) => group.rules);
    const carried = rules.find(({ id }) => id === "Y-CARRY");
    expect(carried?.counts).toEqual({ holds: 0, fails: 0, notEvaluable: 7 });
    expect(carried?.said).toEqual([
      {
        state: "notEvaluable",
        message: "未载入同一机关、同一范围的上年报告",
        times: 7,
        cell: "carried_over_in_natural_person",
      },
    ]);
    expect(
      rules.every(({ counts: { holds, fails, notEvaluable } }) => holds + fails + notEvaluable > 0),
    ).toBe(true);
  });

  it("fail nowhere else than the load found, in the real reports", async () => {
    for (const id of [OFFICE, HONGZE, "330211-office-2023-organ"]) {
      const report = await fetchReport(id);
      if (!report) throw new Error(`${id} should be loaded`);
      const { checked, context } = await fetchExaminedReport(report);
      const failing = evaluateReport(checked, context).filter(({ state }) => state === "fails");
      const found = await fetchReportFindings(id);
      expect(failing.map(({ message }) => message).toSorted(), id).toEqual(
        found.map(({ message }) => message).toSorted(),
      );
    }
  });

  it("leave as CSV, one row a result in the order of the rules", async () => {
    const { checkResults } = await loadReport(HONGZE);
    const response = await csv(asked({ id: HONGZE }, "?table=verdicts"));
    const lines = (await response.text()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + checkResults.length);
    expect(lines[1]).toContain("T3-BAL");
    expect(lines.some((line) => line.includes("无法判断"))).toBe(true);
  });
});

describe("a report as printed", () => {
  it("has an anchor for every cell of its editions and no other", async () => {
    const html = await printed(HONGZE);
    const ids = [...html.matchAll(/<td[^>]* id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(10 + 161 + 15);
    expect(CELLS.map((cell) => cell.name)).toEqual(expect.arrayContaining(ids));
  });

  it("shows a wrong total as printed, with the sum of its parts and the finding", async () => {
    const cell = /<td[^>]* id="review_total".*?<\/td>/s.exec(await printed(HONGZE))?.[0] ?? "";
    expect(cell).toContain(">0</a>");
    expect(cell).toContain("合计11");
    expect(cell).toMatch(/href="#finding-\d+"/);
  });

  it("shows a blank as blank, not as 0", async () => {
    const cell = /<td[^>]* id="disclosed_total".*?<\/td>/s.exec(await printed(OFFICE))?.[0] ?? "";
    expect(cell).toContain("空白");
    expect(cell).toContain("合计272");
    expect(cell).not.toContain(">0<");
  });

  it("is named as missing in Chinese where there is none", async () => {
    const answer = await loadReport("nobody").catch((thrown: unknown) => thrown);
    if (!(answer instanceof Response)) throw new Error("It should throw a response");
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("没有编号为");
  });

  it("leaves as CSV with one row a cell", async () => {
    const response = await csv(asked({ id: OFFICE }));
    const lines = (await response.text()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + 22 + 161 + 15);
    expect(lines[0]).toContain("原文");
  });
});

describe("the text of a report", () => {
  it("is text, whatever it holds", () => {
    const html = renderToStaticMarkup(
      <Narrative
        sections={[{ code: "overview", text: "受理<script>alert(1)</script>5件" }]}
        findings={[
          {
            message: "不符",
            quotation: { section: "overview", sentence: "", start: 27, end: 29 },
          },
        ]}
      />,
    );
    expect(html).not.toContain("<script>");
    expect(html).toContain('<mark id="claim-1"');
    expect(html).toContain(">5件<sup>1</sup>");
  });
});

describe("a stored document", () => {
  it("is sent to be saved, never to be opened", async () => {
    const { report } = await loadReport(HONGZE);
    const { headers } = await document(asked({ hash: report.document_hash }));
    expect(headers.get("Content-Type")).toBe("application/octet-stream");
    expect(headers.get("Content-Disposition")).toMatch(/^attachment; .*filename\*=UTF-8''/);
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toContain("sandbox");
  });

  it("answers 404 to whatever is no hash of a document", async () => {
    for (const hash of ["x", "0".repeat(64), "..%2f..%2fetc%2fpasswd"]) {
      const thrown: unknown = await document(asked({ hash })).catch((error: unknown) => error);
      expect(thrown).toMatchObject({ status: 404 });
    }
  });
});
