import type { ReactNode } from "react";
import { SECTIONS } from "#domain/form/sections";
import type { Section } from "#domain/report/read-report";
import type { ReportFinding } from "#domain/report/report-finding";
import styles from "./narrative.module.css";

interface NarrativeProps {
  readonly sections: readonly Section[];
  /** The report's findings in the order of their list. */
  readonly findings: readonly Pick<ReportFinding, "quotation" | "message">[];
}

interface Claim {
  readonly number: number;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** The text of a report, section by section, with the passages marked that findings quote. */
export function Narrative({ sections, findings }: NarrativeProps) {
  return (
    <div className={styles.narrative}>
      {sections.map(({ code, text }) => {
        const section = SECTIONS.find((candidate) => candidate.code === code);
        const claims = findings.flatMap(({ quotation, message }, index) =>
          quotation?.section === code ? [{ number: index + 1, message, ...quotation }] : [],
        );
        return (
          <section key={code} aria-labelledby={`section-${code}`}>
            <h3 id={`section-${code}`}>
              {section ? `${section.numeral}、${section.heading}` : code}
            </h3>
            <p className={styles.text}>{markClaims(text, claims)}</p>
          </section>
        );
      })}
    </div>
  );
}

/** A text with its claims marked; of claims that overlap the first is marked. */
function markClaims(text: string, claims: readonly Claim[]): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { number, message, start, end } of claims.toSorted((a, b) => a.start - b.start)) {
    if (start < at || end > text.length) continue;
    parts.push(
      text.slice(at, start),
      <mark key={number} id={`claim-${number}`} className={styles.claim}>
        <a href={`#finding-${number}`} title={message}>
          {text.slice(start, end)}
          <sup>{number}</sup>
        </a>
      </mark>,
    );
    at = end;
  }
  return [...parts, text.slice(at)];
}
