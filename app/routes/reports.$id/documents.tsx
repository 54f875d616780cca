import { Section } from "#components/page";
import type { DocumentRow } from "#domain/report/document-row";
import { DOCUMENT_STATES } from "#domain/report/document-state";
import styles from "./report.module.css";

/** The files handed in for a report, earlier versions among them. */
export function Documents({ documents }: { readonly documents: readonly DocumentRow[] }) {
  return (
    <Section
      title="原件"
      id="documents"
      lead="为这份报告收到的全部文件，按原样保存，只供下载，不在浏览器中打开。"
    >
      <ul className={styles.findings}>
        {documents.map(({ hash, file, state, reason, bytes, loaded_at }) => (
          <li key={`${hash}${file}`} className={styles.finding}>
            <p>
              <a href={`/documents/${hash}`}>{file}</a>　{DOCUMENT_STATES[state].name}
              {reason === null ? "" : `：${reason}`}
            </p>
            <p className={styles.rule}>
              <span>{Math.max(1, Math.round(bytes / 1024)).toLocaleString("zh-CN")} KB</span>
              <span>{loaded_at.slice(0, 10)}载入</span>
              <span className={styles.hash}>校验码 {hash}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
