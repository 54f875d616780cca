import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { BESIDE_COLUMNS } from "#domain/tables/side-by-side";
import { askSideBySide } from "../districts.compare/question.server";
import { assertOneTable } from "../../asked-table.server";

/** The side-by-side comparison as a list, one row an indicator and division. */
export async function loader({ request }: LoaderFunctionArgs) {
  assertOneTable(request);
  const { page, columns, rows, dataset } = await askSideBySide(request);
  const names = columns.map(({ name }) => name).join("、");
  return csvFile(
    {
      name: `${names}并列 · ${page.inWords}`,
      columns: BESIDE_COLUMNS,
      rows: rows.flatMap(({ code, figures }) =>
        figures.map((figure) => ({ indicator: code, figure })),
      ),
    },
    dataset,
  );
}
