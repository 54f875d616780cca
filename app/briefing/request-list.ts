import ExcelJS from "exceljs";
import { SEVERITIES, SEVERITY_CODES } from "#domain/report/severity";
import { DATASETS, type Dataset } from "#domain/report/division";
import { groupMissing } from "#domain/comparison/coverage";
import type { ConfirmedAbsence } from "#domain/report/absence";
import type { FindingRow } from "#domain/checks/finding-row";
import { normalizeDocument } from "#export/archive";
import { COLUMN_FORMATS } from "#tables/column";
import { type ListField, LIST_COLUMNS, LIST_FIELDS, sealRow } from "./request-list-columns";
import { missingReportRequest } from "./wording";

/** What a list of requests is made of. */
interface RequestList {
  /** The filters in words. */
  readonly inWords: string;
  readonly dataset: Dataset;
  /** Day of the load, YYYY-MM-DD. */
  readonly loadedOn: string;
  readonly year: number;
  /** By when the bodies are to answer, as it is printed; null where nobody has said so. */
  readonly deadline: string | null;
  readonly findings: readonly FindingRow[];
  /** The bodies whose report of the year is missing. */
  readonly missing: readonly MissingBody[];
}

interface RequestDivision {
  readonly code: string;
  readonly name: string;
}

interface MissingBody {
  readonly code: string;
  readonly division_code: string;
  readonly division: string;
  readonly name: string;
  /** Its own name by its latest report; null where none is loaded. */
  readonly body: string | null;
  readonly confirmed: ConfirmedAbsence | null;
}

interface DivisionRequests extends RequestDivision {
  readonly findings: readonly FindingRow[];
  readonly missing: readonly MissingBody[];
}

/** What is asked of a body: the cells of a row, and what the row is known by when it comes back. */
interface RequestRow {
  readonly id: string;
  readonly fields: Readonly<Record<ListField, string | number | null>>;
}

/** Where a deadline that nobody has set is written by hand. */
const BLANK_DATE = "　　年　　月　　日";

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

function missingRow(
  { code, name, body, confirmed }: MissingBody,
  { year, deadline }: RequestList,
): RequestRow {
  const { message, request, basis } = missingReportRequest(year, confirmed);
  return {
    id: `missing-${code}-${year}`,
    fields: {
      problem: `${message}。${request}。`,
      printed: null,
      expected: null,
      basis,
      deadline: deadline ?? BLANK_DATE,
      body: body ?? name,
      result: null,
    },
  };
}

function findingRow(finding: FindingRow, { deadline }: RequestList): RequestRow {
  const { severity, check, request, cell, left_value, right_value } = finding;
  return {
    id: `${finding.fingerprint} ${finding.values_hash}`,
    fields: {
      problem: `【${SEVERITIES[severity].name}】${finding.year}年度，${check.name}：${request}`,
      printed: cell === null ? null : left_value,
      expected: cell === null ? null : right_value,
      basis: check.basis,
      deadline: deadline ?? BLANK_DATE,
      body: finding.body,
      result: null,
    },
  };
}

/** Width of what the list says of itself; with its heads it fits on A4 landscape. */
const ABOUT_WIDTH = 100;
/** Height of a line of the text, in points. */
const LINE = 14;
const FONT = { name: "宋体", charset: 134, size: 10 } as const;
const THIN = { style: "thin" } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };

/** Adds a sheet that prints at its own size on A4 landscape: ruled, wrapped, its head repeated on every page. */
function addPrintedSheet(
  workbook: ExcelJS.Workbook,
  name: string,
  title: string,
  columns: readonly { readonly header: string; readonly width: number }[],
  foot: string,
): ExcelJS.Worksheet {
  const escape = (text: string): string => text.replaceAll("&", "&&");
  const sheet = workbook.addWorksheet(name.replaceAll(/[\\/?*[\]:]/g, "").slice(0, 31), {
    views: [{ state: "frozen", ySplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: "landscape",
      scale: 100,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.75, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      // The size before the name of the font: a title may begin with a figure.
      oddHeader: `&C&14&"宋体,加粗"${escape(title)}`,
      oddFooter: `&L&9&"宋体,常规"${escape(foot)}&R&9&"宋体,常规"第&P页，共&N页`,
    },
  });
  sheet.pageSetup.printTitlesRow = "1:1";
  sheet.columns = columns.map(({ width }) => ({ width }));
  const header = sheet.addRow(columns.map((column) => column.header));
  header.height = 2 * LINE;
  styleRow(header, columns.length, { bold: true, horizontal: "center" });
  return sheet;
}

function styleRow(
  row: ExcelJS.Row,
  columns: number,
  look: { readonly bold?: true; readonly horizontal?: "center" } = {},
): void {
  for (let at = 1; at <= columns; at += 1) {
    const cell = row.getCell(at);
    cell.font = { ...FONT, ...(look.bold ? { bold: true } : {}) };
    cell.border = BORDER;
    cell.alignment = {
      wrapText: true,
      vertical: "middle",
      ...(look.horizontal ? { horizontal: look.horizontal } : {}),
    };
  }
}

/** Lines that a text takes in a column: a Chinese character is as wide as two of the units of its width. */
function linesOf(value: string | number | null, width: number): number {
  const units = Array.from(String(value ?? ""), (letter) => (letter > "ⁿ" ? 2 : 1)).reduce<number>(
    (sum, unit) => sum + unit,
    0,
  );
  return Math.max(1, Math.ceil(units / Math.max(1, width - 2)));
}

/** The requests to a division. A column of figures that none of them has is left out, and its room given to the problem. */
function addRequestSheet(
  workbook: ExcelJS.Workbook,
  division: DivisionRequests,
  list: RequestList,
  notice: string,
): void {
  const { code, name } = division;
  const requests = [
    ...division.missing.map((each) => missingRow(each, list)),
    ...division.findings.map((each) => findingRow(each, list)),
  ];
  const isEmpty = (field: ListField): boolean =>
    LIST_COLUMNS[field].isFigure === true && requests.every(({ fields }) => fields[field] === null);
  const kept = LIST_FIELDS.filter((field) => !isEmpty(field));
  const freed = LIST_FIELDS.filter(isEmpty).reduce((sum, at) => sum + LIST_COLUMNS[at].width, 0);
  const columns = kept.map((field) => ({
    header: LIST_COLUMNS[field].header,
    width: LIST_COLUMNS[field].width + (field === "problem" ? freed : 0),
  }));
  const sheet = addPrintedSheet(
    workbook,
    `${name}${code}`,
    `${name}${list.year}年度政府信息公开工作年度报告问题清单`,
    [{ header: "序号", width: 5 }, ...columns, { header: "问题编号", width: 40 }],
    notice,
  );
  requests.forEach(({ id, fields }, index) => {
    const values = kept.map((field) => fields[field]);
    const row = sheet.addRow([index + 1, ...values, sealRow(id, fields)]);
    styleRow(row, kept.length + 1);
    kept.forEach((field, at) => {
      if (LIST_COLUMNS[field].isFigure) row.getCell(at + 2).numFmt = COLUMN_FORMATS.count.sheet;
    });
    row.height =
      LINE * Math.max(2, ...values.map((value, at) => linesOf(value, columns[at]?.width ?? 1))) + 4;
  });
  // What a returned row is known by; hidden, so that nobody prints it.
  sheet.getColumn(kept.length + 2).hidden = true;
  sheet.pageSetup.printArea = `A1:${sheet.getColumn(kept.length + 1).letter}${requests.length + 1}`;
}

function addSummarySheet(
  workbook: ExcelJS.Workbook,
  divisions: readonly DivisionRequests[],
  { year, missing: owing }: RequestList,
  notice: string,
): void {
  const used = SEVERITY_CODES.filter((severity) =>
    divisions.some(({ findings }) => findings.some((finding) => finding.severity === severity)),
  );
  const absences = groupMissing(owing);
  const columns = [
    { header: "地区", width: 24 },
    { header: "区划代码", width: 14 },
    ...absences.map(({ name }) => ({ header: name, width: 12 })),
    ...used.map((severity) => ({ header: SEVERITIES[severity].name, width: 12 })),
    { header: "合计", width: 12 },
  ];
  const sheet = addPrintedSheet(
    workbook,
    "汇总",
    `${year}年度政府信息公开工作年度报告问题清单汇总`,
    columns,
    notice,
  );
  for (const { code, name, findings, missing } of divisions) {
    const row = sheet.addRow([
      name,
      code,
      ...absences.map(({ bodies }) => bodies.filter((each) => each.division_code === code).length),
      ...used.map((severity) => findings.filter((finding) => finding.severity === severity).length),
      findings.length + missing.length,
    ]);
    styleRow(row, columns.length);
  }
}

/** The requests to send, as a workbook: what it is, how many each division has, then a sheet a division. */
export async function writeRequestList(list: RequestList): Promise<Uint8Array<ArrayBuffer>> {
  const { inWords, dataset, loadedOn, findings, missing } = list;
  const { notice } = DATASETS[dataset];
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "公开";
  workbook.title = "政府信息公开工作年度报告问题清单";
  const divisions = groupByDivision(list);
  const about = addPrintedSheet(
    workbook,
    "说明",
    workbook.title,
    [
      { header: "项目", width: 16 },
      { header: "内容", width: ABOUT_WIDTH },
    ],
    notice,
  );
  const facts = [
    ["标题", workbook.title],
    ["数据性质", notice],
    ["范围", inWords],
    ["数据截止日期", loadedOn],
    [
      "问题数",
      divisions.length === 0
        ? "所选范围内没有未办结的问题"
        : `${divisions.length}个地区，${findings.length + missing.length}项`,
    ],
    [
      "说明",
      "各项由已公布的年度报告核查得出，是请报告机关核实说明的问题，不是结论。每个地区一页，请在“整改结果”栏填写后退回；数字确有错误的，请一并附更正后的报告。退回的文件可以在“核验”页读出各项的整改结果。",
    ],
  ];
  for (const fact of facts) {
    const row = about.addRow(fact);
    styleRow(row, 2);
    row.height = LINE * linesOf(fact[1] ?? "", ABOUT_WIDTH) + 6;
  }
  if (divisions.length > 0) addSummarySheet(workbook, divisions, list, notice);
  for (const division of divisions) addRequestSheet(workbook, division, list, notice);
  return normalizeDocument(await workbook.xlsx.writeBuffer(), loadedOn);
}
