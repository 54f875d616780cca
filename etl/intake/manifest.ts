import { existsSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST_TABLE, type ManifestRow } from "#domain/reviewed/manifest";
import { parseReviewedCsv, readTableFile } from "./reviewed-csv";

export const MANIFEST_FILE = "manifest.csv";

/** The manifest.csv of a folder, by the file name of the document. */
export interface FolderManifest {
  readonly byFile: ReadonlyMap<string, ManifestRow>;
  /** What people call a document, by its file name: where it is kept under another. */
  readonly names: ReadonlyMap<string, string>;
  /** Why a document is not to be read: its row cannot be taken as meant. */
  readonly flaws: ReadonlyMap<string, string>;
  /** Sentences on rows that apply to no file. */
  readonly warnings: readonly string[];
}

export const NO_MANIFEST: FolderManifest = {
  byFile: new Map(),
  names: new Map(),
  flaws: new Map(),
  warnings: [],
};

/** Most rows that apply to no file and are named each. */
const ROWS_NAMED = 10;

/**
 * Reads the manifest.csv of a folder; without rows where there is none. Throws a sentence where the
 * table as a whole cannot be read.
 */
export async function readManifest(
  folder: string,
  isDivision: (code: string) => boolean,
  isThere = (file: string): boolean => existsSync(join(folder, file)),
): Promise<FolderManifest> {
  const file = join(folder, MANIFEST_FILE);
  const bytes = await readTableFile(file);
  return bytes === null ? NO_MANIFEST : parseManifest(bytes, file, isDivision, isThere);
}

/** The manifest.csv of a folder whose bytes are at hand. Throws as {@link readManifest}. */
export function parseManifest(
  bytes: Uint8Array,
  where: string,
  isDivision: (code: string) => boolean,
  isThere: (file: string) => boolean,
): FolderManifest {
  const byFile = new Map<string, ManifestRow>();
  const names = new Map<string, string>();
  const flaws = new Map<string, string>();
  const lost: string[] = [];
  const flaw = (message: string, file: string | undefined): void => {
    if (file && isThere(file)) flaws.set(file, message);
    else lost.push(message);
  };
  const rows = parseReviewedCsv(bytes, where, MANIFEST_TABLE, ({ message, values }) =>
    flaw(message, values["file"]),
  );
  for (const { row, where: place } of rows) {
    const { file, name, manifest } = row;
    if (name !== null) names.set(file, name);
    const { division } = manifest;
    if (!isThere(file))
      lost.push(`${place}：同一级没有文件“${file}”；请改正文件名，或删去这一行。`);
    else if (division !== null && !isDivision(division))
      flaw(
        `${place}有误：division 列“${division}”：区划表中没有这个代码；请核对，或在数据文件夹的 divisions-added.csv 中补充。`,
        file,
      );
    else byFile.set(file, manifest);
  }
  for (const file of flaws.keys()) byFile.delete(file);
  return { byFile, names, flaws, warnings: nameFirst(lost, where) };
}

function nameFirst(sentences: readonly string[], where: string): readonly string[] {
  if (sentences.length <= ROWS_NAMED) return sentences;
  const others = sentences.length - ROWS_NAMED;
  return [
    ...sentences.slice(0, ROWS_NAMED),
    `${where}：还有${others}行同样没有采用（共${sentences.length}行）；请核对整张表。`,
  ];
}
