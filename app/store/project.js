import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project: the nearest above this module, or above a bundle of it, with a package.json. */
export const PROJECT = folderWithPackage(dirname(fileURLToPath(import.meta.url)));

/** @param {string} folder */
function folderWithPackage(folder) {
  return existsSync(join(folder, "package.json")) ? folder : folderWithPackage(dirname(folder));
}
