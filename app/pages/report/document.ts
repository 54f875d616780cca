import type { LoaderFunctionArgs } from "@remix-run/node";
import { download } from "#export/download";
import { readDocumentContent, fetchDocument } from "#db/queries/documents.server";

/** A stored document as it came in: to be saved, never opened by the browser. */
export async function loader({ params }: LoaderFunctionArgs) {
  const hash = params["hash"] ?? "";
  const document = await fetchDocument(hash);
  if (!document) throw new Response("没有这份文件：请核对校验码。", { status: 404 });
  const content = await readDocumentContent(hash);
  if (!content) throw new Response(`“${document.file}”的原件没有保存。`, { status: 404 });
  const response = download(nameOf(document.file), content, "application/octet-stream");
  response.headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
  response.headers.set("Cache-Control", "private, max-age=0");
  return response;
}

function nameOf(file: string): string {
  return file.split(/[/\\]/u).at(-1) ?? file;
}
