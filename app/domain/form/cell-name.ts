/** Name of a cell, unique in the whole form: that of its database column. */
export function cellName(line: string, column: string): string {
  return `${line}_${column}`;
}
