import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import type { NamedTable } from "#tables/column";
import { REPORT_CELL_COLUMNS } from "./columns";
import { CHECK_RESULT_COLUMNS } from "./columns";
import { loadReport } from "./data.server";
import { requestedTable } from "../downloads/requested-table.server";

/** A report as a list, one row a cell of its forms; with `table=verdicts` one row a verdict of the checks. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { report, tables, title, verdicts } = await loadReport(params["id"] ?? "");
  const file =
    <Row>(name: string, columns: NamedTable<Row>["columns"], rows: readonly Row[]) =>
    () =>
      downloadCsv({ name, columns, rows }, report.dataset);
  const cells = tables.flatMap((table) => table.cells);
  const files = new Map([
    ["cells", file(title, REPORT_CELL_COLUMNS, cells)],
    ["verdicts", file(`${title} · 逐条核查`, CHECK_RESULT_COLUMNS, verdicts)],
  ]);
  return requestedTable(new URL(request.url).searchParams, files, "cells")();
}
