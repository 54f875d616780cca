import { posix } from "node:path";

/** The ending of the folder in which a browser or an office program keeps what a saved page needs. */
const SAVED_FOLDER = /^(.+?)(?:_files|\.files)$/iu;
export const PAGE_ENDINGS = [".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"];

/**
 * Leaves out the files in the folder that was saved beside a page (网页，全部): pictures, scripts,
 * frames of advertisements.
 *
 * @param names ways from one folder, with `/`
 * @returns the others, and a sentence on each such folder
 */
export function passOverSavedFolders(names: readonly string[]): {
  readonly documents: readonly string[];
  readonly passedOver: readonly string[];
} {
  const present = new Set(names.map((name) => name.toLowerCase()));
  const counts = new Map<string, { readonly page: string; count: number }>();
  const documents = names.filter((name) => {
    const saved = findSavedFolder(name, present);
    if (!saved) return true;
    const known = counts.get(saved.folder);
    if (known) known.count += 1;
    else counts.set(saved.folder, { page: saved.page, count: 1 });
    return false;
  });
  const passedOver = [...counts].map(
    ([folder, { page, count }]) =>
      `${folder}：是网页“${posix.basename(page)}”的附属文件夹（${count}个文件），不是报告，已略过`,
  );
  return { documents, passedOver };
}

/** The outermost folder around a file that was saved beside a page, and that page. */
function findSavedFolder(
  name: string,
  present: ReadonlySet<string>,
): { readonly folder: string; readonly page: string } | undefined {
  const parts = name.split("/");
  for (let depth = 0; depth < parts.length - 1; depth += 1) {
    const stem = SAVED_FOLDER.exec(parts[depth] ?? "")?.[1];
    if (stem === undefined) continue;
    const page = PAGE_ENDINGS.map((ending) =>
      posix.join(...parts.slice(0, depth), `${stem}${ending}`),
    ).find((candidate) => present.has(candidate.toLowerCase()));
    if (page !== undefined) return { folder: posix.join(...parts.slice(0, depth + 1)), page };
  }
  return undefined;
}
