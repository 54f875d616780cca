import { Section } from "#components/page";
import { cellInWords } from "#domain/form/wording";
import { formatted } from "#domain/indicators/format";
import styles from "./report.module.css";

interface Correction {
  readonly cell: string;
  readonly expected: string;
  readonly corrected: number;
  readonly reason: string;
  readonly source: string;
  readonly by: string;
  readonly date: string;
  readonly refusal: string | null;
}

/** Corrections of printed figures, those that were refused among them. */
export function Corrections({ corrections }: { readonly corrections: readonly Correction[] }) {
  return (
    <Section title="更正" id="corrections" lead="更正不改动原文，只替换参与计算的数值。">
      <ul className={styles.findings}>
        {corrections.map(({ cell, expected, corrected, reason, source, by, date, refusal }) => (
          <li key={cell} className={styles.finding}>
            <p>
              <a href={`#${cell}`}>{cellInWords(cell)}</a>：原文“{expected}”，更正为
              {formatted(corrected, "count")}
              {refusal === null ? "，已采用" : `，未采用：${refusal}`}。
            </p>
            <p className={styles.rule}>
              <span>理由：{reason}</span>
              <span>依据：{source}</span>
              <span>
                {by}，{date}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
