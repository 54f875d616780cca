import { Form, Link } from "@remix-run/react";
import controls from "../../components/controls.module.css";
import styles from "./desk.module.css";
import type { DeskRow } from "./rows";

interface DocumentListProps {
  readonly rows: readonly DeskRow[];
  readonly token: string;
}

/** The documents with what came of each. */
export function DocumentList({ rows, token }: DocumentListProps) {
  if (rows.length === 0) return <p className={styles.none}>没有这样的文件。</p>;
  return (
    <>
      <a className={styles.skip} href="#documents-end">
        跳过文件名单
      </a>
      <ul className={styles.documents}>
        {rows.map((row) => (
          <li key={row.id} id={`document-${row.id}`} className={styles[row.tone]}>
            <p className={styles.state}>{row.state}</p>
            <div className={styles.what}>
              {row.title === "" ? null : (
                <p className={styles.title}>
                  {row.canReview ? (
                    <Link to={`/desk/review/${row.id}`}>{row.title}</Link>
                  ) : (
                    row.title
                  )}
                  {row.isInvented ? <em className={styles.mark}>虚构</em> : null}
                  {row.isPublished ? <em className={styles.mark}>已发布</em> : null}
                </p>
              )}
              <p className={styles.file}>{row.name}</p>
              {row.facts === "" ? null : (
                <p className={styles.facts}>
                  {row.facts}。<span>{row.why}</span>
                </p>
              )}
            </div>
            <div className={styles.notes}>
              {row.notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
            </div>
            <div className={styles.actions}>
              {row.isSettled ? <Removal row={row} token={token} /> : null}
            </div>
          </li>
        ))}
      </ul>
      <div id="documents-end" tabIndex={-1} />
    </>
  );
}

interface RemovalProps {
  readonly row: DeskRow;
  readonly token: string;
}

/** Takes a document off the desk, in two steps. */
function Removal({ row, token }: RemovalProps) {
  return (
    <details>
      <summary aria-label={`移除“${row.name}”`}>移除</summary>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="id" value={row.id} />
        <p>从工作台移除这份文件；已经发布的，下次发布时撤下。</p>
        <button type="submit" name="intent" value="remove" className={controls.plain}>
          确认移除
        </button>
      </Form>
    </details>
  );
}
