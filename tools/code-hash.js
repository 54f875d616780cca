import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { PROJECT } from "../app/store/project.js";
import { replaceFile } from "./bundle.js";

/** What decides besides the sources of programs what their hashes are. */
const SETTINGS = ["package.json", "package-lock.json", "tsconfig.json", "tools/code-hash.js"];

/**
 * Hash of all that each program of the project runs: its own code with every module it imports, as the
 * bundler joins it (so neither comments nor layout count, nor modules of which nothing is used), and the
 * versions of the packages it imports, with all that those depend on, as package-lock.json pins them. Where no file has
 * been touched since, they are those of the last time.
 *
 * @param {readonly string[]} programs paths of their sources in the project
 * @param {string} project folder of the project
 * @returns {Promise<ReadonlyMap<string, string>>} SHA-256, hexadecimal, by program
 */
export async function hashPrograms(programs, project = PROJECT) {
  const known = recall(programs, project);
  if (known) return known;
  const began = Date.now();
  // The bundler takes a tenth of a second to load, and most of one on the processor to bundle.
  const { build } = await import("esbuild");
  // All at once: modules that several programs import are parsed once.
  const { outputFiles, metafile } = await build({
    absWorkingDir: project,
    entryPoints: [...programs],
    outdir: "build/unwritten",
    outbase: ".",
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    minifyWhitespace: true,
    legalComments: "none",
    metafile: true,
    write: false,
  });
  const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")).packages;
  const codes = new Map(
    outputFiles.map(({ path, contents }) => [relative(project, path), contents]),
  );
  const hashes = Object.entries(metafile.outputs).map(([path, { entryPoint, imports }]) => {
    const packages = imports.filter((each) => each.external && !each.path.startsWith("node:"));
    const names = new Set(packages.map((each) => packageNameOf(each.path)));
    const hash = createHash("sha256").update(codes.get(path));
    for (const pinned of pinnedVersions([...names].sort(), lock)) hash.update(`${pinned}\n`);
    return [entryPoint, hash.digest("hex")];
  });
  const files = [...Object.keys(metafile.inputs), ...SETTINGS];
  // One that is written meanwhile may have been read before or after.
  if (files.every((file) => statSync(join(project, file)).ctimeMs < began))
    remember({ programs, hashes, states: listStates(project, files) }, project);
  return new Map(hashes);
}

/** Where it is noted what the hashes were, and of which files. */
function noteOf(project) {
  return join(project, "build", "programs", "code-hashes.json");
}

/** The hashes that were noted; null where a file is another since then. */
function recall(programs, project) {
  try {
    const note = JSON.parse(readFileSync(noteOf(project), "utf8"));
    const isSame =
      note.programs.join() === programs.join() &&
      Object.entries(note.states).every(([file, state]) => stateOf(project, file) === state);
    return isSame ? new Map(note.hashes) : null;
  } catch {
    return null;
  }
}

function listStates(project, files) {
  return Object.fromEntries(files.map((file) => [file, stateOf(project, file)]));
}

function remember(note, project) {
  try {
    replaceFile(noteOf(project), JSON.stringify(note));
  } catch {
    // Where there is no room for it they are made again the next time.
  }
}

/** Changes with every write, also of one that gives the file back the time and size that it had. */
function stateOf(project, file) {
  const { mtimeMs, ctimeMs, size } = statSync(join(project, file));
  return `${mtimeMs} ${ctimeMs} ${size}`;
}

/** Name of the package of an import: `csv-parse/sync` is of `csv-parse`. */
function packageNameOf(path) {
  return path.split("/", path.startsWith("@") ? 2 : 1).join("/");
}

/**
 * Where packages lie and which version is pinned there, with all that they depend on.
 *
 * @param {readonly string[]} names
 * @param {Record<string, { version: string, dependencies?: object, optionalDependencies?: object }>} lock
 */
function pinnedVersions(names, lock) {
  const found = new Map();
  const add = (name, from) => {
    const place = placeOf(name, from, lock);
    if (place === undefined || found.has(place)) return;
    const { version, dependencies, optionalDependencies } = lock[place];
    found.set(place, `${place} ${version}`);
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies }))
      add(needed, place);
  };
  for (const name of names) {
    if (placeOf(name, "", lock) === undefined)
      throw new Error(`package-lock.json pins no version of ${name}`);
    add(name, "");
  }
  return [...found.values()].sort();
}

/** Where Node finds a package for one that lies at `from`; undefined for one that is not installed. */
function placeOf(name, from, lock) {
  const inner = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (lock[inner]) return inner;
  if (from === "") return undefined;
  return placeOf(name, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), lock);
}
