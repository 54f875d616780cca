import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import v8 from "node:v8";
import { z } from "zod";
import type { Answer } from "./answer";

const body = z.custom<Uint8Array>((given) => given instanceof Uint8Array).optional();
const keptSchema = z.object({
  edition: z.string(),
  answers: z.array(
    z.tuple([
      z.string(),
      z.object({
        status: z.literal(200),
        headers: z.record(z.string(), z.string()),
        bodies: z.object({ br: body, gzip: body, identity: body }),
      }),
    ]),
  ),
});

/** Bytes of the SHA-256 that a file begins with. */
const HASH = 32;

/**
 * The answers asked for most, of the edition that was served last: a server that is started again, or killed, shows
 * them before anything that renders is loaded. What is there in part, damaged or of another edition is not there.
 */
export class AnswersOnDisk {
  /** One after the other: two at once would write the same file. */
  #written: Promise<void> = Promise.resolve();

  /** @param folder may be deleted at any time */
  constructor(private readonly folder: string) {}

  /** By their addresses. */
  async read(edition: string): Promise<ReadonlyMap<string, Answer>> {
    try {
      const file = await readFile(this.#fileOf(edition));
      const content = file.subarray(HASH);
      if (!hashOf(content).equals(file.subarray(0, HASH))) return new Map();
      const kept = keptSchema.parse(v8.deserialize(content));
      return kept.edition === edition ? new Map(kept.answers) : new Map();
    } catch {
      return new Map();
    }
  }

  /** In place of whatever was written before; where they cannot be written, the next start takes longer. */
  write(edition: string, answers: ReadonlyMap<string, Answer>): Promise<void> {
    this.#written = this.#written.then(() => this.#replace(edition, answers));
    return this.#written;
  }

  async #replace(edition: string, answers: ReadonlyMap<string, Answer>): Promise<void> {
    const content = v8.serialize({ edition, answers: [...answers] });
    const file = this.#fileOf(edition);
    const beside = `${file}.${String(process.pid)}.tmp`;
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(beside, Buffer.concat([hashOf(content), content]));
      await rename(beside, file);
      const others = (await readdir(this.folder)).filter((name) => name !== path.basename(file));
      await Promise.all(others.map((name) => rm(path.join(this.folder, name), { force: true })));
    } catch {
      await rm(beside, { force: true }).catch(() => undefined);
    }
  }

  #fileOf(edition: string): string {
    return path.join(this.folder, `${edition}.answers`);
  }
}

function hashOf(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}
