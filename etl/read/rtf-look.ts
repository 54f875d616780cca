import type { Mark } from "./marked-text";

/** How Rich Text shows characters, as far as it matters for what is read. */
export interface RtfLook {
  readonly isHidden: boolean;
  readonly isTiny: boolean;
  readonly isStruck: boolean;
  readonly isDeleted: boolean;
  readonly isWhite: boolean;
  readonly hasGround: boolean;
  readonly height: "raised" | "lowered" | "shifted" | undefined;
}

export const PLAIN_LOOK: RtfLook = {
  isHidden: false,
  isTiny: false,
  isStruck: false,
  isDeleted: false,
  isWhite: false,
  hasGround: false,
  height: undefined,
};

type Change = (value: number, isOff: boolean, colours: readonly boolean[]) => Partial<RtfLook>;

/** Smallest shift that is a mark and no correction of the font, in half points. */
const LEAST_SHIFT = 3;
/** Largest size that nobody can read, in half points. */
const UNREADABLE = 2;

const strike: Change = (_, isOff) => ({ isStruck: !isOff });
const ground: Change = (value) => ({ hasGround: value > 0 });
const shift =
  (height: "shifted" | "lowered"): Change =>
  (value, isOff) => ({
    height: isOff || (value > 0 && value < LEAST_SHIFT) ? undefined : height,
  });

/** What the control words of characters change. */
export const LOOKS: Readonly<Record<string, Change | undefined>> = {
  super: (_, isOff) => ({ height: isOff ? undefined : "raised" }),
  sub: (_, isOff) => ({ height: isOff ? undefined : "lowered" }),
  nosupersub: () => ({ height: undefined }),
  up: shift("shifted"),
  dn: shift("lowered"),
  strike,
  striked: strike,
  v: (_, isOff) => ({ isHidden: !isOff }),
  deleted: (_, isOff) => ({ isDeleted: !isOff }),
  fs: (value) => ({ isTiny: value > 0 && value <= UNREADABLE }),
  cf: (value, _, colours) => ({ isWhite: colours[value] ?? false }),
  cb: ground,
  chcbpat: ground,
  highlight: ground,
  clcbpat: ground,
  trowd: () => ({ hasGround: false }),
};

/** The mark of text of a look. */
export function markOf(look: RtfLook): Mark | undefined {
  if (look === PLAIN_LOOK) return undefined;
  if (look.isHidden || look.isTiny) return "hidden";
  if (look.isStruck || look.isDeleted) return "struck";
  return look.isWhite && !look.hasGround ? "faint" : look.height;
}

/** Whether each colour of a Rich Text file is white; the first is that of the reader. */
export function findColours(bytes: Uint8Array): boolean[] {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const [, table = ""] = /\{\\colortbl([^{}]*)\}/.exec(source) ?? [];
  return table
    .split(";")
    .map((colour) => (colour.match(/\\(?:red|green|blue)255(?!\d)/g) ?? []).length === 3);
}
