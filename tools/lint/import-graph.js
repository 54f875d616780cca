import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import ts from "typescript";

/** Folders whose files make up the product. */
export const SOURCE_FOLDERS = ["app", "cli", "etl", "server", "tools"];

const ROOT = join(import.meta.dirname, "../..");
const CODE = /\.(?:tsx?|js)$/;
const ENDINGS = ["", ".ts", ".tsx", ".js"];

/** `#domain/` -> `app/domain/` and the ending of its files, from package.json. */
const ALIASES = Object.entries(
  JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).imports,
).map(([from, to]) => {
  const [folder, ending] = to.split("*");
  return { from: from.slice(0, -1), folder: normalize(folder), ending };
});

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => CODE.test(file) && !file.endsWith(".d.ts"))
    .map((file) => `${folder}/${file.split(sep).join("/")}`);
}

/**
 * The imports of a module, type-only, re-exporting and dynamic ones included.
 * Paths are relative to the project; packages, styles and files that do not exist are left out.
 *
 * @param {string} file
 * @param {string} text
 * @param {ReadonlySet<string>} known
 * @returns {{ target: string, from: number, to: number }[]} positions of the specifier in the text
 */
export function importsOf(file, text, known) {
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName, pos, end }) => {
    const target = resolved(file, fileName, known);
    return target === undefined ? [] : [{ target, from: pos, to: end }];
  });
}

function resolved(file, specifier, known) {
  const alias = ALIASES.find(({ from }) => specifier.startsWith(from));
  if (alias) {
    const target = alias.folder + specifier.slice(alias.from.length) + alias.ending;
    return known.has(target) ? target : undefined;
  }
  if (!specifier.startsWith(".")) return undefined;
  const path = join(dirname(file), specifier).split(sep).join("/");
  return ENDINGS.map((ending) => path + ending).find((target) => known.has(target));
}

/**
 * Every module of some folders with the modules it imports.
 *
 * @param {readonly string[]} folders
 * @returns {Map<string, string[]>}
 */
export function readImportGraph(folders = SOURCE_FOLDERS) {
  const files = folders.filter((folder) => existsSync(join(ROOT, folder))).flatMap(filesBelow);
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(ROOT, file), "utf8");
      return [file, importsOf(file, text, known).map(({ target }) => target)];
    }),
  );
}

/**
 * The shortest way from one node to another, both included; undefined where there is none.
 *
 * @param {ReadonlyMap<string, Iterable<string>>} graph
 * @param {string} from
 * @param {string} to
 * @returns {string[] | undefined}
 */
export function findPath(graph, from, to) {
  const cameFrom = new Map([[from, undefined]]);
  for (const node of cameFrom.keys()) {
    if (node === to) {
      const path = [];
      for (let at = to; at !== undefined; at = cameFrom.get(at)) path.unshift(at);
      return path;
    }
    for (const next of graph.get(node) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, node);
  }
  return undefined;
}

/**
 * The imports between folders that share a parent, each with one import that makes it: `app/db` -> `app/domain`,
 * `app/db/queries` -> `app/db/sql`, `cli` -> `etl`. Files beside those folders belong to the parent.
 *
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @returns {Map<string, Map<string, string>>}
 */
export function foldersOf(graph) {
  const folders = new Map();
  for (const [file, targets] of graph)
    for (const target of targets) {
      const pair = siblings(file, target);
      if (!pair) continue;
      const [from, to] = pair;
      if (!folders.has(from)) folders.set(from, new Map());
      if (!folders.get(from).has(to)) folders.get(from).set(to, `${file} imports ${target}`);
    }
  return folders;
}

function siblings(file, target) {
  const [one, other] = [file.split("/").slice(0, -1), target.split("/").slice(0, -1)];
  const depth = one.findIndex((folder, index) => folder !== other[index]);
  if (depth === -1 || depth >= other.length) return undefined;
  return [one.slice(0, depth + 1).join("/"), other.slice(0, depth + 1).join("/")];
}

/**
 * The cycles between folders, each as the imports that close it.
 *
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @returns {string[][]}
 */
export function findFolderCycles(graph) {
  const folders = foldersOf(graph);
  const targets = new Map([...folders].map(([from, to]) => [from, [...to.keys()]]));
  const found = new Map();
  for (const [from, edges] of folders)
    for (const to of edges.keys()) {
      const back = findPath(targets, to, from);
      if (!back) continue;
      const key = back.toSorted().join(" ");
      if (!found.has(key))
        found.set(
          key,
          [from, ...back].slice(0, -1).map((at, index) => folders.get(at).get(back[index])),
        );
    }
  return [...found.values()];
}

/** @param {string} file an absolute path @returns {string} relative to the project, with slashes */
export function projectPath(file) {
  return relative(ROOT, file).split(sep).join("/");
}
