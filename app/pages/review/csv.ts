import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import type { NamedTable } from "#tables/column";
import {
  BODY_DISPUTE_COLUMNS,
  CORRECTION_COLUMNS,
  disputeYearColumns,
  LINK_COLUMNS,
} from "./columns";
import { loadReview } from "./data.server";
import { requestedTable } from "../downloads/requested-table.server";

/** One table of the page as a file; `table` names it, the years when left out. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { page, years, corrections, bodies, link } = await loadReview(request);
  const file =
    <Row>(words: string, columns: NamedTable<Row>["columns"], rows: readonly Row[]) =>
    () =>
      downloadCsv({ name: `${words} · ${page.inWords}`, columns, rows }, page.dataset);
  const files = new Map([
    ["years", file("历年复议诉讼", disputeYearColumns(), years)],
    ["corrections", file("复议诉讼结果", CORRECTION_COLUMNS, corrections)],
    ["bodies", file("各地复议诉讼", BODY_DISPUTE_COLUMNS, bodies)],
    ["link", file("不掌握率与纠错", LINK_COLUMNS, link.groups)],
  ]);
  return requestedTable(page.parameters, files, "years")();
}
