import { open, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  unstable_parseMultipartFormData as parseMultipart,
  type UploadHandler,
} from "@remix-run/node";

/** Bytes of a document that is handed in through the browser. */
export const UPLOAD_LIMIT = 64 * 1024 * 1024;
const FIELD_LIMIT = 1_000;
/** Of a name people gave; more than that no system of files holds. */
const NAME_LIMIT = 255;

/** A document that was handed in: where its bytes lie for now, and the name it came with, which is never a path. */
export interface Upload {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** What is wrong with an upload, in a sentence for the person who sent it. */
export class UploadRefused extends Error {
  override readonly name = "UploadRefused";
}

/**
 * Hands the one file of a form to `use`, and leaves nothing of it behind, however it ends.
 * @throws UploadRefused where the form has no file, several, one that is empty or too large, or is cut off.
 */
export async function withUpload<Result>(
  request: Request,
  use: (upload: Upload, fields: ReadonlyMap<string, string>) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "gongkai-upload-"));
  try {
    const received = new Received(join(folder, "document"));
    await parseMultipart(request, received.take).catch((error: unknown) => {
      if (error instanceof UploadRefused) throw error;
      throw new UploadRefused("文件没有传完，或者表单不完整。请重新选择文件。", { cause: error });
    });
    if (received.upload === null || received.upload.bytes === 0)
      throw new UploadRefused("没有收到文件，或者文件是空的。请选择一份年度报告。");
    return await use(received.upload, received.fields);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class Received {
  readonly fields = new Map<string, string>();
  upload: Upload | null = null;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  readonly take: UploadHandler = async ({ name, filename, data }) => {
    if (filename === undefined) {
      if (this.fields.size > 10) throw new UploadRefused("表单的栏目太多。");
      this.fields.set(name, await readField(data));
    } else {
      if (this.upload !== null)
        throw new UploadRefused("一次只能核查一个文件；多份报告请装成ZIP。");
      const bytes = await writeFile(this.#path, data);
      this.upload = { path: this.#path, name: plainName(filename), bytes };
    }
    return undefined;
  };
}

async function readField(data: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of data) {
    bytes += part.length;
    if (bytes > FIELD_LIMIT) throw new UploadRefused("表单的内容太长。");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

async function writeFile(path: string, data: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, "wx", 0o600);
  try {
    let bytes = 0;
    for await (const part of data) {
      bytes += part.length;
      if (bytes > UPLOAD_LIMIT)
        throw new UploadRefused(`文件超过${UPLOAD_LIMIT / 1024 / 1024}MB，没有读取。`);
      await file.write(part);
    }
    return bytes;
  } finally {
    await file.close();
  }
}

/** The last part of a name, whatever system it comes from, without what cannot be seen. */
function plainName(given: string): string {
  const last = given.split(/[/\\]/u).at(-1) ?? "";
  const visible = last.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim();
  return visible === "" ? "未命名" : [...visible].slice(-NAME_LIMIT).join("");
}
