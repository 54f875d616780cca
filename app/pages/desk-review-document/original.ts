import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireRole } from "#desk/access.server";
import { readBytes } from "#desk/original.server";
import { findSubject } from "#desk/review-subject.server";
import { ProgramFailed } from "#desk/run-program.server";
import { download } from "#export/download";
import { dataStore } from "#store/data-folder";

/** A document under review as it came in: to be saved and opened on the reader's own computer, never by the browser. */
export async function loader({ context, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = requireRole(context, "view");
  const subject = await findSubject(dataStore(), params["id"] ?? "", actor);
  if (!subject) throw new Response("没有这份文件，或者它不在您负责的地区。", { status: 404 });
  const { document, name } = subject;
  try {
    const content = new Uint8Array(await readBytes(document));
    const file = name.split(/[/\\]/u).at(-1) ?? name;
    const response = download(file, content, "application/octet-stream");
    response.headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
    return response;
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    throw new Response(error.message, { status: 404 });
  }
}
