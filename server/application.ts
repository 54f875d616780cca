import type { RequestListener } from "node:http";
import express, { type ErrorRequestHandler, type RequestHandler, type Response } from "express";
import { Busy } from "./answers/answer";
import { currentManifest, pointerStamp } from "#store/current-version";
import { dataStore } from "#store/data-folder";
import type { PageAnswers } from "./answers/page-answers";
import { sendAnswer, sendUnchanged, tagOf } from "./answers/send";
import { canonicalAddress, NoAddress } from "./answers/site-address";
import { answerDesk, DESK } from "./desk";
import { DeskGate } from "./desk-access";
import { refuseWhileBusy } from "./early-refusal";
import { isReading, refusalOfMethod, refusalWhileBusy, REFUSALS, refuse } from "./refusals";
import type { Build } from "./rendering";
import { KnownHosts, SECURITY_HEADERS } from "./security";
import type { Settings } from "./settings";
import { staticFiles } from "./static-files";

interface Site extends Pick<Settings, "names" | "desk"> {
  readonly answers: PageAnswers;
  /** The pages, for the desk. */
  readonly loadBuild: () => Promise<Build>;
  /** Whether what renders the pages is at work. */
  readonly isAlive: () => boolean;
  /** Folder of the files for browsers. */
  readonly client: string;
}

/** Where a container or a balancer asks whether the site answers. */
const HEALTH = "/healthz";

/**
 * The web server: what is said of every answer, who may ask, the desk, static files, then the pages. What is written to
 * is mounted before `refuseWrites` and guards itself; of its answers none is kept.
 */
export function createApplication(site: Site): RequestListener {
  const gate = new DeskGate(site.desk);
  const hosts = new KnownHosts(site.names);
  const files = staticFiles(site.client);
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", false);
  app.use(secure);
  app.use(refuseOtherHosts(hosts));
  app.use(refuseForgedIdentity(gate));
  app.use(DESK, answerDesk(site.loadBuild, gate));
  app.use(refuseWrites);
  app.get(HEALTH, tellHealth(site));
  // Lazy route discovery is off; its endpoint can be made to exhaust the server (decision 001).
  app.use("/__manifest", (_request, response) => refuse(response, REFUSALS.missing));
  app.use(files.answer);
  app.get("/", leadToDesk(gate));
  app.use(answerPages(site));
  app.use(answerError);
  const isAtHand = (target: string): boolean => {
    const path = target.split("?", 1)[0]?.toLowerCase() ?? "";
    return path === HEALTH || path.startsWith(DESK) || files.isFile(path);
  };
  const door = { answers: site.answers, hosts, gate, isAtHand };
  return (request, response) => {
    if (!refuseWhileBusy(door, request, response)) app(request, response);
  };
}

const secure: RequestHandler = (_request, response, next) => {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  next();
};

/** Nothing but the desk can be written to. */
const refuseWrites: RequestHandler = (request, response, next) => {
  if (!isReading(request.method)) refuse(response, refusalOfMethod());
  else next();
};

function refuseOtherHosts(hosts: KnownHosts): RequestHandler {
  return (request, response, next) => {
    const kind = hosts.kindOf(request.headers.host);
    if (kind === "malformed") refuse(response, REFUSALS.address);
    else if (kind === "foreign") refuse(response, REFUSALS.host);
    else next();
  };
}

/** Who is not a named proxy may not say who asks, whatever he asks for. */
function refuseForgedIdentity(gate: DeskGate): RequestHandler {
  return (request, response, next) => {
    if (gate.isForged(request)) refuse(response, REFUSALS.identity);
    else next();
  };
}

function tellHealth({ answers, isAlive }: Site): RequestHandler {
  return async (_request, response) => {
    const isWell = isAlive() && (await answers.edition()).version !== null;
    response.setHeader("Cache-Control", "no-store");
    response
      .status(isWell ? 200 : 503)
      .type("text/plain")
      .send(isWell ? "ok\n" : "unavailable\n");
  };
}

/**
 * Where nothing was ever published, or a version without a report, the first sight is the desk, for whoever may work
 * there. Addresses that choose something, and the parts of pages that browsers fetch, are answered as ever.
 */
function leadToDesk(gate: DeskGate): RequestHandler {
  let seen: { readonly stamp: number; readonly isEmpty: boolean } | null = null;
  const hasNothing = async (): Promise<boolean> => {
    const store = dataStore();
    const stamp = await pointerStamp(store);
    if (stamp === null) return true;
    if (seen?.stamp !== stamp)
      seen = { stamp, isEmpty: (await currentManifest(store))?.rows["reports"] === 0 };
    return seen.isEmpty;
  };
  return async (request, response, next) => {
    try {
      const isFirstSight = request.originalUrl === "/" && (await hasNothing());
      if (!isFirstSight || (await gate.accessOf(request)).state !== "open") {
        next();
        return;
      }
      response.setHeader("Cache-Control", "no-store");
      response.redirect(302, DESK);
    } catch (error) {
      next(error);
    }
  };
}

function answerPages({ answers, desk }: Site): RequestHandler {
  return async (request, response, next) => {
    try {
      const address = canonicalAddress(request.originalUrl);
      const edition = await answers.edition();
      const tag = tagOf(edition.name, address);
      const caching = desk.by === "proxy" ? "own" : "revalidated";
      if (edition.version !== null && sendUnchanged(request, response, { tag, caching })) return;
      const answer =
        answers.find(edition, address) ??
        (await answers.ask(edition, address, whileConnected(response)));
      await sendAnswer(request, response, answer);
    } catch (error) {
      next(error);
    }
  };
}

/** Aborted when the reader goes away before he is answered. */
function whileConnected(response: Response): AbortSignal {
  const abort = new AbortController();
  response.once("close", () => {
    if (!response.writableEnded) abort.abort();
  });
  return abort.signal;
}

/** Answers an error with one sentence in Chinese and no details of the program. */
const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.destroyed) return;
  if (response.headersSent) {
    next(error);
    return;
  }
  response.removeHeader("ETag");
  if (error instanceof Busy) refuse(response, refusalWhileBusy(error.seconds));
  else if (isVisitorsMistake(error)) refuse(response, REFUSALS.address);
  else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
    refuse(response, REFUSALS.failure);
  }
};

/** A path that cannot be decoded, or that makes no address. */
function isVisitorsMistake(error: unknown): boolean {
  if (error instanceof NoAddress) return true;
  if (!(error instanceof Error)) return false;
  return "status" in error && typeof error.status === "number" && error.status < 500;
}
