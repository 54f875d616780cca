import { type ColumnFlag, type ColumnFormat, formatValueOfColumnFormat } from "#tables/column";
import { NOT_CALCULABLE } from "#domain/indicators/number-format";
import styles from "./value.module.css";

interface ValueProps {
  readonly value: string | number | null;
  readonly format: ColumnFormat;
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
  return <>{formatValueOfColumnFormat(value, format)}</>;
}

/** The mark beside a figure whose report fails checks, with the reason. */
export function QualityFlagMark({ words, moves }: ColumnFlag) {
  return (
    <abbr className={moves ? styles.doubt : styles.unmoved} title={words}>
      <span aria-hidden>◇</span>
      <span className="visually-hidden">存疑：{words}。</span>
    </abbr>
  );
}
