import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import type { NamedTable } from "#domain/tables/column";
import { REPORT_CELL_COLUMNS } from "#domain/tables/report-cell-columns";
import { REPORT_VERDICT_COLUMNS } from "#domain/tables/report-verdicts";
import { askReport } from "../reports.$id/question.server";
import { askedTable } from "../../asked-table.server";

/** A report as a list, one row a cell of its forms; with `table=verdicts` one row a verdict of the checks. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { report, tables, title, verdicts } = await askReport(params["id"] ?? "");
  const file =
    <Row>(name: string, columns: NamedTable<Row>["columns"], rows: readonly Row[]) =>
    () =>
      csvFile({ name, columns, rows }, report.dataset);
  const cells = tables.flatMap((table) => table.cells);
  const files = new Map([
    ["cells", file(title, REPORT_CELL_COLUMNS, cells)],
    ["verdicts", file(`${title} · 逐条核查`, REPORT_VERDICT_COLUMNS, verdicts)],
  ]);
  return askedTable(new URL(request.url).searchParams, files, "cells")();
}
