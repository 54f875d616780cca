import { Link } from "@remix-run/react";
import styles from "./report.module.css";

interface KinProps {
  readonly year: number;
  /** Ids of the same body's reports of the years before and after. */
  readonly before: string | null;
  readonly after: string | null;
  /** Other reports of the same division and year. */
  readonly beside: readonly {
    readonly id: string;
    readonly body: string;
    readonly scope: string;
  }[];
}

/** Ways to the reports beside this one. */
export function Kin({ year, before, after, beside }: KinProps) {
  return (
    <nav aria-label="相关报告" className={styles.kin}>
      <YearLink id={before} words={`上一年（${year - 1}）`} />
      <YearLink id={after} words={`下一年（${year + 1}）`} />
      {beside.map(({ id, body, scope }) => (
        <Link key={id} to={`/reports/${encodeURIComponent(id)}`}>
          同年：{body}（{scope}）
        </Link>
      ))}
    </nav>
  );
}

function YearLink({ id, words }: { readonly id: string | null; readonly words: string }) {
  if (id === null) return <span className={styles.none}>{words}：未载入</span>;
  return <Link to={`/reports/${encodeURIComponent(id)}`}>{words}</Link>;
}
