import { createHash, randomBytes } from "node:crypto";
import { createRequestHandler } from "@remix-run/node";
import type { ServerBuild } from "@remix-run/node";
import type * as entry from "../app/entry.server";
import type { Answer, Question, Renderer } from "./answers/answer";
import { encode } from "./answers/coding";
import { requestOf } from "./answers/site-address";
import { REFUSALS } from "./refusals";
import { type Headers, POLICY, policyOf } from "./security";

/** What Vite builds: Remix's own exports, and those of the application's entry. */
export interface Build extends ServerBuild {
  readonly entry: { readonly module: typeof entry };
}

/**
 * Renders the pages of a build in this process.
 * @param hasDesk whether anybody may work at the desk, so that pages may point there
 */
export function rendererOf(build: Build, hasDesk = true): Renderer {
  const handle = createRequestHandler(build, process.env["NODE_ENV"]);
  const { withOneVersion } = build.entry.module;
  return {
    answer: ({ address, version }: Question, signal) =>
      withOneVersion(
        async () => {
          const nonce = randomBytes(16).toString("hex");
          const response = await handle(requestOf(address, signal), { nonce, hasDesk });
          const answer = await answerFrom(response, nonce);
          signal.throwIfAborted();
          return answer;
        },
        { version, signal },
      ),
  };
}

async function answerFrom(response: Response, nonce: string): Promise<Answer> {
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  // How long an answer may be kept is the same for all and said where it is sent.
  delete headers["cache-control"];
  const type = headers["content-type"] ?? "application/octet-stream";
  if (type.startsWith("text/html")) {
    const page = sealScripts(await response.text(), nonce);
    const sealed: Headers = { ...headers, [POLICY]: policyOf(page.sources) };
    return { status, headers: sealed, bodies: await encode(type, Buffer.from(page.html)) };
  }
  const body = new Uint8Array(await response.arrayBuffer());
  // What of a file fails unforeseen the framework answers in English; a refusal of ours bears its mark.
  if (status >= 500 && type.startsWith("text/plain") && headers["x-remix-catch"] === undefined)
    return answerRefused(REFUSALS.failure);
  // So does it refuse an address of a part of a page that it does not know.
  if (status >= 400 && status < 500 && headers["x-remix-error"] !== undefined)
    return answerRefused(REFUSALS.address);
  return { status, headers, bodies: await encode(type, body) };
}

function answerRefused({ status, sentence }: { status: number; sentence: string }): Answer {
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return { status, headers, bodies: { identity: Buffer.from(`${sentence}\n`) } };
}

/**
 * A page that may be kept: a nonce holds for one answer only, so the policy names the page's own scripts by their hashes.
 * Only those that were rendered with the nonce are its own; a script that came in with the data has none and stays shut out.
 */
export function sealScripts(html: string, nonce: string): { html: string; sources: string[] } {
  const mark = ` nonce="${nonce}"`;
  const sources = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gu)]
    .filter(([, attributes = "", code]) => attributes.includes(mark) && code !== "")
    .map(([, , code = ""]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  return { html: html.replaceAll(mark, ""), sources };
}
