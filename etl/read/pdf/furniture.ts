import type { Flow, FlowLine } from "./flow";

/** The strips at the head and foot of a page where page numbers and running titles stand. */
const HEAD = 0.1;
const FOOT = 0.9;

const DASH = "[-—–―－‐−·•.~]*";
const PAGE_NUMBER = new RegExp(
  `^${DASH}(?:第?\\d{1,4}页?(?:[/,，]?共?\\d{1,4}页?)?|[ivxⅰ-ⅹ]{1,5})${DASH}$`,
  "iu",
);

/** Takes page numbers and running titles, which interrupt a table, out of the pages. */
export function withoutFurniture(pages: readonly (readonly Flow[])[]): Flow[][] {
  const repeats = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(page.filter(isLine).filter(isMarginal).map(keyOf)))
      repeats.set(key, (repeats.get(key) ?? 0) + 1);
  const often = Math.max(2, Math.ceil(pages.length / 2));
  return pages.map((page) =>
    page.filter((item) => {
      if (!isLine(item) || !isMarginal(item)) return true;
      if (PAGE_NUMBER.test(compact(item))) return false;
      return (repeats.get(keyOf(item)) ?? 0) < often;
    }),
  );
}

function isLine(item: Flow): item is FlowLine {
  return item.kind === "line";
}

function isMarginal(item: FlowLine): boolean {
  return item.height < HEAD || item.height > FOOT;
}

function compact(item: FlowLine): string {
  return item.segments.join("").replaceAll(/\s/g, "");
}

/** The words of a line without its numbers, and its height: the same on every page. */
function keyOf(item: FlowLine): string {
  return `${Math.round(item.height * 100)} ${compact(item).replaceAll(/\d+/g, "#")}`;
}
