import { BODY_KINDS, type BodyKind } from "../report/body-kind";
import { SCOPES, type Scope } from "../report/scope";
import type { TableColumn } from "./column";
import type { ListedReport } from "./division-reports";

/** A report of a division, or the place of one that is due. */
interface ListedPlace {
  readonly year: number;
  readonly kind: BodyKind;
  readonly scope: Scope;
  readonly report: ListedReport | null;
  readonly words: string;
}

const NOT_LOADED = "没有载入这份报告";

/** The list of a division's reports. */
export const REPORT_LIST_COLUMNS: readonly TableColumn<ListedPlace>[] = [
  { id: "year", header: "年度", format: "text", value: ({ year }) => String(year) },
  { id: "scope", header: "数据范围", format: "text", value: ({ scope }) => SCOPES[scope].name },
  { id: "kind", header: "机关类别", format: "text", value: ({ kind }) => BODY_KINDS[kind] },
  { id: "body", header: "报告机关", format: "text", value: ({ report }) => report?.body ?? "缺" },
  { id: "id", header: "报告编号", format: "text", value: ({ report }) => report?.id ?? "" },
  { id: "state", header: "报送情况", format: "text", value: ({ words }) => words },
  {
    id: "errors",
    header: "差错",
    format: "count",
    value: ({ report }) => report?.errors ?? null,
    why: () => NOT_LOADED,
  },
  {
    id: "warnings",
    header: "说明",
    format: "count",
    value: ({ report }) => report?.warnings ?? null,
    why: () => NOT_LOADED,
  },
  {
    id: "remarks",
    header: "提示",
    format: "count",
    value: ({ report }) => report?.remarks ?? null,
    why: () => NOT_LOADED,
  },
];
