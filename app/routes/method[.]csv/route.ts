import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvText, download } from "#briefing/csv";
import { declaredChecks } from "#domain/checks/declared";
import { TABLES } from "#domain/form/cells";
import {
  checkColumns,
  declaredIndicators,
  declaredLines,
  indicatorColumns,
  lineColumns,
} from "#domain/tables/method";
import { askedTable } from "../../asked-table.server";

const FILES = new Map(
  Object.entries({
    indicators: () => ({
      name: "指标",
      text: csvText({ name: "指标", columns: indicatorColumns, rows: declaredIndicators }),
    }),
    checks: () => ({
      name: "核查规则",
      text: csvText({ name: "核查规则", columns: checkColumns, rows: declaredChecks() }),
    }),
    form: () => ({
      name: "法定报告格式",
      text: csvText({
        name: "法定报告格式",
        columns: lineColumns,
        rows: TABLES.flatMap((table) => declaredLines(table)),
      }),
    }),
  }),
);

export function loader({ request }: LoaderFunctionArgs) {
  const file = askedTable(new URL(request.url).searchParams, FILES, "indicators")();
  return download(`${file.name}.csv`, file.text, "text/csv; charset=utf-8");
}
