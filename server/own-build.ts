import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import path from "node:path";
import { PROJECT } from "../app/store/project.js";

/** The build that a server serves for as long as it runs. */
export interface OwnBuild {
  /** The program that renders the pages. */
  readonly program: string;
  /** Folder of the files for browsers. */
  readonly client: string;
  /** Names the program and the packages that it imports. */
  readonly code: string;
}

const SITE = path.join(PROJECT, "build", "site");
const OWN = path.join(PROJECT, "build", "served");
/** Copies that are kept: of servers that still run, or may be started again from a build that was put back. */
const KEPT = 5;

/**
 * The newest build as a copy of this server's own: building again empties the folder of the build, and every process and
 * page that is loaded later, and every file that a browser asks for later, would be missing or another program's. Where there
 * is no room or no right to write, the build itself; then it must not be built again while this server runs.
 */
export function ownBuild(site = SITE, own = OWN): OwnBuild {
  const hash = createHash("sha256");
  for (const file of filesIn(site)) {
    hash.update(path.relative(site, file));
    // What lies among the assets is named by its content.
    if (!isAsset(site, file)) hash.update(readFileSync(file));
  }
  hash.update(readFileSync(path.join(PROJECT, "package-lock.json")));
  const code = hash.digest("hex").slice(0, 12);
  const folder = copyOf(site, own, code);
  return {
    program: path.join(folder, "server", "index.js"),
    client: path.join(folder, "client"),
    code,
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function isAsset(site: string, file: string): boolean {
  return path.relative(site, file).startsWith(path.join("client", "assets", path.sep));
}

function copyOf(site: string, own: string, code: string): string {
  const copy = path.join(own, code);
  try {
    if (!existsSync(copy)) {
      mkdirSync(own, { recursive: true });
      const beside = `${copy}.${String(process.pid)}.tmp`;
      cpSync(site, beside, { recursive: true });
      renameSync(beside, copy);
    }
    const now = new Date();
    utimesSync(copy, now, now);
    removeOldest(own);
    return copy;
  } catch {
    return existsSync(copy) ? copy : site;
  }
}

function removeOldest(own: string): void {
  const copies = readdirSync(own)
    .map((name) => path.join(own, name))
    .map((copy) => ({ copy, usedAt: statSync(copy).mtimeMs }))
    .sort((one, other) => other.usedAt - one.usedAt);
  for (const { copy } of copies.slice(KEPT)) rmSync(copy, { recursive: true, force: true });
}
