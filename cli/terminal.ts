/** What acts on a terminal, or is not seen on it: control characters and those that turn the direction of text. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A line as a terminal may show it: what names of files bring with them is spelled out, as [U+001B]. */
function toPlainLine(line: string): string {
  return line.replace(
    UNSEEN,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}

/** Writes lines of text for people. */
export function printLines(stream: NodeJS.WritableStream, lines: readonly string[]): void {
  stream.write(`${lines.map(toPlainLine).join("\n")}\n`);
}
