import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import { POLICY } from "../security";
import type { Answer } from "./answer";
import { chooseBody } from "./coding";

/** How long an answer may be used without asking again. */
const CACHING = {
  /** Named by its content: for ever. */
  immutable: "public, max-age=31536000, immutable",
  /** The few files whose name says nothing of their content. */
  hour: "public, max-age=3600",
  /** Asked for each time; nothing is sent where it is still the same. */
  revalidated: "no-cache",
  /** The same, and kept for the one who asked alone. */
  own: "private, no-cache",
  never: "no-store",
} as const;
export type Caching = keyof typeof CACHING;

/** The tag of what an address answers in an edition; weak, since the codings of an answer share it. */
export function tagOf(edition: string, address: string): string {
  const hash = createHash("sha256").update(`${edition} ${address}`).digest("base64url");
  return `W/"${hash.slice(0, 22)}"`;
}

/** Sends 304 to a reader who has the answer of this tag already; whether he had. */
export function sendUnchanged(
  request: Request,
  response: Response,
  { tag, caching }: { readonly tag: string; readonly caching: Caching },
): boolean {
  response.setHeader("ETag", tag);
  response.setHeader("Cache-Control", CACHING[caching]);
  response.setHeader("Vary", "Accept-Encoding");
  if (!request.fresh) return false;
  // It would take the place of the policy that came with the page.
  response.removeHeader(POLICY);
  response.writeHead(304).end();
  return true;
}

export async function sendAnswer(
  request: Request,
  response: Response,
  answer: Answer,
): Promise<void> {
  const { coding, body } = await chooseBody(answer, (each) =>
    Boolean(request.acceptsEncodings(each)),
  );
  if (answer.status !== 200) {
    response.removeHeader("ETag");
    response.setHeader("Cache-Control", CACHING.never);
  }
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(coding === "identity" ? {} : { "Content-Encoding": coding }),
    "Content-Length": body.byteLength,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
