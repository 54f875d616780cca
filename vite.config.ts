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

export default defineConfig(({ command }) => ({
  plugins: [withoutSingleFetch, remix(remixOptions)],
  ssr: command === "build" ? { noExternal: true, external: loaded } : { external: nativeModules },
  optimizeDeps: { exclude: nativeModules },
}));
