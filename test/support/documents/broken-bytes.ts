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
};

function isText(ending: string): boolean {
  return ["html", "txt", "md"].includes(ending);
}
