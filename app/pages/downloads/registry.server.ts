import { matchRoutes } from "@remix-run/react";
import { listFileBases, PAGE_FILES, type PageFileKind } from "../pages";
import type { FileRequest, LoadCharts, LoadTables, LoadWorkbook } from "./page-files";

type Modules<Module> = Readonly<Record<string, () => Promise<Module>>>;

const TABLES = import.meta.glob<{ readonly loadTables: LoadTables }>("../*/tables.server.ts");
const WORKBOOKS = import.meta.glob<{ readonly loadWorkbook: LoadWorkbook }>(
  "../*/workbook.server.ts",
);
const CHARTS = import.meta.glob<{ readonly loadCharts: LoadCharts }>("../*/chart.server.ts");

/** The tables of the page whose CSV file is requested. */
export async function loadPageTables(file: FileRequest) {
  return (await moduleOf(TABLES, "csv", file)).loadTables(file);
}

/** The workbook of the page whose XLSX file is requested. */
export async function loadPageWorkbook(file: FileRequest) {
  return (await moduleOf(WORKBOOKS, "xlsx", file)).loadWorkbook(file);
}

/** The charts of the page of which a picture is requested. */
export async function loadPageCharts(file: FileRequest) {
  return (await moduleOf(CHARTS, "chart", file)).loadCharts(file);
}

/** @throws Response 404 where no page has the address or the page has no such files. */
async function moduleOf<Module>(
  modules: Modules<Module>,
  kind: PageFileKind,
  { request }: FileRequest,
): Promise<Module> {
  const { ending, module } = PAGE_FILES[kind];
  const { pathname } = new URL(request.url);
  const pages = listFileBases().map(({ folder: id, path }) => ({ id, path: `${path}${ending}` }));
  const folder = matchRoutes(pages, pathname)?.[0]?.route.id;
  const load = modules[`../${folder ?? ""}/${module}`];
  if (!load) throw new Response("没有这个文件。", { status: 404 });
  return load();
}
