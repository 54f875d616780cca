import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { leaveOutDrawings } from "#charts/page-drawing.server";
import { LateResponse } from "#request/late-response.server";
import { Nonce } from "./nonce";

export { withOneVersion } from "#db/engine/connection.server";

/**
 * Renders a page whole before it is sent: nothing half-done is ever visible. As a string, because
 * the stream of React 18 pads its blocks with NUL where a Chinese character does not fit.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { nonce }: AppLoadContext,
): Response {
  // Rendering cannot be interrupted: of an answer that nobody waits for any more it is not begun.
  request.signal.throwIfAborted();
  const page = renderToString(
    <Nonce.Provider value={typeof nonce === "string" ? nonce : undefined}>
      <RemixServer context={{ ...context, serverHandoffString: HANDOFF_PLACE }} url={request.url} />
    </Nonce.Provider>,
  );
  const handoff = context.serverHandoffString ?? "{}";
  headers.set("Content-Type", "text/html; charset=utf-8");
  const { loaderData } = context.staticHandlerContext;
  const whole = page.replace(HANDOFF_PLACE, () => leaveOutDrawings(handoff, page, loaderData));
  return new LateResponse(() => `<!DOCTYPE html>${whole}`, { headers, status });
}

/** Stands in a page for the data of its loaders until its markup is known. */
const HANDOFF_PLACE = '"__handoff__"';

/** Logs what went wrong: of an address that leads nowhere one line, of a fault of the program its stack. */
export function handleError(error: unknown, { request }: { readonly request: Request }): void {
  if (request.signal.aborted) return;
  const { pathname } = new URL(request.url);
  process.stderr.write(
    isRouteErrorResponse(error)
      ? `${String(error.status)} ${pathname.slice(0, 200)}\n`
      : `${pathname.slice(0, 200)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
