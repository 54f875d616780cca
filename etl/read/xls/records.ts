import { DamagedFile } from "../doc/compound-file";

/** A record of a BIFF stream: the bytes of a long one go on in records that continue it. */
interface BiffRecord {
  readonly type: number;
  readonly at: number;
  /** Its own bytes, then those of each continuation. */
  readonly pieces: readonly DataView[];
}

const CONTINUE = 0x003c;

/** The records of a stream from an offset on; the last one may be cut short. */
export function* recordsFrom(stream: Uint8Array, from: number): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const pieceAt = (at: number): DataView =>
    new DataView(
      stream.buffer,
      stream.byteOffset + at + 4,
      Math.min(view.getUint16(at + 2, true), stream.length - at - 4),
    );
  for (let at = from; at + 4 <= stream.length;) {
    const record = { type: view.getUint16(at, true), at, pieces: [pieceAt(at)] };
    at += 4 + view.getUint16(at + 2, true);
    while (at + 4 <= stream.length && view.getUint16(at, true) === CONTINUE) {
      record.pieces.push(pieceAt(at));
      at += 4 + view.getUint16(at + 2, true);
    }
    yield record;
  }
}

/** Characters that are in another font from one place on. */
interface FontChange {
  readonly from: number;
  readonly font: number;
}

/** A string with the changes of its font. */
export interface BiffText {
  readonly text: string;
  readonly fonts: readonly FontChange[];
}

/** Reads numbers and strings one after another over the continuations of a record. */
export class RecordReader {
  #piece = 0;
  #at = 0;

  constructor(private readonly pieces: readonly DataView[]) {}

  uint8(): number {
    const value = this.#here(1).getUint8(this.#at);
    this.#at += 1;
    return value;
  }

  uint16(): number {
    const value = this.#here(2).getUint16(this.#at, true);
    this.#at += 2;
    return value;
  }

  uint32(): number {
    const value = this.#here(4).getUint32(this.#at, true);
    this.#at += 4;
    return value;
  }

  float64(): number {
    const value = this.#here(8).getFloat64(this.#at, true);
    this.#at += 8;
    return value;
  }

  skip(bytes: number): void {
    for (let left = bytes; left > 0;) {
      const room = this.#here(1).byteLength - this.#at;
      const step = Math.min(left, room);
      this.#at += step;
      left -= step;
    }
  }

  /** A string: its length in characters (8 or 16 bits), how they are stored, fonts, characters. */
  text(lengthBits: 8 | 16): BiffText {
    const length = lengthBits === 8 ? this.uint8() : this.uint16();
    const flags = this.uint8();
    const changes = (flags & 8) !== 0 ? this.uint16() : 0;
    const more = (flags & 4) !== 0 ? this.uint32() : 0;
    const text = this.#characters(length, (flags & 1) !== 0);
    const fonts = Array.from({ length: changes }, () => ({
      from: this.uint16(),
      font: this.uint16(),
    }));
    this.skip(more);
    return { text, fonts };
  }

  #characters(length: number, isWide: boolean): string {
    let text = "";
    for (let left = length, wide = isWide; left > 0;) {
      let piece = this.#current();
      if (this.#at >= piece.byteLength) {
        piece = this.#next();
        // What goes on in another record says anew how it is stored.
        wide = (this.uint8() & 1) !== 0;
        continue;
      }
      const width = wide ? 2 : 1;
      const count = Math.min(left, Math.floor((piece.byteLength - this.#at) / width));
      if (count === 0) throw new DamagedFile();
      const bytes = Buffer.from(piece.buffer, piece.byteOffset + this.#at, count * width);
      text += bytes.toString(wide ? "utf16le" : "latin1");
      this.#at += count * width;
      left -= count;
    }
    return text;
  }

  /** The piece that holds the next bytes, all of them. */
  #here(bytes: number): DataView {
    let piece = this.#current();
    if (this.#at >= piece.byteLength) piece = this.#next();
    if (this.#at + bytes > piece.byteLength) throw new DamagedFile();
    return piece;
  }

  #current(): DataView {
    const piece = this.pieces[this.#piece];
    if (!piece) throw new DamagedFile();
    return piece;
  }

  #next(): DataView {
    this.#piece += 1;
    this.#at = 0;
    return this.#current();
  }
}
