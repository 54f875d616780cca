import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { PROJECT } from "../app/store/project.js";

/**
 * Hash of all that programs of the project run: their own code with every module they import, as the
 * bundler joins it (so neither comments nor layout count, nor modules of which nothing is used), and the
 * versions of the packages they import, with all that those depend on, as package-lock.json pins them.
 *
 * @param {readonly string[]} programs paths of their sources in the project
 * @param {string} project folder of the project
 * @returns {Promise<string>} SHA-256, hexadecimal
 */
export async function hashCode(programs, project = PROJECT) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: project,
    entryPoints: [...programs],
    outdir: join(project, "build", "unwritten"),
    outbase: project,
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
  const hash = createHash("sha256");
  for (const { contents } of outputFiles) hash.update(contents);
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const packages = imports.filter(({ external, path }) => external && !path.startsWith("node:"));
  const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")).packages;
  const names = new Set(packages.map(({ path }) => packageNameOf(path)));
  for (const pinned of pinnedVersions([...names].sort(), lock)) hash.update(`${pinned}\n`);
  return hash.digest("hex");
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
