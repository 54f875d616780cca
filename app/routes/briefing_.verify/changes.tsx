import type { ChangedFigure } from "#briefing/changed-figures";
import { NOT_CALCULABLE } from "#domain/indicators/format";
import styles from "./verify.module.css";

/** The figures of a file that are no longer what they were. */
export function Changes({ changed }: { readonly changed: readonly ChangedFigure[] }) {
  if (changed.length === 0) return <p>文件所列数字逐项比较，没有不同。</p>;
  return (
    <table className={styles.table}>
      <caption>有变化的数字（{changed.length}项）</caption>
      <thead>
        <tr>
          <th scope="col">数字</th>
          <th scope="col">文件所载</th>
          <th scope="col">现在</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ name, stated, found }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{stated ?? NOT_CALCULABLE}</td>
            <td>{found ?? NOT_CALCULABLE}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
