// The Remix options stand in remix.config.js, which the Vite plugin does not read by itself.
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

const nativeModules = ["@duckdb/node-api", "@resvg/resvg-js"];

export default defineConfig({
  plugins: [remix(remixOptions)],
  ssr: { external: nativeModules },
  optimizeDeps: { exclude: nativeModules },
});
