import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, stop } from "esbuild";
import { PROJECT } from "../app/store/project.js";

/** Where bundled programs are kept. */
export const FOLDER = join(PROJECT, "build", "programs");

/**
 * Bundles a program of the project and gives the address of what can be started: one that is loaded
 * source by source takes a second longer to begin, and so does each of its threads. Files are named
 * by their content, so that a program at work keeps its own whatever becomes of the sources.
 *
 * @param {string} program path of its source in the project
 */
export async function bundle(program) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: PROJECT,
    entryPoints: [program],
    outdir: FOLDER,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    outExtension: { ".js": ".mjs" },
    metafile: true,
    write: false,
  });
  for (const { path, contents } of outputFiles) keepFile(path, contents);
  const [entry] = Object.entries(metafile.outputs).find(([, made]) => made.entryPoint === program);
  return pathToFileURL(join(PROJECT, entry));
}

/** Ends the bundler, which otherwise stays for as long as the program does: of one that bundles nothing more. */
export async function endBundling() {
  await stop();
}

/** Another process may be writing the same file, or running it. */
function keepFile(path, contents) {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, contents);
  renameSync(beside, path);
}
