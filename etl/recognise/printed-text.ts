const BLANK = /^[\s\u00A0\u3000\u200B-\u200D\uFEFF]*$/;
const PLAIN = /^\d+$/;
const NUMBERING = /^\s*\d{1,2}\s*[.．]\s*$/;
const SPACE = "[\\s\\u00A0\\u3000]*";
const NOTE_MARK =
  "[¹²³⁴-⁹][¹²³⁰⁴-⁹]?|[①-⑳❶-❿➀-➓]|[*＊※†‡]{1,3}|[[［【〔]\\s*注?\\s*\\d{1,2}\\s*[\\]］】〕]|注\\d{0,2}";
/** The mark of a note at the end of a figure that is set as plain text. */
export const NOTE_MARK_AT_END = new RegExp(
  `(?<=[\\d０-９件项个元]${SPACE})(${NOTE_MARK})${SPACE}$`,
);
const FIGURE = new RegExp(
  `^${SPACE}(?:净?[增减][加少]?)?[+＋\\-−－(（]*[\\d０-９][\\d０-９,，.．\\s\\u00A0\\u3000()（）+＋\\-−－/]*` +
    `(?:亿元|万元|元|[件项个])?${SPACE}(?:[(（][^()（）]*[)）])?(?:${NOTE_MARK})?${SPACE}$`,
);
const NO_FIGURE_SIGN = /^[\s\u00A0\u3000]*(?:[/／\\]+|[-—–─－_]+)[\s\u00A0\u3000]*$/;

/** Whether a text shows nothing. */
export function isBlankText(text: string): boolean {
  return (
    text === "" || ((text.charCodeAt(0) <= 0x20 || text.charCodeAt(0) > 0x7f) && BLANK.test(text))
  );
}

/** Many times as long as a figure with its note; longer texts are prose. */
const LONGEST_FIGURE = 400;

/** Whether a text looks like the content of a figure cell and not like a label. */
export function isLikeFigure(text: string): boolean {
  if (PLAIN.test(text)) return true;
  if (text.length > LONGEST_FIGURE) return false;
  return !NUMBERING.test(text) && (FIGURE.test(text) || NO_FIGURE_SIGN.test(text));
}

/** Page numbers such as — 5 —, - 3 -, 第5页 and 5/12页. */
const PAGE_NUMBER =
  /^\s*(?:[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4}\s*页)\s*$/;

/** Whether a text is a page number and cannot be a figure of a table. */
export function isPageNumber(text: string): boolean {
  return PAGE_NUMBER.test(text);
}
