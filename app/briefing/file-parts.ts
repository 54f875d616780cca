import JSZip from "jszip";

declare module "jszip" {
  interface JSZipObject {
    /** Documented, and missing from its types. */
    internalStream(type: "uint8array"): UnpackingStream;
  }
}

/** What a part unpacks to, piece by piece. */
interface UnpackingStream {
  on(event: "data", listen: (piece: Uint8Array) => void): this;
  on(event: "error", listen: (error: Error) => void): this;
  on(event: "end", listen: () => void): this;
  resume(): this;
  pause(): this;
}

const MEGABYTE = 2 ** 20;
/** Our largest files are a hundredth of this; anything larger is none of ours and is not unpacked. */
const LIMITS = { packed: 20 * MEGABYTE, unpacked: 64 * MEGABYTE };
/** Stands in every package of Word or Excel. */
const CONTENT_TYPES = "[Content_Types].xml";

/** A part that cannot be unpacked, or to more than any of ours. */
class DamagedFile extends Error {
  override readonly name = "DamagedFile";
}

/** The parts of a docx, xlsx or zip file. Together no more is unpacked of them than any of our files hold, whatever they say of themselves. */
export class FileParts {
  readonly #archive: JSZip;
  #left = LIMITS.unpacked;

  private constructor(archive: JSZip) {
    this.#archive = archive;
  }

  /**
   * What `read` makes of the parts of a file; null where it is no archive, too large or damaged.
   * @throws as `read` does
   */
  static async read<Result>(
    given: Uint8Array | ArrayBuffer,
    read: (parts: FileParts) => Promise<Result | null>,
  ): Promise<Result | null> {
    if (given.byteLength > LIMITS.packed) return null;
    const archive = await JSZip.loadAsync(given).catch(() => null);
    if (archive === null) return null;
    try {
      return await read(new FileParts(archive));
    } catch (error) {
      if (error instanceof DamagedFile) return null;
      throw error;
    }
  }

  names(): string[] {
    return Object.values(this.#archive.files).flatMap(({ name, dir }) => (dir ? [] : [name]));
  }

  /** Whether they are those of a document or a workbook, and not files that were put together. */
  isPackage(): boolean {
    return this.#archive.file(CONTENT_TYPES) !== null;
  }

  /** The text of a part; empty where there is none of that name. */
  async text(name: string): Promise<string> {
    return new TextDecoder().decode(await this.bytes(name));
  }

  async bytes(name: string): Promise<Uint8Array> {
    const file = this.#archive.file(name);
    if (file === null) return new Uint8Array();
    const pieces = await this.#unpack(file);
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  /** The part that programs open first, and the folder that its relations are named from; empty where none is named. */
  async main(): Promise<string> {
    const relations = await this.relations("");
    return relations.find(({ type }) => type.endsWith("/officeDocument"))?.target ?? "";
  }

  /** What a part relates to, by the ids that it uses; of the whole package for an empty name. */
  async relations(part: string): Promise<PartRelation[]> {
    const slash = part.lastIndexOf("/") + 1;
    const [folder, name] = [part.slice(0, slash), part.slice(slash)];
    const xml = await this.text(`${folder}_rels/${name}.rels`);
    return [...xml.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/gu)].map(([tag]) => {
      const target = attributeOf(tag, "Target");
      return {
        id: attributeOf(tag, "Id"),
        type: attributeOf(tag, "Type"),
        target: target.startsWith("/") ? target.slice(1) : `${folder}${target}`,
      };
    });
  }

  #unpack(file: JSZip.JSZipObject): Promise<Uint8Array[]> {
    return new Promise((resolve, reject) => {
      const pieces: Uint8Array[] = [];
      const stream = file.internalStream("uint8array");
      const refuse = (): void => reject(new DamagedFile(file.name));
      stream
        .on("data", (piece) => {
          this.#left -= piece.length;
          if (this.#left >= 0) pieces.push(piece);
          else {
            stream.pause();
            refuse();
          }
        })
        .on("error", refuse)
        .on("end", () => resolve(pieces))
        .resume();
    });
  }
}

interface PartRelation {
  readonly id: string;
  /** The address that names what kind of relation it is. */
  readonly type: string;
  /** The part, by its whole name. */
  readonly target: string;
}

/** An attribute of a tag of XML, as it is written; empty where there is none. */
export function attributeOf(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`, "u").exec(tag)?.[1] ?? "";
}
