import type { ChangedFigure } from "#briefing/changed-figures";
import { NOT_CALCULABLE } from "#domain/indicators/format";
import styles from "./verify.module.css";

interface ChangesProps {
  readonly caption: string;
  readonly changed: readonly ChangedFigure[];
  /** What the two columns of values are. */
  readonly columns: readonly [string, string];
}

/** Figures that are no longer what they were. */
export function Changes({ caption, changed, columns }: ChangesProps) {
  return (
    <table className={styles.table}>
      <caption>
        {caption}（{changed.length}项）
      </caption>
      <thead>
        <tr>
          <th scope="col">数字</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changed.map(({ name, stated, found }) => (
          <tr key={`${name}${found ?? ""}`}>
            <th scope="row">{name}</th>
            <td>{stated ?? NOT_CALCULABLE}</td>
            <td>{found ?? NOT_CALCULABLE}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
