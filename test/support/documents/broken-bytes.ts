import type { Random } from "./random";

/** Ways in which the bytes of a file break, whatever its format. */
export const BROKEN_BYTES: Readonly<
  Record<
    string,
    {
      applies: (ending: string) => boolean;
      change: (bytes: Uint8Array, random: Random) => Uint8Array;
    }
  >
> = {
  文件截断: {
    applies: () => true,
    change: (bytes, random) =>
      bytes.slice(0, Math.floor(bytes.length * (0.3 + 0.69 * random.next()))),
  },
  编码丢一字节: {
    applies: isText,
    change: (bytes, random) => {
      const wide = bytes.reduce<number[]>(
        (found, byte, at) => (byte >= 0x80 ? [...found, at].slice(-4000) : found),
        [],
      );
      const at = random.pick(wide);
      return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + 1)]);
    },
  },
  编码误读: {
    applies: isText,
    change: (bytes) => new TextEncoder().encode(new TextDecoder("gb18030").decode(bytes)),
  },
  编码误作拉丁: {
    applies: isText,
    change: (bytes) => new TextEncoder().encode(new TextDecoder("latin1").decode(bytes)),
  },
  位翻转: {
    applies: (ending) => ending === "html" || ending === "txt" || ending === "md",
    change: (bytes, random) => {
      const copy = Uint8Array.from(bytes);
      const at = random.below(copy.length);
      copy[at] = (copy[at] ?? 0) ^ 0x80;
      return copy;
    },
  },
  文本丢失空白格: {
    applies: isPlain,
    change: (bytes) => relined(bytes, withoutBlanks),
  },
  文本的空白格被页码占据: {
    applies: isPlain,
    change: (bytes, random) =>
      relined(bytes, (lines) => {
        const at = random.pick(placesOf(lines, BLANK_OR_ZERO));
        return withoutBlanks(lines.with(at, strayNumber(random)));
      }),
  },
  文本夹入页码: {
    applies: isPlain,
    change: (bytes, random) =>
      relined(bytes, (lines) => {
        const at = random.pick(placesOf(lines, FIGURE));
        return lines.toSpliced(at + 1, 0, strayNumber(random));
      }),
  },
};

/** Cells of a plain text, one a line behind a tab: one worth nothing, and any that prints no label. */
const BLANK_OR_ZERO = /^\t[0/]?$/;
const FIGURE = /^\t[\d./]*$/;

/** A page's number, a note's or a year. */
function strayNumber(random: Random): string {
  return String(1 + random.below(random.pick([9, 99, 2030])));
}

function placesOf(lines: readonly string[], kind: RegExp): number[] {
  return lines.flatMap((line, at) => (kind.test(line) ? [at] : []));
}

/** One cell a line, and nothing in the place of a blank one. */
function withoutBlanks(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

function relined(
  bytes: Uint8Array,
  change: (lines: readonly string[]) => readonly string[],
): Uint8Array {
  const lines = new TextDecoder().decode(bytes).split("\n");
  return new TextEncoder().encode(change(lines).join("\n"));
}

function isPlain(ending: string): boolean {
  return ending === "txt";
}

function isText(ending: string): boolean {
  return ["html", "txt", "md"].includes(ending);
}
