// The Remix options stand in remix.config.js, which the Vite plugin does not read by itself.
import { readFileSync } from "node:fs";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import { z } from "zod";
import remixOptions from "./remix.config.js";

const nativeModules = ["@duckdb/node-api", "@resvg/resvg-js"];

/**
 * Packages of hundreds of small files: bundled with all that they need, or each process that renders would load
 * them one by one before it is ready, which takes it twice as long.
 */
const BUNDLED: readonly string[] = ["@observablehq/plot", "@tanstack/table-core", "zod"];

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const loaded = Object.keys(dependencies).filter((name) => !BUNDLED.includes(name));

/**
 * Remix asks in the browser too whether single fetch and lazy route discovery are on, and whether a loader defers what it
 * answers. Both are off (remix.config.js) and no loader does; no page fetches beside its navigation (`useFetcher`) or
 * holds a navigation up (`useBlocker`) either. What only these need is left out of what browsers load.
 */
const withoutWhatIsOff: Plugin = {
  name: "without-what-is-off",
  apply: "build",
  enforce: "pre",
  resolveId: (id, _importer, { ssr }) =>
    id === "turbo-stream" && ssr !== true ? "\0turbo-stream" : undefined,
  load: (id) =>
    id === "\0turbo-stream"
      ? `const off = () => { throw new Error("Single fetch is off"); };
export { off as decode, off as encode };`
      : undefined,
  transform(code, id, { ssr } = {}) {
    if (ssr === true) return null;
    if (id.includes("/@remix-run/router/dist/")) {
      return code
        .replaceAll(/(?<!function )isDeferredResult\(\w+\)/gu, "false")
        .replace(/isDeferredData\(result\)/u, "false")
        .replaceAll("if (isFogOfWar)", "if (false)")
        .replaceAll(/shouldBlockNavigation\(\{[^}]*\}\)/gu, "undefined")
        .replace("= init.patchRoutesOnNavigation;", "= undefined;")
        .replace(/^    (?:fetch|getBlocker|deleteBlocker|patchRoutes),$/gmu, "")
        .replace(/^    _internal\w+(?:: \w+)?,?$/gmu, "");
    }
    if (!id.includes("/@remix-run/react/dist/esm/")) return null;
    return code
      .replaceAll(
        /(?:window\.__remixContext\.)?future\.v3_(?:singleFetch|lazyRouteDiscovery)/gu,
        "false",
      )
      .replaceAll(/if \(isDeferred(?:Response|Data)\(result\)/gu, "if (false");
  },
};

/**
 * What the browser loads together, one file each: dozens of files of a kilobyte are compressed each by itself, which
 * makes a first visit a tenth larger. A module goes where the first pattern that fits its path says.
 */
const TOGETHER: Readonly<Record<string, RegExp>> = {
  framework:
    /\/node_modules\/(@remix-run|react|react-dom|react-router|react-router-dom|scheduler)\//,
  frame:
    /\/app\/(pages\/pages|charts\/embedded-drawings|components\/(site-frame|desk-frame|district-search|error-page|filter-bar|hint|page|request-state|use-loading)|domain\/report\/division)\./,
  form: /\/app\/domain\/form\/(cells|requests|proactive-disclosure|review-litigation|table)\./,
  charts:
    /\/app\/(components\/(chart|chart-tools|coverage-note)|charts\/page-chart|domain\/comparison\/coverage)\./,
  tables:
    /\/app\/(components\/(adjusted-totals|data-table|folded|not-loaded|table-page-links|use-data-version|value)|tables\/(column|links|order)|domain\/(report\/absence|checks\/filing|comparison\/adjusted-total|indicators\/(number-format|quantity)))\./,
};

function joinFiles(id: string): string | undefined {
  return Object.entries(TOGETHER).find(([, pattern]) => pattern.test(id))?.[0];
}

export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [withoutWhatIsOff, remix(remixOptions)],
  build: isSsrBuild
    ? // As Node runs it: for older browsers each private field of a class would become a table beside it.
      { target: "node20.19" }
    : {
        rollupOptions: {
          // What is declared there does nothing by itself: a declaration that no page of a browser uses stays out.
          treeshake: { moduleSideEffects: (id) => !id.includes("/app/domain/") },
          output: { manualChunks: joinFiles },
        },
      },
  ssr: command === "build" ? { noExternal: true, external: loaded } : { external: nativeModules },
  optimizeDeps: { exclude: nativeModules },
}));
