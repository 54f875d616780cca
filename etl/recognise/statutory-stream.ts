import type { TableCode } from "#domain/form/cells";
import { SECTIONS } from "#domain/form/sections";
import type { Place } from "#domain/report/printed-cell";
import type { Divided } from "./sections";
import { readStream } from "./stream-figures";
import { streamCells, type TextLine, type Token } from "./stream-tokens";
import { assembleTable, type AssembledTable } from "./table-assembly";
import { LABELS_OF, ownerOf } from "./statutory-grids";

export interface StreamTable {
  readonly table: AssembledTable;
  /** The places of the lines that were cells of the table. */
  readonly taken: readonly Place[];
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
  const cells = streamCells(lines);
  const tokens = ownPart(cells.tokens, code);
  const reading = readStream(tokens, labels);
  const known = reading.rows.filter((row) => row.line !== null);
  if (known.length === 0) return undefined;
  const table = assembleTable(code, reading, { flattened: true, blanksShow: cells.blanksShow });
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
    table,
    taken: lines
      .filter(
        ({ text }, i) => text.startsWith("\t") || (i >= (ends[0] ?? 0) && i <= (ends[1] ?? 0)),
      )
      .map((line) => line.where),
  };
}

/** What stands between the labels of other tables, where a lost heading left them together. */
function ownPart(tokens: readonly Token[], code: TableCode): readonly Token[] {
  const owners = tokens.map(({ kind, text }) =>
    kind === "words" ? ownerOf(text)?.code : undefined,
  );
  const first = owners.indexOf(code);
  if (first < 0) return tokens;
  const isForeign = (owner: TableCode | undefined): boolean =>
    owner !== undefined && owner !== code;
  const before = owners.slice(0, first).findLastIndex(isForeign);
  const after = owners.findIndex((owner, i) => i > first && isForeign(owner));
  return tokens.slice(before + 1, after < 0 ? undefined : after);
}

function regionOf(code: TableCode, { preface, parts }: Divided): readonly TextLine[] {
  const own = parts.filter((part) => part.code === code);
  if (own.length > 0) return own.flatMap((part) => part.lines);
  const order = SECTIONS.map((section) => section.code as string);
  const before = parts.filter((part) => order.indexOf(part.code) < order.indexOf(code)).at(-1);
  return before?.lines ?? preface;
}
