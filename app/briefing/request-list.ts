import ExcelJS from "exceljs";
import { SEVERITIES, SEVERITY_CODES } from "#domain/report/severity";
import { DATASETS, type Dataset } from "#domain/report/division";
import { groupMissing } from "#domain/comparison/coverage";
import type { ConfirmedAbsence } from "#domain/report/absence";
import { groupSlips, type Slip } from "#domain/checks/slips";
import type { FindingRow } from "#domain/checks/finding-row";
import { normalizeDocument } from "#export/archive";
import { addPrintedSheet, heightOf, styleRow } from "#export/printed-sheet";
import { addAboutSheet } from "#export/workbook";
import { sheetFormatOf } from "#tables/column";
import { type AskedRow, encodeAsked } from "./asked-rows";
import { LIST_COLUMNS, LIST_FIELDS, type ListField, sealRow } from "./request-list-columns";
import { formatConsequences, missingReportRequest } from "./wording";

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
  readonly slips: readonly Slip<FindingRow>[];
  readonly missing: readonly MissingBody[];
}

/** What is asked of a body: the cells of a row, and what the row is known by when it comes back. */
interface RequestRow {
  readonly id: string;
  readonly fields: Readonly<Record<ListField, string | number | null>>;
}

/** Where a deadline that nobody has set is written by hand. */
const BLANK_DATE = "　　年　月　日";
/** Least height of a row, in points. */
const ROOM_TO_ANSWER = 33;

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
      slips: groupSlips(findings.filter((finding) => finding.division_code === code)),
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

/** A slip in a row, known by its first finding. */
function slipRow({ head, consequences }: Slip<FindingRow>, { deadline }: RequestList): RequestRow {
  const { severity, check, request, cell, left_value, right_value } = head;
  const follows = formatConsequences(consequences.map(({ message }) => message));
  return {
    id: `${head.fingerprint} ${head.values_hash}`,
    fields: {
      problem: `【${SEVERITIES[severity].name}】${head.year}年度，${check.name}：${request}${follows}`,
      printed: cell === null ? null : left_value,
      expected: cell === null ? null : right_value,
      basis: check.basis,
      deadline: deadline ?? BLANK_DATE,
      body: head.body,
      result: null,
    },
  };
}

/** The requests to a division, and what is asked in its rows. A column of figures that none of them has is left out, and its room given to the problem. */
function addRequestSheet(
  workbook: ExcelJS.Workbook,
  division: DivisionRequests,
  list: RequestList,
  notice: string,
): AskedRow[] {
  const { code, name } = division;
  const requests = [
    ...division.missing.map((each) => missingRow(each, list)),
    ...division.slips.map((each) => slipRow(each, list)),
  ];
  const isEmpty = (field: ListField): boolean =>
    LIST_COLUMNS[field].isFigure === true && requests.every(({ fields }) => fields[field] === null);
  const kept = LIST_FIELDS.filter((field) => !isEmpty(field));
  const freed = LIST_FIELDS.filter(isEmpty).reduce((sum, at) => sum + LIST_COLUMNS[at].width, 0);
  const columns = kept.map((field) => ({
    header: LIST_COLUMNS[field].header,
    width: LIST_COLUMNS[field].width + (field === "problem" ? freed : 0),
  }));
  const sheet = addPrintedSheet(workbook, {
    name: `${name}${code}`,
    title: `${name}${list.year}年度政府信息公开工作年度报告问题清单`,
    columns: [{ header: "序号", width: 5 }, ...columns, { header: "问题编号", width: 40 }],
    foot: notice,
  });
  requests.forEach(({ id, fields }, index) => {
    const values = kept.map((field) => fields[field]);
    const row = sheet.addRow([index + 1, ...values, sealRow(id, fields)]);
    styleRow(row, kept.length + 1);
    row.getCell(1).alignment = { vertical: "middle", horizontal: "center", wrapText: true };
    kept.forEach((field, at) => {
      if (LIST_COLUMNS[field].isFigure)
        row.getCell(at + 2).numFmt = sheetFormatOf(fields[field], "count");
    });
    // Room to write the answer by hand.
    row.height = Math.max(ROOM_TO_ANSWER, heightOf(values, columns));
  });
  // What a returned row is known by; hidden, so that nobody prints it.
  sheet.getColumn(kept.length + 2).hidden = true;
  sheet.pageSetup.printArea = `A1:${sheet.getColumn(kept.length + 1).letter}${requests.length + 1}`;
  return requests.map(({ id, fields }) => ({
    sheet: sheet.name,
    id,
    body: String(fields.body ?? ""),
    problem: String(fields.problem ?? ""),
  }));
}

function addSummarySheet(
  workbook: ExcelJS.Workbook,
  divisions: readonly DivisionRequests[],
  { year, missing: owing }: RequestList,
  notice: string,
): void {
  const used = SEVERITY_CODES.filter((severity) =>
    divisions.some(({ slips }) => slips.some(({ head }) => head.severity === severity)),
  );
  const absences = groupMissing(owing);
  const columns = [
    { header: "地区", width: 24 },
    { header: "区划代码", width: 14 },
    ...absences.map(({ name }) => ({ header: name, width: 12 })),
    ...used.map((severity) => ({ header: SEVERITIES[severity].name, width: 12 })),
    { header: "合计", width: 12 },
  ];
  const sheet = addPrintedSheet(workbook, {
    name: "汇总",
    title: `${year}年度政府信息公开工作年度报告问题清单汇总`,
    columns,
    foot: notice,
  });
  for (const { code, name, slips, missing } of divisions) {
    const row = sheet.addRow([
      name,
      code,
      ...absences.map(({ bodies }) => bodies.filter((each) => each.division_code === code).length),
      ...used.map((severity) => slips.filter(({ head }) => head.severity === severity).length),
      slips.length + missing.length,
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
  const rows = missing.length + divisions.reduce((sum, { slips }) => sum + slips.length, 0);
  const merged = findings.length + missing.length - rows;
  const facts: readonly (readonly [string, string])[] = [
    ["标题", workbook.title],
    ["数据性质", notice],
    ["范围", inWords],
    ["数据截止日期", loadedOn],
    [
      "问题数",
      divisions.length === 0
        ? "所选范围内没有未办结的问题"
        : `${divisions.length}个地区，${rows}项${merged > 0 ? `（另有${merged}项核查结果可能出于其中同一处差错，并入该项）` : ""}`,
    ],
    [
      "说明",
      "各项由已公布的年度报告核查得出，是请报告机关核实说明的问题，不是结论。每个地区一页，请在“整改结果”栏填写后退回；数字确有错误的，请一并附更正后的报告。退回的文件可以在“核验”页读出各项的整改结果。",
    ],
  ];
  addAboutSheet(workbook, workbook.title, facts, notice);
  if (divisions.length > 0) addSummarySheet(workbook, divisions, list, notice);
  const asked = divisions.flatMap((division) => addRequestSheet(workbook, division, list, notice));
  workbook.description = encodeAsked(asked);
  return normalizeDocument(await workbook.xlsx.writeBuffer(), loadedOn);
}
