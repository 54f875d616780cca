import { wordingIn, type Table } from "#domain/form/table";

/** How messages name a table: 表三“收到和处理政府信息公开申请情况”. */
export function nameOf(table: Table): string {
  return `表${table.numeral}“${table.title}”`;
}

/** How messages name a line: 1.属于国家秘密. */
export function lineName(table: Table, code: string): string {
  const line = table.lines.find((candidate) => candidate.code === code);
  return line ? `${line.numeral ?? ""}${wordingIn(line.label, 2021)}` : code;
}
