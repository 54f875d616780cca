import { FONT_FALLBACKS, OFF_GRID } from "./styles";

/** What the writer of documents cannot say, put into the parts that it wrote. */
export const PART_CHANGES: Readonly<Record<string, (xml: string) => string>> = {
  "word/fontTable.xml": fontTable,
  "word/styles.xml": withoutGrid,
};

/** The fonts of a document with those that stand in for them. */
function fontTable(): string {
  const fonts = Object.entries(FONT_FALLBACKS).map(
    ([name, others]) => `<w:font w:name="${name}"><w:altName w:val="${others}"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join("")}</w:fonts>`;
}

/** Small lines keep their own height on the page's grid of 28 pt lines. */
function withoutGrid(xml: string): string {
  return OFF_GRID.reduce(
    (changed, style) =>
      changed.replace(
        new RegExp(`(w:styleId="${style}"(?:(?!</w:style>).)*?)<w:spacing `, "s"),
        '$1<w:snapToGrid w:val="0"/><w:spacing ',
      ),
    xml,
  );
}
