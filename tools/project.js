import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project, from its sources as from a bundle of them. */
export const PROJECT = folderWithPackage(dirname(fileURLToPath(import.meta.url)));

/** @param {string} folder */
function folderWithPackage(folder) {
  return existsSync(join(folder, "package.json")) ? folder : folderWithPackage(dirname(folder));
}
