import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireRole } from "#desk/access.server";
import { drawPage, readPicture } from "#desk/original.server";
import { findSubject } from "#desk/review-subject.server";
import { ProgramFailed } from "#desk/run-program.server";
import { dataStore } from "#store/data-folder";

/** Pixels across a page: sharp enough to read a footnote, small enough for a network of offices. */
const WIDTH = 1_100;
const MOST_PAGES = 500;

/** A page of a PDF under review as a picture, or a document that is itself one. */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = requireRole(context, "view");
  const subject = await findSubject(dataStore(), params["id"] ?? "", actor);
  const page = Number(new URL(request.url).searchParams.get("page") ?? "1");
  if (!subject || !Number.isInteger(page) || page < 1 || page > MOST_PAGES)
    throw new Response("没有这一页。", { status: 404 });
  const own = await readPicture(subject.document);
  if (own !== null)
    return new Response(new Uint8Array(own.bytes), {
      headers: {
        "Content-Type": own.type,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
      },
    });
  try {
    const picture = await drawPage(subject.document, page, WIDTH);
    return new Response(new Uint8Array(picture), {
      headers: { "Content-Type": "image/png", "X-Content-Type-Options": "nosniff" },
    });
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    throw new Response(error.message, { status: 422 });
  }
}
