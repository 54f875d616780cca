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
const BUNDLED: readonly string[] = [
  "@observablehq/plot",
  "@tanstack/table-core",
  "linkedom",
  "zod",
];

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const loaded = Object.keys(dependencies).filter((name) => !BUNDLED.includes(name));

/** Remix brings a decoder for single fetch, which stays off (remix.config.js): browsers do without it. */
const withoutSingleFetch: Plugin = {
  name: "without-single-fetch",
  enforce: "pre",
  resolveId: (id, _importer, { ssr }) =>
    id === "turbo-stream" && ssr !== true ? "\0turbo-stream" : undefined,
  load: (id) =>
    id === "\0turbo-stream"
      ? `const off = () => { throw new Error("Single fetch is off"); };
export { off as decode, off as encode };`
      : undefined,
};

/**
 * linkedom enters every element and every attribute into a map of listeners as it is made. Nobody listens to a chart,
 * and to collect those maps takes longer than to draw it: they are made where somebody listens.
 */
const drawWithoutListeners: Plugin = {
  name: "draw-without-listeners",
  transform(code, id) {
    if (!id.endsWith("/linkedom/esm/interface/event-target.js")) return null;
    const changed = code
      .replace("wm.set(this, new Map);", "")
      .replaceAll(
        "const map = wm.get(this);",
        "const map = wm.get(this) ?? new Map;\n    wm.set(this, map);",
      );
    if (changed === code) throw new Error("linkedom enters its listeners elsewhere now");
    return changed;
  },
};

export default defineConfig(({ command }) => ({
  plugins: [withoutSingleFetch, remix(remixOptions), drawWithoutListeners],
  ssr: command === "build" ? { noExternal: true, external: loaded } : { external: nativeModules },
  optimizeDeps: { exclude: nativeModules },
}));
