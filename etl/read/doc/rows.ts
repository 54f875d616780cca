/** Most lines that one row of a table holds; a row that never ends is text with tabs in it. */
const LONGEST_ROW = 80;
/** A first cell set vertically has lines no longer than this. */
const VERTICAL = 2;

/**
 * The body of an old Word file as lines. Its text marks the end of a cell by a tab and the end of a
 * row by a tab and a line break. Here each cell becomes a line that begins with a tab, each further
 * paragraph of a cell a line without, and each row ends with an empty line.
 */
export function linesOfBody(body: string): string[] {
  const lines = body.split("\n");
  const out: string[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    const end = line.includes("\t") ? rowEnd(lines, index) : -1;
    if (end === -1) {
      out.push(line);
      index += 1;
      continue;
    }
    const head = verticalHead(out);
    const text = [...head, ...lines.slice(index, end + 1)].join("\n").slice(0, -1);
    for (const cell of text.split("\t")) out.push(`\t${cell.replaceAll("\n", "")}`);
    out.push("");
    index = end + 1;
  }
  return out;
}

function rowEnd(lines: readonly string[], from: number): number {
  for (let at = from; at < Math.min(lines.length, from + LONGEST_ROW); at += 1)
    if (lines[at]?.endsWith("\t")) return at;
  return -1;
}

/** Takes back lines of one or two characters that belong to the first cell of the row. */
function verticalHead(out: string[]): string[] {
  const head: string[] = [];
  for (;;) {
    const last = out.at(-1);
    if (last === undefined || last === "" || last.startsWith("\t") || last.length > VERTICAL)
      return head;
    head.unshift(last);
    out.pop();
  }
}
