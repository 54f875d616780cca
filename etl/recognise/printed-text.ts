/**
 * The characters that the CJK radicals U+2E80..2EF3 look like, in the order of the code points; `·`
 * where there is none. NFKC does not replace these.
 *
 * Source: Unicode EquivalentUnifiedIdeograph.txt.
 */
const RADICALS =
  "·厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尣巳幺彑彐忄㣺扌攵·旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罒罒网罓网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食飠飠饣马马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";
const FIRST_RADICAL = 0x2e80;

/** U+202E is not among these: the digits after it are seen in the reverse order. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2028-\u202D\u2060-\u2064\uFE00-\uFE0F\uFEFF]/g;
const RADICAL = /[\u2E80-\u2FD5\u6236]/g;
const WIDE = /[\uFF01-\uFF5E]/g;
const UNUSUAL = /[^\n\r\t\u0020-\u007E\u3001-\u301F\u4E00-\u9FFF\uFF01-\uFF5E“”‘’—]|\u6236/;

/**
 * Removes invisible characters and replaces radicals by the characters they look like. Width and
 * punctuation stay, since NFKC over all text would change （）：.
 */
export function repairCharacters(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text.replace(INVISIBLE, "").replace(RADICAL, (sign) => {
    if (sign === "戶" || sign === "⼾") return "户";
    const stands = RADICALS[sign.charCodeAt(0) - FIRST_RADICAL];
    if (sign.charCodeAt(0) < 0x2f00) return stands && stands !== "·" ? stands : sign;
    return sign.normalize("NFKC");
  });
}

/** {@link repairCharacters} with full-width digits and punctuation replaced by ASCII. */
export function simplifyCharacters(text: string): string {
  return repairCharacters(text).replace(WIDE, (sign) => sign.normalize("NFKC"));
}

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
