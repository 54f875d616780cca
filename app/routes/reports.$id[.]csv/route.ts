import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { REPORT_CELL_COLUMNS } from "#domain/tables/report-cell-columns";
import { askReport } from "../reports.$id/question.server";
import { assertOneTable } from "../../asked-table.server";

/** A report as a list, one row a cell of its forms. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  assertOneTable(request);
  const { report, tables, title } = await askReport(params["id"] ?? "");
  return csvFile(
    { name: title, columns: REPORT_CELL_COLUMNS, rows: tables.flatMap(({ cells }) => cells) },
    report.dataset,
  );
}
