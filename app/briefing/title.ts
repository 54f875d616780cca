import { widthOf } from "./masthead";

/** Characters of 22 pt that a line of a title holds. */
const LONGEST_LINE = 20;
/** Where a title may break: before a phrase of its own, so that no word is cut in two. */
const PHRASES =
  /(?=各[县市省])|(?=和?\d{4}年度)|(?<=各县（市、区）|各市（州）)|(?=往年)|(?=政府信息公开)|(?=年度报告)|(?=有关内容)|(?=公布情况|逾期公布)|(?=情况的通报)|(?=专题分析|问题清单)/u;

/** A title in as few lines as hold it, as given where its lines fit: else broken between phrases, the lines as even as may be. */
export function fitTitle(lines: readonly string[]): string[] {
  if (lines.every((line) => widthOf(line) <= LONGEST_LINE)) return [...lines];
  const phrases = lines.join("").split(PHRASES);
  const ways = waysToBreak(phrases);
  const fitting = ways.filter((way) => way.every((line) => widthOf(line) <= LONGEST_LINE));
  const fewest = Math.min(...fitting.map(({ length }) => length));
  const [best] = fitting
    .filter(({ length }) => length === fewest)
    .sort((one, other) => unevennessOf(one) - unevennessOf(other));
  return best ?? [...lines];
}

/** Every way to make lines of phrases, in their order. */
function waysToBreak(phrases: readonly string[]): string[][] {
  return phrases.reduce<string[][]>(
    (ways, phrase, index) =>
      index === 0
        ? [[phrase]]
        : ways.flatMap((way) => [
            [...way.slice(0, -1), `${way.at(-1) ?? ""}${phrase}`],
            [...way, phrase],
          ]),
    [],
  );
}

function unevennessOf(lines: readonly string[]): number {
  const widths = lines.map(widthOf);
  return Math.max(...widths) - Math.min(...widths);
}
