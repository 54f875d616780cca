// Bundles what serves and what loads, so that neither has to be bundled when it is started: npm run build
import { bundle, endBundling } from "./bundle.js";

for (const program of ["server/start.ts", "server/pool/render-process.ts", "cli/main.ts"])
  await bundle(program);
await endBundling();
