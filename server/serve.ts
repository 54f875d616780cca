import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from "express";
import helmet from "helmet";
import type * as entry from "../app/entry.server";
import { PROJECT } from "../app/store/project.js";
import { NotStarted } from "./command";
import { SERVER_BUILD } from "./prepare";

/** What Vite builds: Remix's own exports, and those of the application's entry. */
export interface Build extends ServerBuild {
  readonly entry: { readonly module: typeof entry };
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Serves the built application until the process is asked to end. */
export async function serve({ host, port }: Address): Promise<Server> {
  const build: Build = await import(pathToFileURL(SERVER_BUILD).href);
  const server = createApplication(build).listen(port, host, () => {
    const address = server.address();
    const bound = typeof address === "object" && address ? address.port : port;
    process.stdout.write(
      `公开 Gongkai: http://${host === "127.0.0.1" ? "localhost" : host}:${bound}\n`,
    );
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === "EADDRINUSE"
        ? `端口 ${port} 已被占用。请关闭占用它的程序，或换一个端口：PORT=3001 npm start`
        : `无法启动服务：${error.message}`;
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
  }
  return server;
}

/** The web server: security headers, static files, then Remix. */
export function createApplication(build: Build): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use((_request, response, next) => {
    response.locals["nonce"] = randomBytes(16).toString("base64");
    next();
  });
  app.use((request, response, next) => {
    helmet({
      contentSecurityPolicy: {
        directives: {
          scriptSrc: ["'self'", `'nonce-${response.locals["nonce"]}'`],
          // Observable Plot styles its SVG in place.
          styleSrc: ["'self'", "'unsafe-inline'"],
          upgradeInsecureRequests: null,
        },
      },
      strictTransportSecurity: false,
    })(request, response, next);
  });
  app.use(refuseWrites);
  app.use(compression());
  // Lazy route discovery is off; its endpoint can be made to exhaust the server (decision 001).
  app.all("/__manifest", (_request, response) => void response.status(404).end());
  const client = path.join(PROJECT, "build", "client");
  app.use(
    "/assets",
    express.static(path.join(client, "assets"), { immutable: true, maxAge: "1y" }),
  );
  app.use(express.static(client, { maxAge: "1h" }));
  const answer = createRequestHandler({
    build,
    getLoadContext: (request, response) => ({
      nonce: String(response.locals["nonce"]),
      isFromHere: isFromHere(request),
    }),
  });
  // All parts of a page speak of the same data, though the next may be published meanwhile.
  const { withOneVersion } = build.entry.module;
  app.all("*", (request, response, next) => {
    void withOneVersion(() => answer(request, response, next));
  });
  app.use(answerError);
  return app;
}

const READING_METHODS = ["GET", "HEAD"];
/** Where documents may be handed in; everything else is only read. */
const DESK = /^\/desk(?:\/|$)/u;
const NO_ADDRESS = "网址不正确，无法识别。请核对后重新打开。";

/**
 * Nothing of the site can be written to, and it speaks for no other: other methods and other sites'
 * addresses are answered before the pages see them.
 */
const refuseWrites: RequestHandler = (request, response, next) => {
  const methods = DESK.test(request.path) ? [...READING_METHODS, "POST"] : READING_METHODS;
  if (!methods.includes(request.method)) {
    response.set("Allow", methods.join(", "));
    refuse(response, 405, "本站只供查阅，不接受这种请求。请直接打开网址。");
  } else if (!request.originalUrl.startsWith("/")) refuse(response, 400, NO_ADDRESS);
  else if (request.method === "POST" && !isFromThisSite(request))
    refuse(response, 403, "请求不是从本站的页面发出的，没有受理。请在本站的页面上重新提交。");
  else next();
};

/**
 * Whether a page of this site sent a request, as the browser says: a page of another site can neither leave these
 * headers out nor write them.
 */
function isFromThisSite({ headers }: Request): boolean {
  const { origin, host, "sec-fetch-site": site = "same-origin" } = headers;
  if (site !== "same-origin" || origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
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

/** Answers an error with one sentence in Chinese and no details of the program. */
const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  if (isVisitorsMistake(error)) {
    refuse(response, 400, NO_ADDRESS);
    return;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  refuse(response, 500, "服务器出错，未能回答。如再次出错，请把网址告诉系统维护人员。");
};

/** A path that cannot be decoded, or a host and path that make no address together. */
function isVisitorsMistake(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && error.code === "ERR_INVALID_URL") return true;
  return "status" in error && typeof error.status === "number" && error.status < 500;
}

function refuse(response: Response, status: number, sentence: string): void {
  response.status(status).type("text/plain; charset=utf-8").send(`${sentence}\n`);
}

const HIGHEST_PORT = 65_535;

/**
 * The port that the environment names, 3000 where it names none; 0 lets the system choose.
 * @throws NotStarted with the reason in Chinese.
 */
export function parsePort(given = "3000"): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= HIGHEST_PORT) return port;
  throw new NotStarted(
    `端口应为0至${HIGHEST_PORT}的整数，PORT的值“${given}”无效。例如：PORT=3001 npm start`,
  );
}
