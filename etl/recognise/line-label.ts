import type { Table } from "#domain/form/table";
import type { Label } from "./form-labels";

/**
 * The line that a label stands for within its groups: 其他 is one line under 其他处理 and another
 * without it.
 *
 * @param groups codes of the groups printed around the label, innermost last
 * @returns undefined when several lines remain possible
 */
export function lineOf(
  table: Table,
  labels: readonly Label[],
  groups: readonly string[],
): string | undefined {
  const codes = [...new Set(labels.filter((label) => label.kind === "line").map((l) => l.code))];
  if (codes.length < 2) return codes[0];
  const innermost = groups.at(-1);
  const within = codes.filter(
    (code) => table.lines.find((line) => line.code === code)?.group === innermost,
  );
  return within.length === 1 ? within[0] : undefined;
}
