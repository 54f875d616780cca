import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import {
  GENERATIONS_FOLDER,
  LAYOUT,
  manifestFile,
  manifestSchema,
  POINTER_FILE,
  pointerSchema,
} from "#domain/report/generation";
import { PROJECT } from "../etl/project.js";
import { runNode } from "./command";

const ETL = ["etl/run.js", "etl/cli/main.ts"];

/** Exit code of a load that published but refused some documents; `etl status` lists them. */
const SOME_REFUSED = 2;

/**
 * Writes the demo province and loads the bundled reports, unless a database is published already. One that
 * another version of the program published is written anew; nothing is added to it that was not asked for.
 */
export async function prepareData(): Promise<void> {
  const data = process.env["GONGKAI_DATA"] || path.join(PROJECT, "data");
  const layout = await publishedLayout(path.join(data, GENERATIONS_FOLDER));
  if (layout === LAYOUT) return;
  const demo = path.join(data, "reports", "demo");
  if (layout !== null && !existsSync(demo)) {
    await runNode([...ETL, "load", "--again"], [0, SOME_REFUSED]);
    return;
  }
  if (!existsSync(demo)) await runNode([...ETL, "sample", "--out", demo]);
  const real = path.join(PROJECT, "data", "reports", "real");
  await runNode([...ETL, "load", real, demo], [0, SOME_REFUSED]);
}

/** How the published database is laid out; null where none is published, or it cannot be told. */
async function publishedLayout(generations: string): Promise<string | null> {
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(generations, file), "utf8"));
  try {
    const { generation } = pointerSchema.parse(await read(POINTER_FILE));
    return manifestSchema.parse(await read(manifestFile(generation))).layout;
  } catch {
    return null;
  }
}
