import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
} from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { ReadReport } from "#domain/report/read-report";
import type { Store } from "#store/data-folder";
import { packReading, unpackReading } from "./packed-reading";

/** Where in which file a reading lies. */
interface CachePlace {
  readonly file: string;
  readonly from: number;
  readonly length: number;
}

const ENDING = ".readings";
/** As strings lie in memory, so that Chinese text need not be converted. */
const ENCODING = "utf16le";
const KEY_BYTES = 32;
const HEAD_BYTES = KEY_BYTES + 4;

/**
 * What the reader made of documents, kept for the loads to come; may be lost at any time. Many lie
 * in one file, since making a file takes as long as parsing a page: before each its key and its
 * length. Each thread appends to a file of its own, so that none continues after what
 * another left half written.
 */
export class ReadingCache {
  readonly #folder: string;
  readonly #places = new Map<string, CachePlace>();
  readonly #own: string;
  /** How much of the files of others is known. */
  readonly #known = new Map<string, number>();
  #size = 0;

  /** With what is kept in a store by now; of a reading that was cut short nothing is. */
  constructor({ readings }: Store) {
    this.#folder = readings;
    this.#own = join(readings, `${randomUUID()}${ENDING}`);
    this.refresh();
  }

  /** Takes notice of what other processes have kept since. */
  refresh(): void {
    if (!existsSync(this.#folder)) return;
    for (const name of readdirSync(this.#folder)) {
      const file = join(this.#folder, name);
      if (name.endsWith(ENDING) && file !== this.#own) this.#find(file);
    }
  }

  /** What the reader made of a document; null where that was not kept or cannot be trusted. */
  of(key: string): ReadReport | null {
    const place = this.#places.get(key);
    if (!place) return null;
    try {
      // Guarded by the checksum of the packing.
      return unpackReading(gunzipSync(readBytes(place)).toString(ENCODING));
    } catch {
      return null;
    }
  }

  /**
   * Keeps what the reader made of a document. Waits for the file system without letting go of the
   * thread, which has nothing else to do and is several times faster so.
   */
  keep(key: string, read: ReadReport): void {
    const packed = gzipSync(Buffer.from(packReading(read), ENCODING), { level: 1 });
    const head = Buffer.alloc(HEAD_BYTES);
    head.write(key, "hex");
    head.writeUInt32LE(packed.length, KEY_BYTES);
    if (this.#size === 0) mkdirSync(this.#folder, { recursive: true });
    appendFileSync(this.#own, Buffer.concat([head, packed]));
    const from = this.#size + HEAD_BYTES;
    this.#places.set(key, { file: this.#own, from, length: packed.length });
    this.#size = from + packed.length;
  }

  #find(file: string): void {
    const opened = openSync(file, "r");
    try {
      const { size } = fstatSync(opened);
      const head = Buffer.alloc(HEAD_BYTES);
      let from = (this.#known.get(file) ?? 0) + HEAD_BYTES;
      while (from <= size) {
        readSync(opened, head, 0, HEAD_BYTES, from - HEAD_BYTES);
        const length = head.readUInt32LE(KEY_BYTES);
        const key = head.toString("hex", 0, KEY_BYTES);
        if (from + length > size) break;
        this.#places.set(key, { file, from, length });
        this.#known.set(file, from + length);
        from += length + HEAD_BYTES;
      }
    } finally {
      closeSync(opened);
    }
  }
}

function readBytes({ file, from, length }: CachePlace): Buffer {
  const opened = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(length);
    readSync(opened, bytes, 0, length, from);
    return bytes;
  } finally {
    closeSync(opened);
  }
}
