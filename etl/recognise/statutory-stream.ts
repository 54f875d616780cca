import { cellName, tableOf, type TableCode } from "#domain/form/cells";
import { sumsIn } from "#domain/form/sums";
import { SECTIONS } from "#domain/form/sections";
import { placeInWords, type PrintedCell } from "#domain/report/printed-cell";
import type { Problem } from "#domain/report/read-report";
import type { Divided } from "./sections";
import { readStream } from "./stream-figures";
import { streamTokens, type TextLine, type Token } from "./stream-tokens";
import { assembleTable, type AssembledTable } from "./table-assembly";
import { nameOf } from "./table-words";
import { LABELS_OF } from "./statutory-grids";

export interface StreamTable {
  readonly table: AssembledTable;
  /** The places of the lines that were cells of the table, as JSON. */
  readonly taken: readonly string[];
}

/**
 * Reads a table that the document holds as text, one cell a line, under its heading or, where the
 * heading is lost, under the heading before. Each line is confirmed by the sums that the form
 * demands; a line that does not add up is reported, since a lost cell may be the cause.
 *
 * @returns undefined where the text holds no such table
 */
export function readStatutoryStream(code: TableCode, divided: Divided): StreamTable | undefined {
  const labels = LABELS_OF.get(code);
  const lines = regionOf(code, divided);
  if (!labels || lines.length === 0) return undefined;
  const tokens = streamTokens(lines);
  const reading = readStream(tokens, labels);
  const known = reading.rows.filter((row) => row.line !== null);
  if (known.length === 0) return undefined;
  const table = assembleTable(code, reading);
  const isLabel = (token: Token): boolean =>
    token.kind === "words" &&
    token.text.length < labels.longest &&
    labels.of(token.text).length > 0;
  const first = tokens.findIndex(isLabel);
  const last = tokens.findLastIndex((token) => token.kind === "figure");
  const ends = [tokens[first], tokens[last]].map((token) =>
    lines.findIndex((line) => line.where === token?.where),
  );
  return {
    table: { ...table, problems: [...table.problems, ...unconfirmed(code, table)] },
    taken: lines
      .filter(
        ({ text }, i) => text.startsWith("\t") || (i >= (ends[0] ?? 0) && i <= (ends[1] ?? 0)),
      )
      .map((line) => JSON.stringify(line.where)),
  };
}

function regionOf(code: TableCode, { preface, parts }: Divided): readonly TextLine[] {
  const own = parts.filter((part) => part.code === code);
  if (own.length > 0) return own.flatMap((part) => part.lines);
  const order = SECTIONS.map((section) => section.code as string);
  const before = parts.filter((part) => order.indexOf(part.code) < order.indexOf(code)).at(-1);
  return before?.lines ?? preface;
}

/** Says which lines of a flattened table do not add up to their own total. */
function unconfirmed(code: TableCode, { cells, editions }: AssembledTable): Problem[] {
  const [edition] = editions;
  if (edition === undefined) return [];
  const byName = new Map(cells.map((cell) => [cellName(cell.line, cell.column), cell]));
  const numberIn = (cell: PrintedCell | undefined): number => cell?.value ?? 0;
  return sumsIn(code, edition).flatMap(({ total, parts, direction }): Problem[] => {
    const printed = byName.get(total.name);
    if (direction !== "across" || printed?.state !== "number") return [];
    const sum = parts.reduce((running, part) => running + numberIn(byName.get(part.name)), 0);
    if (sum === numberIn(printed)) return [];
    const place = placeInWords(printed.where);
    return [
      {
        severity: "warning",
        message: `${nameOf(tableOf(code))}${place}一行各列之和是${sum}，总计印作${numberIn(printed)}；表格已散成文字，可能丢了单元格，请核对原件`,
        table: code,
        line: printed.line,
        where: printed.where,
      },
    ];
  });
}
