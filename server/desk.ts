import { randomBytes } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { UPLOAD_ADDRESSES } from "../app/pages/pages";
import type { DeskGate } from "./desk-access";
import { isReading, refuse, refusalOfMethod, REFUSALS } from "./refusals";
import type { Build } from "./rendering";
import { POLICY, policyOf } from "./security";

/** Below which documents may be handed in; everything else is only read. */
export const DESK = "/desk";

/**
 * Answers the desk, where documents are handed in, checked and published: in the server's own process, into which the
 * pages are loaded at the first request, since its forms and their answers belong together. None of it is kept.
 */
export function answerDesk(loadBuild: () => Promise<Build>, gate: DeskGate): RequestHandler {
  let build: Promise<Build> | null = null;
  return async (request, response, next) => {
    const isPost = request.method === "POST";
    if (!isReading(request.method) && !isPost) {
      refuse(response, refusalOfMethod("POST"));
      return;
    }
    if (isPost && !isFromThisSite(request)) {
      refuse(response, REFUSALS.otherSite);
      return;
    }
    if (isPost && isTooLarge(request)) {
      refuse(response, REFUSALS.tooLarge);
      return;
    }
    try {
      build ??= loadBuild();
      // A server that nobody works at starts sooner without it.
      const { createRequestHandler } = await import("@remix-run/express");
      const loaded = await build;
      const desk = await gate.accessOf(request);
      // Remix would believe it, from anybody; the site is asked for under the name in `Host`.
      delete request.headers["x-forwarded-host"];
      const nonce = randomBytes(16).toString("base64");
      response.setHeader(POLICY, policyOf([`'nonce-${nonce}'`]));
      response.setHeader("Cache-Control", "no-store");
      // Under helmet's no-referrer a browser says of a form that it sends itself that its origin is "null".
      response.setHeader("Referrer-Policy", "same-origin");
      const answer = createRequestHandler({
        build: loaded,
        getLoadContext: () => ({ nonce, desk, hasDesk: true }),
      });
      // All parts of a page speak of the same data, though the next may be published meanwhile.
      await loaded.entry.module.withOneVersion(() => answer(request, response, next));
    } catch (error) {
      next(error);
    }
  };
}

/**
 * Loads what answers the desk before somebody asks for it, with the data in use, by a request of nobody: the first one
 * takes seconds.
 */
export async function warmDesk(loadBuild: () => Promise<Build>): Promise<void> {
  const [build, { createRequestHandler }] = await Promise.all([
    loadBuild(),
    import("@remix-run/node"),
    import("@remix-run/express"),
  ]);
  const handle = createRequestHandler(build, process.env["NODE_ENV"]);
  const response = await build.entry.module.withOneVersion(() =>
    handle(new Request(`http://localhost${DESK}`), { nonce: "" }),
  );
  await response.arrayBuffer();
}

/** Bytes of a form without files. */
const FORM_LIMIT = 1024 * 1024;

/**
 * Whether a form is larger than any that a page sends, or hides how large it is: one without files is held in memory.
 * Those with files are streamed, and bounded by whoever receives them.
 */
function isTooLarge({ baseUrl, path, headers }: Request): boolean {
  const address = `${baseUrl}${path}`.replace(/\/+$/u, "").toLowerCase();
  const isStreamed = headers["content-type"]?.startsWith("multipart/form-data;") === true;
  if (isStreamed && UPLOAD_ADDRESSES.has(address)) return false;
  return Number(headers["content-length"] ?? Infinity) > FORM_LIMIT;
}

/**
 * Whether a page of this site sent a request, as the browser says: a page of another site can neither leave these
 * headers out nor write them.
 */
function isFromThisSite({ headers }: Request): boolean {
  const { origin, host, "sec-fetch-site": site = "same-origin" } = headers;
  if (site !== "same-origin" || origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
