import type { LoaderFunctionArgs } from "@remix-run/node";
import { writeCsv, download } from "#export/csv";
import { describeCheckRules } from "#domain/checks/engine";
import { TABLES } from "#domain/form/cells";
import {
  checkColumns,
  declaredIndicators,
  declaredLines,
  indicatorColumns,
  lineColumns,
} from "#tables/method";
import { requestedTable } from "../downloads/requested-table.server";

const FILES = new Map(
  Object.entries({
    indicators: () => ({
      name: "指标",
      text: writeCsv({ name: "指标", columns: indicatorColumns, rows: declaredIndicators }),
    }),
    checks: () => ({
      name: "核查规则",
      text: writeCsv({ name: "核查规则", columns: checkColumns, rows: describeCheckRules() }),
    }),
    form: () => ({
      name: "法定报告格式",
      text: writeCsv({
        name: "法定报告格式",
        columns: lineColumns,
        rows: TABLES.flatMap((table) => declaredLines(table)),
      }),
    }),
  }),
);

export function loader({ request }: LoaderFunctionArgs) {
  const file = requestedTable(new URL(request.url).searchParams, FILES, "indicators")();
  return download(`${file.name}.csv`, file.text, "text/csv; charset=utf-8");
}
