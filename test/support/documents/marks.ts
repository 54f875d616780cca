import type { Run } from "#etl/read/marked-text";
import type { InventedCell, InventedDocument } from "./invented-document";
import type { Random } from "./random";

/** Troubles of a figure by the looks of its text. */
export interface MarkTrouble {
  /** Whether the figure is certain all the same, or cannot be known; left out where either may be. */
  readonly isCertain?: boolean;
  readonly runs: (figure: string, random: Random) => readonly Run[];
}

const other = (random: Random): string => String(1 + random.below(90_000));

export const MARK_TROUBLES: Readonly<Record<string, MarkTrouble>> = {
  "the mark of a note": {
    runs: (text, random) => [
      { text },
      { text: random.pick(["1", "2", "12", "[1]", "①", "注1", "*"]), mark: "raised" },
    ],
  },
  "the mark of a note lifted above the line": {
    runs: (text, random) => [{ text }, { text: String(1 + random.below(9)), mark: "shifted" }],
  },
  "an old figure struck out before it": {
    isCertain: true,
    runs: (text, random) => [{ text: other(random), mark: "struck" }, { text }],
  },
  "an old figure struck out after it": {
    isCertain: true,
    runs: (text, random) => [{ text }, { text: other(random), mark: "struck" }],
  },
  "a hidden figure before it": {
    isCertain: true,
    runs: (text, random) => [{ text: other(random), mark: "hidden" }, { text }],
  },
  "a hidden figure after it": {
    isCertain: true,
    runs: (text, random) => [{ text }, { text: other(random), mark: "hidden" }],
  },
  "a digit too pale to be seen": {
    isCertain: false,
    runs: (text, random) => [{ text: String(1 + random.below(9)), mark: "faint" }, { text }],
  },
  "a lowered digit": {
    isCertain: false,
    runs: (text, random) => [{ text }, { text: String(1 + random.below(9)), mark: "lowered" }],
  },
  "a raised number of many digits": {
    isCertain: false,
    runs: (text, random) => [{ text }, { text: String(100 + random.below(900)), mark: "raised" }],
  },
  "a line through it": { isCertain: false, runs: (text) => [{ text, mark: "struck" }] },
  "nothing of it shown": { isCertain: false, runs: (text) => [{ text, mark: "hidden" }] },
  "a line through its middle": {
    isCertain: false,
    runs: (text, random) => [
      { text: text.slice(0, 1) },
      { text: String(random.below(9)), mark: "struck" },
      { text: text.slice(1) || "0" },
    ],
  },
};

/** Marks one figure of a report; undefined where it prints none of a plain number. */
export function withMark(
  sample: InventedDocument,
  trouble: MarkTrouble,
  random: Random,
): { readonly sample: InventedDocument; readonly name: string } | undefined {
  const figures = sample.blocks
    .flatMap((block) => (block.kind === "table" ? block.rows.flat() : []))
    .filter((cell) => cell.prints !== undefined && /^\d+$/.test(cell.text));
  if (figures.length === 0) return undefined;
  const chosen = random.pick(figures);
  const marked: InventedCell = { ...chosen, runs: trouble.runs(chosen.text, random) };
  const blocks = sample.blocks.map((block) =>
    block.kind === "table"
      ? {
          ...block,
          rows: block.rows.map((row) => row.map((cell) => (cell === chosen ? marked : cell))),
        }
      : block,
  );
  return { sample: { ...sample, blocks }, name: chosen.prints ?? "" };
}
