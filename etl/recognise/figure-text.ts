const BLANK = /^[\s\u00A0\u3000\u200B-\u200D\uFEFF]*$/;
const PLAIN = /^\d+$/;
const NUMBERING = /^\s*\d{1,2}\s*[.．]\s*$/;
const SPACE = "[\\s\\u00A0\\u3000]*";
const FIGURE = new RegExp(
  `^${SPACE}(?:净?[增减][加少]?)?[+＋\\-−－(（]*[\\d０-９][\\d０-９,，.．\\s\\u00A0\\u3000()（）+＋\\-−－/]*` +
    `(?:亿元|万元|元|[件项个])?${SPACE}(?:[(（][^()（）]*[)）])?${SPACE}$`,
);
const NO_FIGURE_SIGN = /^[\s\u00A0\u3000]*(?:[/／\\]+|[-—–─－_]+)[\s\u00A0\u3000]*$/;

/** Whether a cell shows nothing. */
export function isBlankText(text: string): boolean {
  return (
    text === "" || ((text.charCodeAt(0) <= 0x20 || text.charCodeAt(0) > 0x7f) && BLANK.test(text))
  );
}

/** Whether a text looks like the content of a figure cell and not like a label. */
export function isLikeFigure(text: string): boolean {
  if (PLAIN.test(text)) return true;
  return !NUMBERING.test(text) && (FIGURE.test(text) || NO_FIGURE_SIGN.test(text));
}
