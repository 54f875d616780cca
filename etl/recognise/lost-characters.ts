import { readIssue, type ReadIssue } from "#domain/report/read-issue";
import type { CellLocation } from "#domain/report/printed-cell";
import type { Block } from "../read/document";
import { LOST_CHARACTER } from "../read/encoding";

/** More places than this make one issue. */
const FEW_PLACES = 3;
/** Characters shown before and after a lost one. */
const NEAR = 8;

/** The places of a document where a character was lost, each with the text near it. */
export function findLostCharacters(blocks: readonly Block[]): ReadIssue[] {
  const places = blocks.flatMap((block): { text: string; location: CellLocation }[] => {
    if (block.kind === "paragraph") return placesIn(block.text, block.location);
    const cells = new Set(block.grid.slots.flat());
    return [...cells].flatMap((cell) => (cell ? placesIn(cell.text, cell.location) : []));
  });
  const [first] = places;
  if (first && places.length > FEW_PLACES)
    return [readIssue("characters_lost", { ...first, places: places.length })];
  return places.map((place) => readIssue("character_lost", place));
}

function placesIn(
  text: string,
  location: CellLocation,
): { text: string; location: CellLocation }[] {
  if (!text.includes(LOST_CHARACTER)) return [];
  return [...text.matchAll(/\uFFFD+/g)].map(({ index, 0: lost }) => ({
    text: text.slice(Math.max(0, index - NEAR), index + lost.length + NEAR),
    location,
  }));
}
