import type { ReactNode } from "react";
import styles from "./folded.module.css";

interface FoldedProps {
  /** What is inside, in words. */
  readonly summary: string;
  readonly children: ReactNode;
}

/** What a page holds ready without showing it: opened by touch, by key, by a link into it, and on paper. */
export function Folded({ summary, children }: FoldedProps) {
  return (
    <details className={styles.folded}>
      <summary>{summary}</summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}
