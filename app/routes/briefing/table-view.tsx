import { Link } from "@remix-run/react";
import { printed, type PlainTable } from "#briefing/plain-table";
import styles from "./paper.module.css";

/** A table of a briefing; the first column leads to the report behind the row. */
export function PlainTableView({ table }: { readonly table: PlainTable }) {
  const { name, columns, rows, empty, note } = table;
  if (rows.length === 0) return <p className={styles.text}>{empty}</p>;
  return (
    <>
      <div className={styles.frame} role="region" aria-label={name} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map(({ id, header }) => (
                <th key={id} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ values, href, anchor }, row) => (
              <tr key={row} id={anchor}>
                {columns.map(({ id, format }, index) => {
                  const words = printed(values[index] ?? null, format);
                  return index === 0 ? (
                    <th key={id} scope="row">
                      {href === undefined ? words : <Link to={href}>{words}</Link>}
                    </th>
                  ) : (
                    <td key={id} className={format === "text" ? undefined : styles.number}>
                      {words}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {note === undefined ? null : <p className={styles.note}>注：{note}</p>}
    </>
  );
}
