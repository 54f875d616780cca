import type { Place } from "./printed-cell";

/** A place in words: 第2页第3表第5行第4列. */
export function placeInWords(place: Place): string {
  const words = [
    place.page && `第${place.page}页`,
    place.table && `第${place.table}表`,
    place.row && `第${place.row}行`,
    place.column && `第${place.column}列`,
    place.line && `第${place.line}行文字`,
  ];
  return words.filter(Boolean).join("");
}
