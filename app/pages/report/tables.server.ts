import { tableFile, type LoadTables } from "../downloads/page-files";
import { CHECK_RESULT_COLUMNS, REPORT_CELL_COLUMNS } from "./columns";
import { loadReport } from "./data.server";

/** A report as a list: one row a cell of its forms, or one row a result of a check. */
export const loadTables: LoadTables = async ({ params }) => {
  const { report, tables, title, checkResults } = await loadReport(params["id"] ?? "");
  const cells = tables.flatMap((table) => table.cells);
  return {
    tables: {
      cells: tableFile({ name: title, columns: REPORT_CELL_COLUMNS, rows: cells }),
      verdicts: tableFile({
        name: `${title} · 逐条核查`,
        columns: CHECK_RESULT_COLUMNS,
        rows: checkResults,
      }),
    },
    usual: "cells",
    dataset: report.dataset,
  };
};
