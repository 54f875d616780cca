import { lstat, readFile } from "node:fs/promises";
import {
  type BodyChoice,
  bodyChoiceSchema,
  type Original,
  originalSchema,
} from "#domain/desk/original";
import { pictureType } from "#domain/desk/shown-bytes";
import { fetchLoadedProvinces } from "#db/queries/published-documents.server";
import { currentVersion } from "#store/current-version";
import { dataStore } from "#store/data-folder";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { ProgramFailed, runProgram } from "./run-program.server";

const LIMITS = { time: 60_000, memory: 768, output: 64 * 1024 * 1024 };
/** Documents whose reading stays in memory: whoever reviews one asks for it after every entry. */
const ORIGINALS_KEPT = 6;

/** A document that is to be shown: where it lies, the name people call it, and what is stated of it. */
export interface ShownDocument {
  readonly path: string;
  readonly name: string;
  /** Changes with its content. */
  readonly hash: string;
  readonly manifest: ManifestRow | null;
}

const GONE =
  "这份文件已不在保存它的文件夹里（可能被移走或换成了链接），不能显示。请在收件页移除后重新放入。";

const originals = new Map<string, Promise<Original>>();

/** A document beside what the reader makes of it. Throws ProgramFailed where it takes too much or is not there any more. */
export async function readOriginal(shown: ShownDocument): Promise<Original> {
  const { path, name, hash, manifest } = shown;
  await refuseStrange(path);
  const row = manifest === null ? "" : JSON.stringify(manifest);
  const key = JSON.stringify([hash, name, row]);
  return keep(originals, ORIGINALS_KEPT, key, () => showOriginal([path, name, row]));
}

/** Throws where there is no file, or a link in its place. */
async function refuseStrange(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (!found?.isFile()) throw new ProgramFailed(GONE);
}

async function showOriginal(given: readonly string[]): Promise<Original> {
  const output = await runProgram("cli/desk-original.ts", given, LIMITS);
  return originalSchema.parse(JSON.parse(output.toString("utf8")));
}

/**
 * The bodies of the registers that a person may mean by what was typed, those of provinces of which reports are loaded
 * before the others.
 */
export async function findBodies(typed: string): Promise<BodyChoice[]> {
  if (typed.trim() === "") return [];
  const given = [typed.slice(0, 60), (await listLoadedProvinces()).join(",")];
  const output = await runProgram("cli/desk-register.ts", given, LIMITS);
  return bodyChoiceSchema.array().parse(JSON.parse(output.toString("utf8")));
}

/** What the codes of divisions begin with of which reports are loaded. */
async function listLoadedProvinces(): Promise<readonly string[]> {
  if ((await currentVersion(dataStore())) === null) return [];
  // The search does without where nothing can be asked.
  return fetchLoadedProvinces().catch(() => []);
}

/** The bytes of a document. Throws ProgramFailed where it is not there any more. */
export async function readBytes({ path }: Pick<ShownDocument, "path">): Promise<Buffer> {
  await refuseStrange(path);
  return readFile(path);
}

/** A document that is itself a picture, with what browsers call it; null of any other. */
export async function readPicture(
  document: Pick<ShownDocument, "path">,
): Promise<{ readonly type: string; readonly bytes: Buffer } | null> {
  const bytes = await readBytes(document).catch(() => null);
  const type = bytes && pictureType(bytes);
  return type ? { type, bytes } : null;
}

/** Pictures of pages that stay in memory: some documents of a dozen pages. */
const PICTURES_KEPT = 60;
const pictures = new Map<string, Promise<Buffer>>();

/** A page of a PDF as a picture. Throws ProgramFailed where it cannot be drawn. */
export function drawPage(
  { path, hash }: Pick<ShownDocument, "path" | "hash">,
  page: number,
  width: number,
): Promise<Buffer> {
  return keep(pictures, PICTURES_KEPT, `${hash} ${page} ${width}`, async () => {
    await refuseStrange(path);
    return runProgram("cli/page-picture.ts", [path, String(page), String(width)], LIMITS);
  });
}

/** What was made under a key before, or is made now; the results used last are kept, no failures. */
function keep<Result>(
  kept: Map<string, Promise<Result>>,
  most: number,
  key: string,
  make: () => Promise<Result>,
): Promise<Result> {
  const made = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return made;
}
