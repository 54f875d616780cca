import { existsSync } from "node:fs";
import path from "node:path";
import { PROJECT, runNode } from "./command";

const ETL = ["--import", "tsx", "etl/cli/main.ts"];

/** Exit code of a load that published but refused some documents; `etl status` lists them. */
const SOME_REFUSED = 2;

/** Writes the demo province and loads the bundled reports, unless a database is published already. */
export async function prepareData(): Promise<void> {
  const data = process.env["GONGKAI_DATA"] ?? path.join(PROJECT, "data");
  if (existsSync(path.join(data, "generations", "current.json"))) return;
  const demo = path.join(data, "reports", "demo");
  if (!existsSync(demo)) await runNode([...ETL, "sample", "--out", demo]);
  const real = path.join(PROJECT, "data", "reports", "real");
  await runNode([...ETL, "load", real, demo], [0, SOME_REFUSED]);
}
