/** `npm start`: loads the bundled reports and builds where that is not done yet, then serves. */
import { prepareBuild } from "./build";
import { prepareData } from "./data";
import { serve } from "./serve";

process.env["NODE_ENV"] ??= "production";
await prepareData();
await prepareBuild();
await serve({
  host: process.env["HOST"] ?? "127.0.0.1",
  port: Number(process.env["PORT"] ?? 3000),
});
