import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import path from "node:path";
import type { Duplex } from "node:stream";
import { pathToFileURL } from "node:url";
import { keepReading } from "../app/desk/reading-process.server";
import { dataStore } from "../app/store/data-folder";
import { deskFolderOf } from "../app/store/desk-folder";
import { AnswersOnDisk } from "./answers/answers-on-disk";
import { PageAnswers } from "./answers/page-answers";
import { createApplication } from "./application";
import { warmDesk } from "./desk";
import { ENDING } from "./ending";
import type { OwnBuild } from "./own-build";
import type { RenderPool } from "./pool/render-pool";
import { rawRefusal, REFUSALS } from "./refusals";
import type { Settings } from "./settings";

/** Milliseconds after which readers who waited for the start are answered, and the desk is loaded. */
const WARM_AFTER = 3_000;

/** Serves the built application until the process is asked to end. */
export function serve(
  { host, port, ...settings }: Settings,
  pool: RenderPool,
  build: OwnBuild,
): void {
  const store = dataStore();
  const answers = new PageAnswers({
    renderer: pool,
    code: `${build.code}-${hashOfSurroundings()}`,
    disk: new AnswersOnDisk(path.join(store.root, "answers")),
  });
  const loadBuild = () => import(pathToFileURL(build.program).href);
  const app = createApplication({
    ...settings,
    answers,
    loadBuild,
    isAlive: () => pool.isAlive,
    client: build.client,
  });
  const server = createSiteServer(app).listen(port, host, () => {
    const address = server.address();
    const bound = typeof address === "object" && address ? address.port : port;
    const name = host === "127.0.0.1" ? "localhost" : host.includes(":") ? `[${host}]` : host;
    process.stdout.write(`公开 Gongkai: http://${name}:${bound}\n`);
  });
  // The first version is opened before the first reader comes.
  void answers.edition();
  // What an earlier process was asked to read at the desk is read on.
  void keepReading(store).catch(() => undefined);
  // Where nobody has worked at the desk yet, its pages would only take memory.
  if (settings.desk.by !== "nobody" && existsSync(deskFolderOf(store).root))
    setTimeout(() => void warmDesk(loadBuild).catch(() => undefined), WARM_AFTER).unref();
  server.on("error", (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === "EADDRINUSE"
        ? `端口 ${port} 已被占用。请关闭占用它的程序，或换一个端口：PORT=3001 npm start`
        : `无法启动服务：${error.message}`;
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
    pool.close();
  });
  for (const signal of ENDING) {
    process.once(signal, () => {
      pool.close();
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
  }
}

/** A server that refuses what is no request in one sentence, as the application refuses what it cannot answer. */
export function createSiteServer(app: RequestListener): Server {
  const server = createServer(app);
  // Longer than a proxy in front keeps a connection that it means to use again.
  server.keepAliveTimeout = 65_000;
  // An archive of a whole province takes minutes to hand in over the line of an office.
  server.requestTimeout = 30 * 60_000;
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || error.code === "ECONNRESET") {
      socket.destroy();
      return;
    }
    const refusal =
      error.code === "HPE_HEADER_OVERFLOW"
        ? REFUSALS.tooLong
        : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
          ? REFUSALS.slow
          : REFUSALS.request;
    socket.end(rawRefusal(refusal));
  });
  return server;
}

/** Names what else an answer depends on, which may be another at the next start. */
function hashOfSurroundings(): string {
  const surroundings = [process.version, process.env["GONGKAI_URL"], process.env["TZ"]];
  return createHash("sha256").update(JSON.stringify(surroundings)).digest("hex").slice(0, 8);
}
