import type { z } from "zod";

/** A table that people write by hand and review: its columns and the meaning of a row. */
export interface ReviewedTable<Row> {
  readonly columns: readonly string[];
  /** The columns that must be there; all where none are named. */
  readonly required?: readonly string[];
  readonly row: z.ZodType<Row>;
  /** What only one row may say, in words for a person; left out where rows may repeat. */
  keyOf?(row: Row): string;
  /** Why a row cannot be written now, in a sentence without its full stop, though those that stand in a file are read; null where it can. */
  refuseNew?(row: Row): string | null;
}

/** A row and its place in its file: 某处/manifest.csv 第3行. */
export interface ReviewedRow<Row> {
  readonly row: Row;
  readonly where: string;
}

/** What a row says, by column, as it is written. */
export type RowValues = Readonly<Record<string, string>>;

/**
 * The meaning of a row, or what is wrong with its values, in words: with the column and the value of each (`flaws`), or
 * without, for somebody who fills in a form (`sentences`).
 */
export function readRow<Row>(
  table: ReviewedTable<Row>,
  values: RowValues,
): { readonly row: Row } | { readonly flaws: string; readonly sentences: string } {
  const read = table.row.safeParse(values, { error: formatValueError });
  if (read.success) return { row: read.data };
  const sentences = read.error.issues.map(({ message }) => message).join("；");
  return { flaws: formatFlaws(read.error, values), sentences };
}

function formatFlaws({ issues }: z.ZodError, values: RowValues): string {
  return issues
    .map(({ path, message }) => {
      const column = String(path[0] ?? "");
      return `${column} 列“${values[column] ?? ""}”：${message}`;
    })
    .join("；");
}

/** What is wrong with a value, where the schema does not say it itself. */
function formatValueError(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "invalid_value") return `应为 ${issue.values.join("、")} 之一`;
  if (issue.code === "too_small") return "不能空着";
  if (issue.code === "invalid_format" && issue.format === "date") return "日期应写作 2024-01-31";
  return "内容不合要求";
}
