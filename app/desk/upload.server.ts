import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INTAKE_LIMITS, tidyGivenName } from "#domain/desk/intake-limits";
import { BoundedBody } from "./bounded-body.server";
import { type PartTaker, takeParts } from "./multipart.server";

/** Bytes of a document that is handed in through the browser. */
export const UPLOAD_LIMIT = INTAKE_LIMITS.fileBytes;
/** Bytes of a field. */
const FIELD_LIMIT = 4_000;
const FIELDS = 10;
/** Bytes of a file after which it is asked anew whether there is room for more. */
const ROOM_STEP = 16 * 1024 * 1024;

/** A document that was handed in: where its bytes lie for now, and the name it came with, which is never a path. */
export interface Upload {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its content. */
  readonly hash: string;
}

/** A file that was handed in and not taken, with the reason in a sentence. */
export interface RefusedUpload {
  /** Whether it is none that anybody would take for a document. */
  readonly isPassedOver?: boolean;
  readonly name: string;
  readonly bytes: number;
  readonly reason: string;
}

/** What is wrong with an upload, in a sentence for the person who sent it. */
export class UploadRefused extends Error {
  override readonly name = "UploadRefused";
}

export type OwnFormTest = (fields: ReadonlyMap<string, string>) => boolean;

const FORGED = "页面打开得太久，或系统重新启动过。请重新选择文件。";

/** What is taken of a form, and how. */
interface UploadRules {
  /** Where the bytes are written, in files `<random>.part`. */
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** Bytes of one file. */
  readonly bytesOf: (name: string) => number;
  readonly tooMany: string;
  /** Whether the form is one of this site's own, by the fields that come before its files. */
  readonly isOwnForm: OwnFormTest;
  /** Refuses by throwing where there is no room for so many bytes more of this form. */
  readonly makeRoom?: (bytes: number) => Promise<void>;
  /** Passes over a file or refuses it with a sentence, before a byte of it is kept. */
  readonly judge: (
    name: string,
  ) => "take" | { readonly reason: string; readonly isPassedOver?: boolean };
}

/** The files and fields of a form; `use` has to move away what it wants to keep. */
export interface ReceivedForm {
  readonly uploads: readonly Upload[];
  readonly refused: readonly RefusedUpload[];
  readonly fields: ReadonlyMap<string, string>;
}

/**
 * Hands the one file of a form to `use`, and leaves nothing of it behind, however it ends.
 * @throws UploadRefused where the form has no file, several, one that is empty or too large, or is cut off.
 */
export async function withUpload<Result>(
  request: Request,
  isOwnForm: OwnFormTest,
  use: (upload: Upload) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "gongkai-upload-"));
  const rules: UploadRules = {
    folder,
    files: 1,
    bytes: 2 * UPLOAD_LIMIT,
    bytesOf: () => UPLOAD_LIMIT,
    tooMany: "一次只能核查一个文件；多份报告请装成ZIP。",
    isOwnForm,
    judge: () => "take",
  };
  try {
    return await withUploads(request, rules, async ({ uploads: [upload], refused }) => {
      const [first] = refused;
      if (first) throw new UploadRefused(first.reason);
      if (upload === undefined || upload.bytes === 0)
        throw new UploadRefused("没有收到文件，或者文件是空的。请选择一份年度报告。");
      return use({ ...upload, name: upload.name.split("/").at(-1) ?? upload.name });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Hands the files of a form to `use`, which moves away what is to stay; the rest is removed, however it ends. Where a
 * form is cut off, nothing of it is left.
 * @throws UploadRefused where it is not this site's own (before a byte of it is kept), has too many files or bytes, or is cut off.
 */
export async function withUploads<Result>(
  request: Request,
  rules: UploadRules,
  use: (form: ReceivedForm) => Promise<Result>,
): Promise<Result> {
  await mkdir(rules.folder, { recursive: true });
  const body = new BoundedBody(request);
  const received = new Received(rules, body);
  try {
    const type = request.headers.get("Content-Type") ?? "";
    await takeParts(type, body.chunks(), received, FIELD_LIMIT).catch(async (error: unknown) => {
      await received.clear();
      await body.drain();
      if (error instanceof UploadRefused || isDiskError(error)) throw error;
      throw new UploadRefused("文件没有传完，或者表单不完整。请重新选择文件。", { cause: error });
    });
    if (!rules.isOwnForm(received.fields)) throw new UploadRefused(FORGED);
    return await use(received);
  } finally {
    await received.clear();
  }
}

/** That a file cannot be written is no fault of the form. */
function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "path" in error;
}

class Received implements ReceivedForm, PartTaker {
  readonly fields = new Map<string, string>();
  readonly uploads: Upload[] = [];
  readonly refused: RefusedUpload[] = [];
  readonly #rules: UploadRules;
  readonly #body: BoundedBody;
  readonly #paths: string[] = [];
  #files = 0;
  #bytes = 0;
  /** Bytes that were written. */
  #kept = 0;
  #fields = 0;

  constructor(rules: UploadRules, body: BoundedBody) {
    this.#rules = rules;
    this.#body = body;
  }

  readonly field = (field: string, value: string, isCut: boolean): void => {
    this.#body.addPart();
    this.#body.addContent(value.length);
    this.#count(value.length);
    if (isCut) throw new UploadRefused("表单的内容太长。");
    // A browser that hands in a folder names before each file the folders it lay in.
    this.#fields += field === "path" ? 0 : 1;
    if (this.#fields > FIELDS) throw new UploadRefused("表单的栏目太多。");
    this.fields.set(field, value);
  };

  readonly file: PartTaker["file"] = (fileName) => {
    this.#body.addPart();
    if (!this.#rules.isOwnForm(this.fields)) throw new UploadRefused(FORGED);
    const name = tidyGivenName(this.fields.get("path") || fileName);
    this.fields.delete("path");
    // The input of a form in which nobody has chosen a file sends an empty one without a name.
    if (fileName === "") return async (content) => void (await this.#drain(this.#follow(content)));
    this.#files += 1;
    if (this.#files > this.#rules.files) throw new UploadRefused(this.#rules.tooMany);
    const judged = this.#rules.judge(name);
    return async (content) => {
      const data = this.#follow(content);
      if (judged === "take") {
        await this.#keep(name, data);
        return;
      }
      const bytes = await this.#drain(data);
      this.refused.push({ name, bytes, ...judged });
    };
  };

  async *#follow(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of content) {
      this.#body.addContent(part.length);
      yield part;
    }
  }

  async clear(): Promise<void> {
    await Promise.all(this.#paths.map((path) => rm(path, { force: true })));
  }

  async #drain(data: AsyncIterable<Uint8Array>): Promise<number> {
    let bytes = 0;
    for await (const part of data) {
      this.#count(part.length);
      bytes += part.length;
    }
    return bytes;
  }

  async #keep(name: string, data: AsyncIterable<Uint8Array>): Promise<void> {
    const path = join(this.#rules.folder, `${randomUUID()}.part`);
    this.#paths.push(path);
    const limit = this.#rules.bytesOf(name);
    await this.#rules.makeRoom?.(this.#kept);
    const hash = createHash("sha256");
    let bytes = 0;
    let asked = 0;
    const file = await open(path, "wx", 0o600);
    try {
      for await (const part of data) {
        this.#count(part.length);
        bytes += part.length;
        if (bytes > limit) continue;
        hash.update(part);
        await file.write(part);
        this.#kept += part.length;
        asked += part.length;
        if (asked < ROOM_STEP) continue;
        asked = 0;
        await this.#rules.makeRoom?.(this.#kept);
      }
      if (bytes <= limit) await file.sync();
    } finally {
      await file.close();
    }
    if (bytes <= limit) this.uploads.push({ path, name, bytes, hash: hash.digest("hex") });
    else {
      await rm(path, { force: true });
      const reason = `文件超过${limit / 1024 / 1024}MB，没有读取。`;
      this.refused.push({ name, bytes, reason });
    }
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#rules.bytes)
      throw new UploadRefused(
        `这一批文件合计超过${Math.floor(this.#rules.bytes / 1024 / 1024)}MB，都没有收。请分成几批。`,
      );
  }
}
