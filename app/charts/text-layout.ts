const NARROW = /[.,:;|!il'()\u00a0 ]/;

/** Width of one character in ems, near enough to place labels without a browser. */
function emsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x2e80 || (code >= 0x2010 && code <= 0x2027)) return 1;
  if (NARROW.test(character)) return 0.3;
  if (character === "%") return 0.9;
  if (character >= "A" && character <= "Z") return 0.66;
  return 0.56;
}

/** Width of a text in pixels, the widest of its lines. */
export function measureText(text: string, fontSize: number): number {
  const lines = text.split("\n").map((line) => [...line].reduce((sum, c) => sum + emsOf(c), 0));
  return Math.max(0, ...lines) * fontSize;
}

/** A text broken into lines of at most a width; nothing is cut off. Chinese breaks between any two characters. */
export function wrapText(text: string, fontSize: number, width: number): string {
  const lines: string[] = [];
  let line = "";
  for (const character of text) {
    if (
      line !== "" &&
      measureText(line + character, fontSize) > width &&
      !/[，。、）”」%]/.test(character)
    ) {
      lines.push(line);
      line = "";
    }
    line += character;
  }
  return [...lines, line].join("\n");
}

/** A heading in as few lines as fit, all about equally long: 予以/公开, never 予以公/开. */
export function balanceText(text: string, fontSize: number, width: number): string {
  const lines = wrapText(text, fontSize, width).split("\n").length;
  return lines === 1
    ? text
    : wrapText(text, fontSize, measureText(text, fontSize) / lines + fontSize * 0.5);
}
