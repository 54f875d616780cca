import ExcelJS from "exceljs";
import { SEVERITIES, SEVERITY_CODES } from "#domain/report/severity";
import { DATASETS, type Dataset } from "#domain/report/division";
import type { FindingRow } from "#domain/checks/finding-row";
import { normalizeDocument } from "#export/archive";
import { missingReportRequest } from "./wording";
import type { PlainColumn, PlainRow, PlainTable } from "#export/plain-table";
import { addAboutSheet, addSheet } from "#export/workbook";

/** What a list of requests is made of. */
interface RequestList {
  /** The filters in words. */
  readonly inWords: string;
  readonly dataset: Dataset;
  /** Day of the load, YYYY-MM-DD. */
  readonly loadedOn: string;
  readonly year: number;
  readonly findings: readonly FindingRow[];
  /** The bodies whose report of the year is missing. */
  readonly missing: readonly MissingBody[];
}

interface RequestDivision {
  readonly code: string;
  readonly name: string;
}

interface MissingBody {
  readonly division_code: string;
  readonly division: string;
  /** Null where its name is not known. */
  readonly body: string | null;
}

interface DivisionRequests extends RequestDivision {
  readonly findings: readonly FindingRow[];
  readonly missing: readonly MissingBody[];
}

const COLUMNS: readonly PlainColumn[] = [
  { id: "number", header: "序号", format: "count", width: 0.5 },
  { id: "body", header: "报告机关", format: "text", width: 1.6 },
  { id: "year", header: "年度", format: "text", width: 0.6 },
  { id: "severity", header: "程度", format: "text", width: 0.6 },
  { id: "request", header: "请核实说明的问题", format: "text", width: 5 },
  { id: "left", header: "左值", format: "count", width: 0.7 },
  { id: "right", header: "右值", format: "count", width: 0.7 },
  { id: "difference", header: "相差", format: "count", width: 0.7 },
  { id: "basis", header: "依据", format: "text", width: 2.5 },
  { id: "answer", header: "答复（请填写）", format: "text", width: 2.5 },
  { id: "fingerprint", header: "问题编号", format: "text", width: 1.2 },
];

function groupByDivision({ findings, missing }: RequestList): DivisionRequests[] {
  const names = new Map([
    ...findings.map(({ division_code: code, division: name }) => [code, name] as const),
    ...missing.map(({ division_code: code, division: name }) => [code, name] as const),
  ]);
  return [...names]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, name]) => ({
      code,
      name,
      findings: findings.filter((finding) => finding.division_code === code),
      missing: missing.filter((owing) => owing.division_code === code),
    }));
}

/** A row for each body of a division that has not reported. */
function missingBodyRows({ missing }: DivisionRequests, year: number): PlainRow["values"][] {
  const { grade, message, request, basis } = missingReportRequest(year);
  const words = `${message}。${request}。`;
  return missing.map(({ body }, index) => [
    index + 1,
    body,
    `${year}年`,
    grade,
    words,
    null,
    null,
    null,
    basis,
    null,
    null,
  ]);
}

function summaryTable(
  divisions: readonly DivisionRequests[],
  year: number,
  note: string,
): PlainTable {
  const counts = SEVERITY_CODES.map((severity) => ({
    severity,
    column: { id: severity, header: SEVERITIES[severity].name, format: "count" } as const,
  }));
  return {
    name: "汇总",
    columns: [
      { id: "division", header: "地区", format: "text", width: 1.4 },
      { id: "code", header: "区划代码", format: "text" },
      { id: "missing", header: missingReportRequest(year).grade, format: "count" },
      ...counts.map(({ column }) => column),
      { id: "total", header: "合计", format: "count" },
    ],
    rows: divisions.map(({ code, name, findings, missing }) => ({
      values: [
        name,
        code,
        missing.length,
        ...counts.map(
          ({ severity }) => findings.filter((finding) => finding.severity === severity).length,
        ),
        findings.length + missing.length,
      ],
    })),
    empty: "没有问题。",
    note,
  };
}

function requestTable(division: DivisionRequests, year: number, note: string): PlainTable {
  const { code, name, findings } = division;
  const missing = missingBodyRows(division, year);
  const requests = findings.map((finding, index): PlainRow["values"] => [
    missing.length + index + 1,
    finding.body,
    `${finding.year}年`,
    SEVERITIES[finding.severity].name,
    finding.request,
    ...(finding.cell === null
      ? [null, null, null]
      : [finding.left_value, finding.right_value, finding.difference]),
    finding.check.basis,
    null,
    finding.fingerprint,
  ]);
  return {
    name: `${name}${code}`,
    columns: COLUMNS,
    rows: [...missing, ...requests].map((values) => ({ values })),
    empty: "没有问题。",
    note,
  };
}

/** The requests to send, as a workbook: what it is, how many each division has, then a sheet a division. */
export async function writeRequestList(list: RequestList): Promise<Uint8Array<ArrayBuffer>> {
  const { inWords, dataset, loadedOn, year, findings, missing } = list;
  const { notice } = DATASETS[dataset];
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "公开";
  workbook.title = "政府信息公开工作年度报告问题清单";
  const divisions = groupByDivision(list);
  addAboutSheet(workbook, [
    ["标题", workbook.title],
    ["数据性质", notice],
    ["范围", inWords],
    ["数据截止日期", loadedOn],
    ["问题数", `${divisions.length}个地区，${findings.length + missing.length}项`],
    [
      "说明",
      "各项由已公布的年度报告核查得出，是请报告机关核实说明的问题，不是结论。每个地区一页，请在“答复”栏填写后退回；数字确有错误的，请一并附更正后的报告。",
    ],
  ]);
  addSheet(workbook, summaryTable(divisions, year, notice));
  for (const division of divisions) addSheet(workbook, requestTable(division, year, notice));
  return normalizeDocument(await workbook.xlsx.writeBuffer(), loadedOn);
}
