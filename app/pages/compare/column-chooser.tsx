import { useSearchParams } from "@remix-run/react";
import type { TableColumn } from "#tables/column";
import styles from "./compare.module.css";

interface ColumnChooserProps {
  /** The parameter of the address that names the columns. */
  readonly parameter: string;
  /** Every column but the first, which always stays. */
  readonly columns: readonly Pick<TableColumn<never>, "id" | "header" | "hint">[];
  readonly shown: readonly string[];
}

/** Which columns the table shows: a form whose choice is in the address, with or without JavaScript. */
export function ColumnChooser({ parameter, columns, shown }: ColumnChooserProps) {
  const [parameters] = useSearchParams();
  return (
    <details className={styles.chooser}>
      <summary>选择列</summary>
      <form method="get" action="#bodies-title">
        {[...parameters].map(([key, value], index) =>
          key === parameter ? null : (
            <input key={`${key} ${index}`} type="hidden" name={key} value={value} />
          ),
        )}
        <fieldset>
          <legend>表中的列（下载的CSV总是全部列）</legend>
          {columns.map(({ id, header, hint }) => (
            <label key={id} title={hint}>
              <input
                type="checkbox"
                name={parameter}
                value={id}
                defaultChecked={shown.includes(id)}
              />{" "}
              {header}
            </label>
          ))}
        </fieldset>
        <button type="submit">显示所选的列</button>
      </form>
    </details>
  );
}
