/** `npm start`: loads the bundled reports and builds where that is not done yet, then serves. */
import { NotStarted, ScriptFailed } from "./command";
import { prepareBuild, prepareData } from "./prepare";
import { parsePort, serve } from "./serve";

process.env["NODE_ENV"] ??= "production";
try {
  const port = parsePort(process.env["PORT"]);
  await prepareData();
  await prepareBuild();
  // An empty HOST would bind every address.
  await serve({ host: process.env["HOST"]?.trim() || "127.0.0.1", port });
} catch (error) {
  if (!(error instanceof ScriptFailed || error instanceof NotStarted)) throw error;
  const reason = error instanceof NotStarted ? error.message : "没有启动：原因见上。";
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
