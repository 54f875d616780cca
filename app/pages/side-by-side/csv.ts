import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import { SIDE_BY_SIDE_COLUMNS } from "./columns";
import { loadSideBySide } from "./data.server";
import { assertSingleTable } from "../downloads/requested-table.server";

/** The side-by-side comparison as a list, one row an indicator and division. */
export async function loader({ request }: LoaderFunctionArgs) {
  assertSingleTable(request);
  const { page, columns, rows, dataset } = await loadSideBySide(request);
  const names = columns.map(({ name }) => name).join("、");
  return downloadCsv(
    {
      name: `${names}并列 · ${page.inWords}`,
      columns: SIDE_BY_SIDE_COLUMNS,
      rows: rows.flatMap(({ code, figures }) =>
        figures.map((figure) => ({ indicator: code, figure })),
      ),
    },
    dataset,
  );
}
