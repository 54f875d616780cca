import type { ChangedFigure } from "./changed-figures";
import type { StatedFigure } from "./file-fingerprint";

/** The paragraphs of a Word document (`word/document.xml`) as plain text. */
export function paragraphsOf(xml: string): string[] {
  return xml
    .split("</w:p>")
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(""),
    );
}

const MARK = /\[(\d+)\]/g;
const NUMBER_BEFORE = /[\d.,%+−—至个百分点]*$/u;

/**
 * Figures that somebody has changed in a document since it was written: those before a mark [1] in
 * the text, and those of the rows of evidence. `stated` is what was written, `found` what stands now.
 */
export function editedFigures(
  paragraphs: readonly string[],
  figures: readonly StatedFigure[],
): ChangedFigure[] {
  const places = paragraphs.flatMap((paragraph, index) =>
    [...paragraph.matchAll(MARK)].map((mark) => ({
      figure: figures[Number(mark[1]) - 1],
      // A row of evidence: the mark, the name and the figure, a cell each.
      text: paragraph === mark[0] ? (paragraphs[index + 2] ?? "") : paragraph.slice(0, mark.index),
    })),
  );
  const edited = places.flatMap(({ figure, text }): ChangedFigure[] => {
    if (!figure || endsIn(text, figure.text)) return [];
    const found = NUMBER_BEFORE.exec(text)?.[0] ?? "";
    return [{ name: figure.name, stated: figure.text, found: found === "" ? null : found }];
  });
  return [...new Map(edited.map((each) => [`${each.name}${each.found ?? ""}`, each])).values()];
}

/** Whether a text ends in a figure, and not in a longer one: 91 does not end 191. */
function endsIn(text: string, figure: string): boolean {
  if (!text.endsWith(figure)) return false;
  return !/^\d/.test(figure) || !/[\d.]$/.test(text.slice(0, -figure.length));
}
