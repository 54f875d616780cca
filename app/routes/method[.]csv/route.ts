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

const FILES: Readonly<Record<string, () => { readonly name: string; readonly text: string }>> = {
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
};

export function loader({ request }: LoaderFunctionArgs) {
  const chosen = new URL(request.url).searchParams.get("table") ?? "indicators";
  const file = Object.hasOwn(FILES, chosen) ? FILES[chosen]?.() : undefined;
  if (!file)
    throw new Response(`没有这张表：${chosen.slice(0, 40)}。可选indicators、checks、form。`, {
      status: 404,
    });
  return download(`${file.name}.csv`, file.text, "text/csv; charset=utf-8");
}
