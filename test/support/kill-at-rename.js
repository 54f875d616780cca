// Kills the process that it is preloaded into, with SIGKILL, where a file gets a name:
// KILL_AT="before 2.duckdb" or "after current.json".
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";
import process from "node:process";

const [when, name] = (process.env.KILL_AT ?? "").split(" ");
const rename = fs.rename;

/** @param {Parameters<typeof rename>} paths */
fs.rename = async (...paths) => {
  const isIt = basename(String(paths[1])) === name;
  if (isIt && when === "before") process.kill(process.pid, "SIGKILL");
  await rename(...paths);
  if (isIt && when === "after") process.kill(process.pid, "SIGKILL");
};
syncBuiltinESMExports();
