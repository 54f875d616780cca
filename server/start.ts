/** `npm start`: loads the bundled reports and builds where that is not done yet, then serves. */
import { NotStarted, ScriptFailed } from "./command";
import { prepareBuild, prepareData } from "./prepare";
import { serve } from "./serve";
import { readSettings } from "./settings";

process.env["NODE_ENV"] ??= "production";
try {
  const settings = readSettings(process.env);
  await prepareData();
  await prepareBuild();
  await serve(settings);
} catch (error) {
  if (!(error instanceof ScriptFailed || error instanceof NotStarted)) throw error;
  const reason = error instanceof NotStarted ? error.message : "没有启动：原因见上。";
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
