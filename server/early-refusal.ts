import type { IncomingMessage, ServerResponse } from "node:http";
import type { PageAnswers } from "./answers/page-answers";
import type { DeskGate } from "./desk-access";
import { refusalWhileBusy, writeWhole } from "./refusals";
import type { KnownHosts } from "./security";

interface Door {
  readonly answers: PageAnswers;
  readonly hosts: KnownHosts;
  readonly gate: DeskGate;
  /** Whether what an address names is answered without being rendered. */
  readonly isAtHand: (target: string) => boolean;
}

/**
 * Refuses, before anything else is done for it, a question that would have to be rendered while too many wait; whether it
 * did. A thousand of them a second leave the processor to whoever is answered. Whatever is doubtful about a request is left
 * to the application.
 */
export function refuseWhileBusy(
  { answers, hosts, gate, isAtHand }: Door,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { method, url = "", headers } = request;
  // Who has an answer already is told at once that it holds.
  if (method !== "GET" || headers["if-none-match"] !== undefined) return false;
  if (hosts.kindOf(headers.host) !== "own" || gate.isForged(request) || isAtHand(url)) return false;
  const busy = answers.busyFor(url);
  if (busy === null) return false;
  writeWhole(response, refusalWhileBusy(busy.seconds));
  return true;
}
