import { constants, existsSync, statSync } from "node:fs";
import { copyFile, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { exitCodeOf } from "#cli/exit-codes";
import { REVIEWED_TABLES } from "#domain/reviewed/tables";
import { currentManifest } from "#store/current-version";
import { dataStore } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { SCHEMA_HASH } from "#store/schema";
import { PROJECT } from "../app/store/project.js";
import { NotStarted, runNode } from "./command";

const ETL = ["tools/run.js", "cli/main.ts"];

/** Exit code of a load that published but refused some documents; `etl status` lists them. */
const SOME_REFUSED = exitCodeOf("load", "partly");

/** What to say to `npm start` so that only what people take in themselves is shown. */
export const EMPTY = "--empty";

/**
 * Writes the demo province and loads the bundled reports, unless a database is published already. One that
 * another version of the program published is written anew; nothing is added to it that was not asked for.
 * @param isEmpty whether nothing is loaded; a data folder that began so is not filled later either
 */
export async function prepareData(isEmpty = false): Promise<void> {
  const store = dataStore();
  const published = await currentManifest(store);
  if (published?.layout === SCHEMA_HASH) return;
  const { documents } = deskFolderOf(store);
  if (!published && isEmpty) await mkdir(documents, { recursive: true });
  if (!published && existsSync(documents)) return;
  const demo = path.join(store.root, "reports", "demo");
  if (published && !existsSync(demo)) {
    await runNode([...ETL, "load", "--again"], { accepted: [0, SOME_REFUSED] });
    return;
  }
  if (!existsSync(demo)) await runNode([...ETL, "sample", "--out", demo]);
  if (!published) await copyTables(store.root);
  const real = path.join(PROJECT, "data", "reports", "real");
  await runNode([...ETL, "load", real, demo], { accepted: [0, SOME_REFUSED] });
}

/** Copies what people wrote about the bundled reports (one withdrawn, one finding accepted) to where these are loaded first. */
async function copyTables(folder: string): Promise<void> {
  for (const { file } of Object.values(REVIEWED_TABLES)) {
    const bundled = path.join(PROJECT, "data", file);
    const own = path.join(folder, file);
    if (existsSync(bundled) && !existsSync(own))
      await copyFile(bundled, own, constants.COPYFILE_EXCL);
  }
}

const SERVER_BUILD = path.join(PROJECT, "build", "site", "server", "index.js");

const SOURCES = ["app", "public", "remix.config.js", "vite.config.ts", "package-lock.json"];

/** Builds the application where no build stands or one of its sources is newer. */
export async function prepareBuild(): Promise<void> {
  if (existsSync(SERVER_BUILD) && statSync(SERVER_BUILD).mtimeMs > (await newestChange())) return;
  // Vite takes these for parts of an address, or for signs written in hexadecimal.
  if (/[#?%]/.test(PROJECT))
    throw new NotStarted(
      `项目所在文件夹的名称含有“#”“?”或“%”，网页无法生成：${PROJECT}。请把项目移到名称不含这些字符的文件夹，再运行一次。`,
    );
  process.stdout.write("正在生成网页（约半分钟，程序更新后只做一次）…\n");
  const builder = path.join("node_modules", "@remix-run", "dev", "dist", "cli.js");
  await runNode([builder, "vite:build"], { isQuiet: true });
}

async function newestChange(): Promise<number> {
  const times = await Promise.all(
    SOURCES.map((source) => path.join(PROJECT, source))
      .filter((source) => existsSync(source))
      .map(async (source) => {
        const stat = statSync(source);
        if (!stat.isDirectory()) return stat.mtimeMs;
        const files = await readdir(source, { recursive: true });
        return Math.max(...files.map((file) => statSync(path.join(source, file)).mtimeMs));
      }),
  );
  return Math.max(...times);
}
