import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { RequestHandler } from "express";
import type { Answer } from "./answers/answer";
import { encode } from "./answers/coding";
import { type Caching, sendAnswer, sendUnchanged, tagOf } from "./answers/send";
import { REFUSALS, refuse } from "./refusals";

/** Named by their content, and all of them files: whatever else is asked for there is missing. */
const ASSET = /^\/assets\/[\w-][\w.-]*$/u;

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

interface File {
  readonly answer: Answer;
  readonly tag: string;
}

interface StaticFiles {
  /** Whether a path is that of a file, or below the folder that holds nothing else. */
  readonly isFile: (path: string) => boolean;
  readonly answer: RequestHandler;
}

/**
 * The files that the build made for browsers, read and compressed once and kept (6 MB). Which lie beside `assets` is looked
 * up when the server starts: to ask the disk for each page whether a file has its name takes as long as all else about it.
 */
export function staticFiles(folder: string): StaticFiles {
  const besideAssets = new Set(namesIn(folder).map((name) => `/${name}`));
  const files = new Map<string, Promise<File>>();
  const fileAt = (name: string): Promise<File> => {
    const known = files.get(name);
    if (known) return known;
    const fresh = readStaticFile(folder, name);
    files.set(name, fresh);
    fresh.catch(() => files.delete(name));
    return fresh;
  };
  const isFile = (name: string): boolean => isBelowAssets(name) || besideAssets.has(name);
  const answer: RequestHandler = async (request, response, next) => {
    const name = request.path;
    if (!isFile(name)) {
      next();
      return;
    }
    if (isBelowAssets(name) && !ASSET.test(name)) {
      refuse(response, REFUSALS.missing);
      return;
    }
    try {
      const { answer, tag } = await fileAt(name);
      const caching: Caching = isBelowAssets(name) ? "immutable" : "hour";
      if (!sendUnchanged(request, response, { tag, caching }))
        await sendAnswer(request, response, answer);
    } catch (error) {
      if (isMissing(error)) refuse(response, REFUSALS.missing);
      else next(error);
    }
  };
  return { isFile, answer };
}

function isBelowAssets(name: string): boolean {
  return name.startsWith("/assets/") || name === "/assets";
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readStaticFile(folder: string, name: string): Promise<File> {
  const content = await readFile(path.join(folder, name));
  const type = TYPES[path.extname(name)] ?? "application/octet-stream";
  const answer = {
    status: 200,
    headers: { "Content-Type": type },
    bodies: await encode(type, content),
  };
  const hash = createHash("sha256").update(content).digest("base64url");
  return { answer, tag: tagOf(hash, name) };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
