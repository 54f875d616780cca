import { downloadCsv } from "#export/csv";
import type { FileRequest, PageTables, TableFile } from "./page-files";
import { loadPageTables } from "./registry.server";

/** One table of a page as a CSV file; `table` names it where the page has several. */
export async function loader(file: FileRequest): Promise<Response> {
  const tables = await loadPageTables(file);
  return chooseTable(
    tables,
    new URL(file.request.url),
  )((table) => downloadCsv(table, tables.dataset));
}

/** @throws Response 400 with the tables that there are, where the one named is none of them. */
function chooseTable(page: PageTables, { pathname, searchParams }: URL): TableFile {
  const named = searchParams.get("table");
  const refusal = (known: string) =>
    new Response(`没有名为“${(named ?? "").slice(0, 40)}”的表。${known}。`, { status: 400 });
  if ("table" in page) {
    if (named === null) return page.table;
    throw refusal("这个文件只有一张表，请从页面上的链接下载");
  }
  const tables = new Map(Object.entries(page.tables));
  const addressOf = (key: string): string => {
    const parameters = new URLSearchParams(searchParams);
    parameters.set("table", key);
    return `${pathname}?${parameters.toString()}`;
  };
  const table = tables.get(named ?? page.usual);
  if (table === undefined)
    throw refusal(
      `这里的表和它们的地址：${[...tables].map(([key, each]) => `${each(({ name }) => name)} ${addressOf(key)}`).join("；")}`,
    );
  return table;
}
