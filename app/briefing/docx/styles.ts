import {
  convertMillimetersToTwip,
  DocumentGridType,
  type ISectionPropertiesOptions,
  type IStylesOptions,
  LineRuleType,
} from "docx";
import type { PartChanges } from "#export/archive";
import { LINE } from "./letter-line";

/** Twips taken from each character, so that a line of 156 mm holds the 28 of the standard. */
const CLOSER = -5;
export const BODY_SIZE = 32;
const TABLE_SIZE = 18;
export const FINE_SIZE = 13;
const ASCII = "Times New Roman";

export const FONTS = {
  body: "仿宋_GB2312",
  title: "方正小标宋简体",
  heading: "黑体",
  subheading: "楷体_GB2312",
  page: "宋体",
} as const;

/** What stands in where a font is not installed. */
const FONT_FALLBACKS: Readonly<Record<string, string>> = {
  仿宋_GB2312: "FangSong,仿宋,STFangsong,Noto Serif CJK SC",
  方正小标宋简体: "STZhongsong,华文中宋,SimSun,Noto Serif CJK SC",
  黑体: "SimHei,STHeiti,Noto Sans CJK SC",
  楷体_GB2312: "KaiTi,楷体,STKaiti,Noto Serif CJK SC",
  宋体: "SimSun,STSong,Noto Serif CJK SC",
};

/** A Chinese font with a Western one for letters and figures. */
export function font(eastAsia: string) {
  return { ascii: ASCII, hAnsi: ASCII, cs: ASCII, eastAsia };
}

/** Styles whose lines are not of the page's 28 pt. */
const OFF_GRID = [
  "Title",
  "Mark",
  "AnnexTitle",
  "AnnexText",
  "Caption",
  "Note",
  "Cell",
  "CloseCell",
  "Colophon",
  "Code",
  "Picture",
];

const indented = { firstLine: BODY_SIZE * 20, firstLineChars: 200 };

/** @param line points from line to line of the text */
export function stylesOf(line: number): IStylesOptions {
  const exact = { line: line * 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;
  return {
    default: {
      document: {
        run: {
          font: font(FONTS.body),
          size: BODY_SIZE,
          color: "000000",
          language: { value: "en-US", eastAsia: "zh-CN" },
        },
        paragraph: { spacing: exact },
      },
    },
    paragraphStyles: [
      {
        id: "Text",
        name: "Text",
        quickFormat: true,
        run: { characterSpacing: CLOSER },
        paragraph: { spacing: exact, indent: indented },
      },
      {
        id: "Title",
        name: "Title",
        quickFormat: true,
        run: { font: font(FONTS.title), size: 44 },
        paragraph: { spacing: { ...exact, line: 35 * 20 }, alignment: "center" },
      },
      {
        id: "Mark",
        name: "Mark of the issuer",
        paragraph: {
          spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 0 },
          alignment: "center",
        },
      },
      {
        id: "Heading1",
        name: "heading 1",
        next: "Text",
        quickFormat: true,
        run: { font: font(FONTS.heading), size: BODY_SIZE },
        paragraph: { spacing: exact, indent: indented, keepNext: true, outlineLevel: 0 },
      },
      {
        id: "AnnexMark",
        name: "Annex mark",
        run: { font: font(FONTS.heading), size: BODY_SIZE },
        paragraph: { spacing: exact, keepNext: true },
      },
      {
        id: "AnnexTitle",
        name: "Annex title",
        run: { font: font(FONTS.title), size: 36 },
        paragraph: {
          spacing: { line: 30 * 20, lineRule: LineRuleType.EXACT, before: 120, after: 160 },
          alignment: "center",
          keepNext: true,
        },
      },
      {
        id: "AnnexText",
        name: "Annex text",
        run: { size: 20 },
        paragraph: {
          spacing: { line: 290, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
          indent: { firstLine: 20 * 20, firstLineChars: 200 },
        },
      },
      {
        id: "Colophon",
        name: "Colophon",
        run: { size: 28 },
        paragraph: {
          spacing: { line: 24 * 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
        },
      },
      {
        id: "Code",
        name: "Code",
        run: { size: FINE_SIZE, color: "808080" },
        paragraph: { spacing: { line: 200, lineRule: LineRuleType.EXACT, before: 60, after: 0 } },
      },
      {
        id: "Caption",
        name: "caption",
        run: { font: font(FONTS.heading), size: 24 },
        paragraph: {
          spacing: { line: 400, lineRule: LineRuleType.EXACT, before: 120, after: 60 },
          alignment: "center",
          keepNext: true,
        },
      },
      {
        id: "Note",
        name: "Note",
        run: { size: 20 },
        paragraph: {
          spacing: { line: 300, lineRule: LineRuleType.EXACT, before: 0, after: 60 },
        },
      },
      {
        id: "Cell",
        name: "Cell",
        run: { size: TABLE_SIZE },
        paragraph: {
          spacing: { line: 240, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
        },
      },
      {
        id: "CloseCell",
        name: "Cell of a long table",
        run: { size: TABLE_SIZE },
        paragraph: {
          spacing: { line: 214, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
        },
      },
      {
        id: "Picture",
        name: "Picture",
        paragraph: {
          spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 60, after: 60 },
          alignment: "center",
          keepNext: true,
        },
      },
    ],
  };
}

/** Width of the text area in twips and in pixels of 96 to the inch. */
export const TEXT_WIDTH = convertMillimetersToTwip(156);
export const TEXT_PIXELS = Math.floor((156 / 25.4) * 96);

/** @param margins in millimetres */
function pageOf({ top, bottom }: { readonly top: number; readonly bottom: number }) {
  return {
    size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
    margin: {
      top: convertMillimetersToTwip(top),
      bottom: convertMillimetersToTwip(bottom),
      left: convertMillimetersToTwip(28),
      right: convertMillimetersToTwip(26),
      header: convertMillimetersToTwip(15),
      footer: convertMillimetersToTwip(bottom - 12),
    },
  };
}

/** A4 with the margins of the standard, without a grid of lines, so that rows of a table stand close; the foot stands 7 mm under the text. */
export const ANNEX_PAGE: ISectionPropertiesOptions = { page: pageOf({ top: 37, bottom: 35 }) };

/** The same with 22 lines. */
export const PAGE: ISectionPropertiesOptions = {
  ...ANNEX_PAGE,
  grid: { type: DocumentGridType.LINES, linePitch: LINE * 20 },
};

/** The same of a letter: its mark stands 30 mm from the edge of the paper, its lower rule 20 mm; its lines are close to their own height. */
export const LETTER_PAGE: ISectionPropertiesOptions = {
  page: pageOf({ top: 30, bottom: 28 }),
  titlePage: true,
};

/** What the writer of documents cannot say, put into the parts that it wrote. */
export const PART_CHANGES: PartChanges = {
  "word/fontTable.xml": writeFontTable,
  "word/styles.xml": detachFromGrid,
};

/** The fonts of a document with those that stand in for them. */
function writeFontTable(): string {
  const fonts = Object.entries(FONT_FALLBACKS).map(
    ([name, others]) => `<w:font w:name="${name}"><w:altName w:val="${others}"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join("")}</w:fonts>`;
}

/** Small lines keep their own height on the page's grid of lines. */
function detachFromGrid(xml: string): string {
  return OFF_GRID.reduce(
    (changed, style) =>
      changed.replace(
        new RegExp(`(w:styleId="${style}"(?:(?!</w:style>).)*?)<w:spacing `, "s"),
        '$1<w:snapToGrid w:val="0"/><w:spacing ',
      ),
    xml,
  );
}
