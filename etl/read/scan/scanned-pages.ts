import { UnreadableDocument } from "../document";
import type { TextRun } from "../pdf/geometry";
import { arrangePage, type PageItem } from "../pdf/page-flow";
import { buildLattice } from "../pdf/page-table";
import { findFrames } from "../pdf/rulings";
import { cropImage, findInkLevel, type GrayImage, levelImage, type Region } from "./gray-image";
import { findRules, findTextLines, PIXEL } from "./image-lines";
import type { Recogniser } from "./recogniser";

/** Pixels between a ruling line and what may be text beside it. */
const BESIDE_LINES = 5;
/** Pixels of paper around a line of text, as the model is used to. */
const PAPER = 4;
/** Figures that are less certain are marked as illegible; labels are told by what the form prints. */
const CERTAIN = 0.5;
const UNCERTAIN = "\uFFFD";

/**
 * Reads the picture of a page at {@link DENSITY}: its ruling lines make tables, and the text in each box
 * and between the tables is recognised line by line.
 *
 * @param page number of the page, from 1
 * @param end time of the performance clock by which the document must be read
 */
export async function readScannedPage(
  scan: GrayImage,
  page: number,
  recognise: Recogniser,
  end: number,
): Promise<PageItem[]> {
  const ink = findInkLevel(scan);
  const image = levelImage(scan, ink);
  const rules = findRules(image, ink);
  const lattices = findFrames(rules)
    .map(buildLattice)
    .filter(({ boxes }) => boxes.length > 1);
  const tables = lattices.map(({ xs, ys }) =>
    toPixels({ left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 }),
  );
  const regions = [
    ...lattices
      .flatMap(({ boxes }) => boxes)
      .flatMap((box) => findTextLines(image, ink, within(toPixels(box), BESIDE_LINES))),
    ...findTextLines(
      image,
      ink,
      { left: 0, top: 0, right: image.width, bottom: image.height },
      tables.map((table) => within(table, -BESIDE_LINES)),
    ),
  ];
  const runs: TextRun[] = [];
  for (const region of regions) {
    if (performance.now() > end)
      throw new UnreadableDocument(
        "识别扫描件的时间超过上限，已停止；请只保留印有三张表的各页后重新提供，或由人工录入",
      );
    const { text, certainty } = await recognise(cropImage(image, region, PAPER));
    const isDoubtful = certainty < CERTAIN && /^[\d.,/—-]+$/.test(text);
    if (text !== "") runs.push(toRun(isDoubtful ? text + UNCERTAIN : text, region));
  }
  return arrangePage({
    page,
    width: image.width * PIXEL,
    height: image.height * PIXEL,
    ...rules,
    runs,
    hiddenCharacters: 0,
  });
}

function toRun(text: string, { left, right, top, bottom }: Region): TextRun {
  return {
    text,
    x: ((left + right) / 2) * PIXEL,
    y: ((top + bottom) / 2) * PIXEL,
    length: (right - left) * PIXEL,
    size: (bottom - top) * PIXEL,
    turn: 0,
    starts: [],
  };
}

function toPixels({ left, right, top, bottom }: Region): Region {
  const pixel = (points: number): number => Math.round(points / PIXEL);
  return { left: pixel(left), right: pixel(right), top: pixel(top), bottom: pixel(bottom) };
}

function within({ left, right, top, bottom }: Region, margin: number): Region {
  return {
    left: left + margin,
    right: right - margin,
    top: top + margin,
    bottom: bottom - margin,
  };
}
