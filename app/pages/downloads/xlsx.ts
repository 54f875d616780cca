import { BRIEFING_FORMATS } from "#briefing/formats";
import { download, fileNameOf } from "#export/download";
import type { FileRequest } from "./page-files";
import { loadPageWorkbook } from "./registry.server";

/** The workbook of a page. */
export async function loader(file: FileRequest): Promise<Response> {
  const { name, dataset, content } = await loadPageWorkbook(file);
  return download(`${fileNameOf(name, dataset)}.xlsx`, content, BRIEFING_FORMATS.xlsx.type);
}
