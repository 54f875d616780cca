import type { JournalValue } from "./journal";
import { cellByName } from "../form/cells";
import { formatCellLabel } from "../form/cell-label";
import { BODY_KINDS, SCOPES } from "../report/body";

/** Columns of the reviewed tables as people call them. */
const COLUMN_NAMES: Readonly<Record<string, string>> = {
  report: "报告",
  cell: "单元格",
  finding: "核查发现",
  expected: "原印",
  corrected: "更正为",
  reason: "理由",
  source: "依据",
  by: "经办人",
  date: "日期",
  file: "文件",
  name: "名称",
  body: "机关",
  kind: "类别",
  division: "区划",
  year: "年度",
  years: "年度",
  scope: "范围",
  published_on: "公布日期",
  note: "备注",
  fingerprint: "问题编号",
  values: "数值编号",
  due: "期限",
  basis: "依据",
};

/** Columns that name a finding for programs, where another says it in words. */
const CODES_OF_FINDING = ["fingerprint", "values"];

/** The name under which the desk keeps a document, where the name that it came under is said too. */
const STORED_NAME = "file";

/** How values of some columns are written for people. */
const VALUE_NAMES: Readonly<Record<string, (value: string) => string | undefined>> = {
  cell: (name) => (cellByName(name) === undefined ? undefined : formatCellLabel(name)),
  kind: (code) => nameIn({ ...BODY_KINDS, printed: "照原件录入" }, code),
  scope: (code) => nameIn(SCOPES, code),
  due: (due) => (due === "none" ? "没有期限" : `次年${due}`),
};

function nameIn(
  names: Readonly<Record<string, string | { readonly name: string }>>,
  code: string,
): string | undefined {
  const found = names[code];
  return typeof found === "string" ? found : found?.name;
}

/**
 * 单元格：表四“行政复议”总计；更正为：5; a text as it is, null where there was nothing.
 * @param known what the line says of itself and its row need not say again
 */
export function formatJournalValue(
  value: JournalValue,
  known: ReadonlySet<string> = new Set(),
): string | null {
  if (value === null || typeof value === "string") return value === "" ? "空白" : value;
  if (typeof value === "number") return String(value);
  const isNamed = "finding" in value;
  const isOfDesk = (value["name"] ?? "") !== "";
  const parts = Object.entries(value)
    .filter(([column, text]) => text !== "" && column !== "date" && !known.has(text))
    .filter(([column]) => !isNamed || !CODES_OF_FINDING.includes(column))
    .filter(([column]) => !isOfDesk || column !== STORED_NAME)
    .map(([column, text]) => {
      const name = COLUMN_NAMES[column] ?? column;
      return `${name}：${VALUE_NAMES[column]?.(text) ?? text}`;
    });
  return parts.length === 0 ? "空白" : parts.join("；");
}
