import { formatted, NOT_CALCULABLE, percentagePoints, percent } from "#domain/indicators/format";
import type { TableColumn } from "#domain/tables/column";
import styles from "./value.module.css";

interface ValueProps {
  readonly value: string | number | null;
  readonly format: TableColumn<unknown>["format"];
  /** Why there is no value. */
  readonly why?: string | undefined;
}

/** One figure or word. What is not known is a dash that says why, never 0. */
export function Value({ value, format, why = "没有数据，无法计算" }: ValueProps) {
  if (value === null)
    return (
      <abbr className={styles.unknown} title={why}>
        {NOT_CALCULABLE}
      </abbr>
    );
  return <>{inWords(value, format)}</>;
}

/** A value as it is written on a page. */
export function inWords(value: string | number, format: ValueProps["format"]): string {
  if (typeof value === "string") return value;
  switch (format) {
    case "share":
      return percent(value);
    case "points":
      return percentagePoints(value);
    case "decimal":
      return value.toFixed(1);
    default:
      return formatted(value, "count");
  }
}
