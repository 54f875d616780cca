import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express } from "express";
import helmet from "helmet";
import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type * as entry from "../app/entry.server";
import { SERVER_BUILD } from "./build";
import { PROJECT } from "../etl/project.js";
import { inOneSentence, onlyReading } from "./refusals";

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
  const server = application(build).listen(port, host, () => {
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
export function application(build: Build): Express {
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
  app.use(onlyReading);
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
    getLoadContext: (_request, response) => ({ nonce: String(response.locals["nonce"]) }),
  });
  // All parts of a page speak of the same data, though the next may be published meanwhile.
  const { onOneGeneration } = build.entry.module;
  app.all("*", (request, response, next) => {
    void onOneGeneration(() => answer(request, response, next));
  });
  app.use(inOneSentence);
  return app;
}
