import { parse } from "csv-parse/sync";
import { z } from "zod";
import { readRow, type ReviewedTable, type RowValues } from "./reviewed-table";
import { readTableText, valuesOf } from "./table-text";

/** A row that is added (`before` is null), taken away (`after` is null) or put in the place of another. */
export interface RowEdit {
  readonly before: RowValues | null;
  readonly after: RowValues | null;
}

/** What is wrong with a change of a row, in a sentence for the person who asked for it. */
export class RowRefused extends Error {
  override readonly name = "RowRefused";
}

type AnyTable = ReviewedTable<unknown>;

const MARK = "\uFEFF";
const fieldsSchema = z.array(z.array(z.string())).max(1);

/** One record as it is written, with its end of line; blank ones have no fields. */
interface RawRecord {
  readonly text: string;
  readonly fields: readonly string[] | null;
}

/** The rows of a table as they are written, by column; a row that lacks a column has '' there. */
export function listRows(text: string, file: string, table: AnyTable): RowValues[] {
  const read = readTableText(text, file, table);
  return read
    ? read.records.map(({ fields }) => complete(table, valuesOf(read.header, fields)))
    : [];
}

/**
 * The text of a table with one row changed. Every other row stays as it is, character for character; where the row
 * needs a column that the file does not have yet, each gets one more comma.
 *
 * @param text '' for a file that does not exist yet
 * @param needed columns that the file is to have afterwards
 * @throws RowRefused where `before` is not there as it was seen, or `after` cannot be taken
 */
export function editTable(
  text: string,
  file: string,
  table: AnyTable,
  edit: RowEdit,
  needed: readonly string[] = [],
): string {
  const before = edit.before && complete(table, edit.before);
  const after = edit.after && complete(table, edit.after);
  if (after) refuseFaulty(table, after);
  const start = text.startsWith(MARK) ? MARK : "";
  const written = text.slice(start.length);
  if (written.trim() === "") {
    if (before) throw changed(file);
    if (!after) return text;
    return `${MARK}${[table.columns, table.columns.map((name) => after[name] ?? "")].map(writeRecord).join("\r\n")}\r\n`;
  }
  const read = readTableText(written, file, table);
  const [first, ...records] = splitRecords(written);
  if (!read || !first) throw changed(file);
  const newline = /\r\n|\r|\n/u.exec(first.text)?.[0] ?? "\n";
  const missing = after
    ? table.columns.filter(
        (name) => !read.header.includes(name) && (after[name] !== "" || needed.includes(name)),
      )
    : [];
  const header = [...read.header, ...missing];
  const rows = records.map((record) => ({
    text: missing.length === 0 ? record.text : widen(record, read.header.length, missing.length),
    values: record.fields && complete(table, valuesOf(read.header, record.fields)),
  }));
  const at = before ? rows.findIndex(({ values }) => values && isSame(values, before)) : -1;
  if (before && at < 0) throw changed(file);
  if (after)
    refuseRepeated(
      table,
      after,
      rows.flatMap(({ values }, row) => (row === at || !values ? [] : [values])),
    );
  const line = after ? `${writeRecord(header.map((name) => after[name] ?? ""))}${newline}` : "";
  const texts = rows.map((row, index) => (index === at ? line : row.text));
  if (!before) texts.push(line);
  const head = missing.length === 0 ? first.text : `${writeRecord(header)}${newline}`;
  return `${start}${[head, ...texts].map((part, index, all) => endLine(part, newline, index < all.length - 1)).join("")}`;
}

/**
 * The text of a table with rows added behind its own, those left out of which the key is there already: many at once,
 * where `editTable` would go through the whole table for each.
 *
 * @param text '' for a file that does not exist yet
 * @throws RowRefused where a row cannot be taken
 */
export function addRows(
  text: string,
  file: string,
  table: AnyTable,
  added: readonly RowValues[],
): string {
  const seen = new Set(listRows(text, file, table).map((values) => keyIn(table, values)));
  const rows = added
    .map((values) => complete(table, values))
    .filter((values) => {
      refuseFaulty(table, values);
      const key = keyIn(table, values);
      if (key !== undefined && seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  const [first, ...others] = rows;
  if (!first) return text;
  // The columns that any of them needs are there once the first is.
  const needed = table.columns.filter((name) => rows.some((values) => values[name] !== ""));
  const start = editTable(text, file, table, { before: null, after: first }, needed);
  const header = readTableText(start.replace(MARK, ""), file, table)?.header ?? table.columns;
  const newline = /\r\n|\r|\n/u.exec(start)?.[0] ?? "\n";
  const lines = others.map((values) => writeRecord(header.map((name) => values[name] ?? "")));
  return `${start}${lines.map((line) => `${line}${newline}`).join("")}`;
}

/** A part that another follows ends its line. */
function endLine(part: string, newline: string, isFollowed: boolean): string {
  return isFollowed && part !== "" && !/[\r\n]$/u.test(part) ? `${part}${newline}` : part;
}

function changed(file: string): RowRefused {
  return new RowRefused(
    `${file} 的这一行已经不是打开页面时的样子（可能有人刚改过）。请刷新页面，看过现在的内容再改。`,
  );
}

/** All columns of the table and no others. */
function complete({ columns }: AnyTable, values: RowValues): RowValues {
  return Object.fromEntries(columns.map((name) => [name, values[name] ?? ""]));
}

function isSame(one: RowValues, other: RowValues): boolean {
  return Object.entries(one).every(([name, value]) => other[name] === value);
}

function refuseFaulty(table: AnyTable, values: RowValues): void {
  const read = readRow(table, values);
  const why = "flaws" in read ? read.sentences : (table.refuseNew?.(read.row) ?? null);
  if (why !== null) throw new RowRefused(`${why}。`);
}

function refuseRepeated(table: AnyTable, after: RowValues, others: readonly RowValues[]): void {
  const key = keyIn(table, after);
  if (key !== undefined && others.some((values) => keyIn(table, values) === key))
    throw new RowRefused(`${key}已经有一行；请改那一行，或先撤销它。`);
}

/** What only one row may say; undefined for a row that cannot be read. */
export function keyIn(table: AnyTable, values: RowValues): string | undefined {
  const read = readRow(table, complete(table, values));
  return "row" in read ? table.keyOf?.(read.row) : undefined;
}

/** Splits a text whose quotes are in pairs at the ends of its lines, but for those within quotes. */
function splitRecords(text: string): RawRecord[] {
  const records: RawRecord[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    const isEnd = text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n");
    if (quoted || !(isEnd || at === text.length - 1)) continue;
    records.push(readRecord(text.slice(from, at + 1)));
    from = at + 1;
  }
  const blanks = records.findIndex(({ fields }) => fields !== null);
  // What stands before the header stays with it.
  const [head, ...rest] = records.slice(Math.max(blanks, 0));
  if (!head) return [];
  const before = records.slice(0, Math.max(blanks, 0)).map((record) => record.text);
  return [{ ...head, text: [...before, head.text].join("") }, ...rest];
}

function readRecord(text: string): RawRecord {
  const [fields] = fieldsSchema.parse(
    parse(text, { relax_column_count: true, skip_empty_lines: true }),
  );
  return { text, fields: fields?.some((field) => field.trim() !== "") ? fields : null };
}

/** A record with empty fields for columns that its table gets. */
function widen({ text, fields }: RawRecord, width: number, more: number): string {
  if (!fields) return text;
  const [, content = "", end = ""] = /^([\s\S]*?)(\r\n|\r|\n)?$/u.exec(text) ?? [];
  const own = fields.length === width ? content : writeRecord(fields.slice(0, width));
  return `${own}${",".repeat(more)}${end}`;
}

function writeRecord(fields: readonly string[]): string {
  return fields.map(writeField).join(",");
}

function writeField(field: string): string {
  return /[",\r\n]|^\s|\s$/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
