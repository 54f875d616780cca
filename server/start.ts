/** `npm start`: loads the bundled reports and builds where that is not done yet, then serves. */
import { prepareBuild } from "./build";
import { ScriptFailed } from "./command";
import { prepareData } from "./data";
import { serve } from "./serve";

process.env["NODE_ENV"] ??= "production";
try {
  await prepareData();
  await prepareBuild();
  await serve({
    host: process.env["HOST"] ?? "127.0.0.1",
    port: Number(process.env["PORT"] ?? 3000),
  });
} catch (error) {
  if (!(error instanceof ScriptFailed)) throw error;
  process.stderr.write("没有启动：原因见上。\n");
  process.exitCode = 1;
}
