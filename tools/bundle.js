import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT } from "../app/store/project.js";

/** Where bundled programs are kept. */
export const FOLDER = join(PROJECT, "build", "programs");

/** What decides besides its sources how a program is bundled. */
const SETTINGS = ["package.json", "package-lock.json", "tools/bundle.js"];

/** @type {typeof import("esbuild") | null} */
let bundler = null;

/**
 * Bundles a program of the project and gives the address of what can be started: one that is loaded
 * source by source takes a second longer to begin, and so does each of its threads. Files are named
 * by their content, so that a program at work keeps its own whatever becomes of the sources. One that was
 * bundled from the same sources is not bundled again.
 *
 * @param {string} program path of its source in the project
 */
export async function bundle(program) {
  const known = recall(program);
  if (known) return known;
  // The bundler itself takes a tenth of a second to load.
  bundler ??= await import("esbuild");
  const { outputFiles, metafile } = await bundler.build({
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
  remember(program, entry, outputFiles, [...Object.keys(metafile.inputs), ...SETTINGS]);
  return pathToFileURL(join(PROJECT, entry));
}

/** Ends the bundler, which otherwise stays for as long as the program does: of one that bundles nothing more. */
export async function endBundling() {
  await bundler?.stop();
}

/** Where it is noted what a program was bundled from, and into which files. */
function noteOf(program) {
  const name = createHash("sha256").update(`${PROJECT} ${program}`).digest("hex").slice(0, 16);
  return join(FOLDER, `${name}.json`);
}

/** The program as it was bundled last; null where a source or a file of it is another since then. */
function recall(program) {
  try {
    const { entry, files, sources } = JSON.parse(readFileSync(noteOf(program), "utf8"));
    const isSame =
      files.every((file) => existsSync(file)) &&
      Object.entries(sources).every(([source, state]) => stateOf(source) === state);
    return isSame ? pathToFileURL(join(PROJECT, entry)) : null;
  } catch {
    return null;
  }
}

function remember(program, entry, outputFiles, sources) {
  const note = {
    entry,
    files: outputFiles.map(({ path }) => path),
    sources: Object.fromEntries(sources.map((source) => [source, stateOf(source)])),
  };
  try {
    replaceFile(noteOf(program), JSON.stringify(note));
  } catch {
    // Where there is no room for it the program is bundled again the next time.
  }
}

function stateOf(source) {
  const { mtimeMs, size } = statSync(join(PROJECT, source));
  return `${mtimeMs} ${size}`;
}

function keepFile(path, contents) {
  if (!existsSync(path)) replaceFile(path, contents);
}

/** Another process may be writing the same file, or running it. */
export function replaceFile(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, contents);
  renameSync(beside, path);
}
