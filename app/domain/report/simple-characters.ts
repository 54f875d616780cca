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
