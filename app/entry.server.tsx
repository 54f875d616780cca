import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { PassThrough } from "node:stream";
import { renderToPipeableStream } from "react-dom/server";
import { Nonce } from "./nonce";

/** Renders a page whole before it is sent: nothing half-done is ever visible. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const scriptNonce = typeof nonce === "string" ? nonce : undefined;
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <Nonce.Provider value={scriptNonce}>
        <RemixServer context={context} url={request.url} />
      </Nonce.Provider>,
      {
        ...(scriptNonce === undefined ? {} : { nonce: scriptNonce }),
        onAllReady() {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
      },
    );
    request.signal.addEventListener("abort", () => abort(), { once: true });
  });
}
