/**
 * The route options of Remix. `vite.config.ts` hands them to the Remix plugin, which does not read
 * this file by itself.
 *
 * Single fetch and lazy route discovery stay off: see docs/decisions/001-stack.md.
 *
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  // The build empties its folder; beside it stand the programs that are at work meanwhile (tools/bundle.js).
  buildDirectory: "build/site",
  ignoredRouteFiles: ["**/.*", "**/*.css"],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
};
