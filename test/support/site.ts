import { once } from "node:events";
import { createServer } from "node:http";
import { z } from "zod";
import { PageAnswers } from "#server/answers/page-answers";
import { createApplication } from "#server/application";
import type { DeskSettings } from "#server/desk-access";
import { type Build, rendererOf } from "#server/rendering";
import * as entry from "../../app/entry.server";
import * as root from "../../app/root";
import routes from "../../app/routes";
import { readText } from "./page-text";

const routesSchema = z.array(
  z.object({
    id: z.string().optional(),
    path: z.string().optional(),
    index: z.boolean().optional(),
    file: z.string(),
  }),
);

/** The modules of all routes; a page's own of `app/pages`, the rest what serves files. */
const MODULES = import.meta.glob<Build["routes"][string]["module"]>([
  "../../app/pages/*/*.{ts,tsx}",
  "!../../app/pages/*/*.server.ts",
]);

/** The application with all its pages as it stands in the sources, without a build for the browser. */
async function assembleBuild(): Promise<Build> {
  const pages = await Promise.all(
    routesSchema.parse(routes).map(async ({ id, file, path, index }) => {
      const load = MODULES[`../../app/${file}`];
      if (load === undefined) throw new Error(`No module for ${file}`);
      return {
        id: id ?? file.replace(/\.tsx?$/u, ""),
        parentId: "root",
        ...(path === undefined ? {} : { path }),
        ...(index === undefined ? {} : { index }),
        module: await load(),
      };
    }),
  );
  const all = [{ id: "root", path: "", module: root }, ...pages];
  return {
    mode: "production",
    entry: { module: entry },
    routes: Object.fromEntries(all.map((route) => [route.id, route])),
    assets: {
      entry: { imports: [], module: "" },
      routes: Object.fromEntries(
        all.map(({ module, ...route }) => [
          route.id,
          {
            ...route,
            module: "",
            hasAction: false,
            hasLoader: "loader" in module,
            hasClientAction: false,
            hasClientLoader: false,
            hasErrorBoundary: "ErrorBoundary" in module,
          },
        ]),
      ),
      url: "",
      version: "",
    },
    publicPath: "/",
    assetsBuildDirectory: "",
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: false,
      v3_lazyRouteDiscovery: false,
    },
    isSpaMode: false,
  };
}

export interface Site {
  /** What the site answers to an address: of a page its text without scripts and marks, of a file its content. */
  readonly get: (
    address: string,
  ) => Promise<{ status: number; type: string; text: string; html: string }>;
  readonly send: (address: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => void;
}

/** Serves the pages over the data that the environment names. */
export async function openSite(settings: DeskSettings = { by: "computer" }): Promise<Site> {
  const build = await assembleBuild();
  const renderer = rendererOf(build, settings.by !== "nobody");
  const answers = new PageAnswers({ renderer, code: "test", common: [] });
  const server = createServer(
    createApplication({
      answers,
      names: [],
      desk: settings,
      isAlive: () => true,
      client: "build/site/client",
      loadBuild: () => Promise.resolve(build),
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const send = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${String(port)}${path}`, init);
  return {
    send,
    get: async (path) => {
      const response = await send(path);
      const type = response.headers.get("Content-Type") ?? "";
      const html = await response.text();
      return {
        status: response.status,
        type,
        html,
        text: type.includes("html") ? readText(html) : html,
      };
    },
    close: () => void server.close(),
  };
}
