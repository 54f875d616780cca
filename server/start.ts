/** `npm start`: loads the bundled reports and builds where that is not done yet, then serves. */
import { bundle, endBundling } from "../tools/bundle.js";
import { NotStarted, ScriptFailed } from "./command";
import { endWithShell } from "./ending";
import { ownBuild } from "./own-build";
import { RenderPool } from "./pool/render-pool";
import { EMPTY, prepareBuild, prepareData } from "./prepare";
import { readSettings } from "./settings";

process.env["NODE_ENV"] ??= "production";
let pool: RenderPool | null = null;
endWithShell();
try {
  const settings = readSettings(process.env);
  await prepareData(process.argv.includes(EMPTY));
  await prepareBuild();
  const build = ownBuild();
  const renderer = await bundle("server/pool/render-process.ts");
  pool = new RenderPool(renderer, undefined, undefined, [build.program]);
  await endBundling();
  // What answers is loaded while the first process that renders makes itself ready.
  const { serve } = await import("./serve");
  serve(settings, pool, build);
} catch (error) {
  pool?.close();
  if (!(error instanceof ScriptFailed || error instanceof NotStarted)) throw error;
  const reason = error instanceof NotStarted ? error.message : "没有启动：原因见上。";
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
