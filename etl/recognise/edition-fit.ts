import { columnsIn, linesIn } from "#domain/form/cells";
import { EDITIONS, EDITION_FACTS, type Edition } from "#domain/form/edition";
import type { Table } from "#domain/form/table";
import type { RowReading } from "./row-reading";
import { lineName, nameOf } from "./table-words";

/** Whether exactly the lines and columns of an edition are there. */
export function holds(table: Table, rows: readonly RowReading[], edition: Edition): boolean {
  const lines = linesIn(table, edition);
  if (lines.length !== rows.length) return false;
  return lines.every((line) => {
    const printed = rows.find((row) => row.line === line.code)?.columns;
    const due = columnsIn(table, line, edition);
    return printed?.length === due.length && due.every((column) => printed.includes(column.code));
  });
}

export interface Differences {
  readonly edition: Edition;
  readonly lacking: readonly string[];
  readonly extra: readonly string[];
}

/**
 * In what lines the table differs from the edition that it is closest to; where both are as close,
 * the lines that only one of them has are all too many.
 */
export function differencesOf(table: Table, rows: readonly RowReading[]): Differences | undefined {
  const found = rows.flatMap((row) => row.line ?? []);
  const faults = EDITIONS.map((edition) => {
    const due = linesIn(table, edition).map((line) => line.code);
    return {
      edition,
      lacking: due.filter((line) => !found.includes(line)),
      extra: found.filter((line) => !due.includes(line)),
    };
  });
  const size = ({ lacking, extra }: Differences): number => lacking.length + extra.length;
  const least = Math.min(...faults.map(size));
  const [closest, ...tied] = faults.filter((fault) => size(fault) === least);
  return closest && { ...closest, extra: [closest, ...tied].flatMap(({ extra }) => extra) };
}

/** What is missing and what is too many, as one sentence. */
export function differencesInWords(table: Table, { edition, lacking, extra }: Differences): string {
  const words = (lines: readonly string[]): string =>
    lines.map((line) => `“${lineName(table, line)}”`).join("、");
  const parts = [
    lacking.length > 0 ? `缺少${words(lacking)}` : "",
    extra.length > 0 ? `多出${words(extra)}` : "",
  ].filter(Boolean);
  const what = parts.length > 0 ? parts.join("，") : "各行的列不属于同一格式，或有的行未能读取";
  return `${nameOf(table)}不完整：${what}（对照${EDITION_FACTS[edition].name}）；该表不参与计算，请核对原件`;
}
