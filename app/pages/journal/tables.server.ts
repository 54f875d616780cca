import { requireRole } from "#desk/access.server";
import { type LoadTables, tableFile } from "../downloads/page-files";
import { journalColumns } from "./columns";
import { loadChosenLines } from "./data.server";

/** The lines that are chosen on the page, on whichever of its pages. */
export const loadTables: LoadTables = async ({ request, context = {} }) => {
  requireRole(context, "view");
  const rows = await loadChosenLines(new URL(request.url).searchParams);
  return { table: tableFile({ name: "工作记录", columns: journalColumns, rows }) };
};
