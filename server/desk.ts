import { randomBytes } from "node:crypto";
import { createRequestHandler } from "@remix-run/express";
import type { Request, RequestHandler } from "express";
import type { DeskAccess } from "../app/desk/access.server";
import { LOCAL_USER } from "../app/domain/desk/actor";
import { isReading, refuse, refusalOfMethod, REFUSALS } from "./refusals";
import type { Build } from "./rendering";
import { POLICY, policyOf } from "./security";

/** Below which documents may be handed in; everything else is only read. */
export const DESK = "/desk";

/**
 * Answers the desk, where whoever sits at this computer hands documents in: in the server's own process, into which the
 * pages are loaded at the first request, since its forms and their answers belong together. None of it is kept.
 */
export function answerDesk(loadBuild: () => Promise<Build>): RequestHandler {
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
    try {
      build ??= loadBuild();
      const loaded = await build;
      const nonce = randomBytes(16).toString("base64");
      response.setHeader(POLICY, policyOf([`'nonce-${nonce}'`]));
      response.setHeader("Cache-Control", "no-store");
      const answer = createRequestHandler({
        build: loaded,
        getLoadContext: () => ({ nonce, desk: accessOf(request) }),
      });
      // All parts of a page speak of the same data, though the next may be published meanwhile.
      await loaded.entry.module.withOneVersion(() => answer(request, response, next));
    } catch (error) {
      next(error);
    }
  };
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

/** Who works at the desk: whoever sits at this computer, and nobody else. */
function accessOf(request: Request): DeskAccess {
  if (isFromHere(request)) return { state: "open", actor: LOCAL_USER };
  const reason = "工作台只在运行本系统的计算机上开放。请在那台计算机上打开。";
  return { state: "closed", reason };
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const NAMES_OF_HERE = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether somebody at this computer asks. What a proxy hands on comes from elsewhere; and a name that somebody else
 * made lead here, as no page of this computer asks under it.
 */
function isFromHere({ socket, headers, hostname }: Request): boolean {
  const isForwarded = "forwarded" in headers || "x-forwarded-for" in headers;
  return LOOPBACK.has(socket.remoteAddress ?? "") && NAMES_OF_HERE.has(hostname) && !isForwarded;
}
