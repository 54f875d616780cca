import { Section } from "#components/page";
import { cellName, cellNamed } from "#domain/form/cells";
import { placeInWords } from "#domain/report/place";
import type { Place } from "#domain/report/printed-cell";
import styles from "./report.module.css";

interface Problem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly line: string | null;
  readonly column: string | null;
  readonly where: Place;
}

const SEVERITY_WORDS = { error: "未采用", warning: "已采用，请留意" } as const;

/** What the reader could not read for certain, or read in spite of a flaw. */
export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <Section
      title="识读问题"
      id="problems"
      lead="读取原件时遇到的问题：认不准的数字不猜测，留待核对原件。"
    >
      <ul className={styles.findings}>
        {problems.map((problem, index) => (
          <li key={index} className={styles.finding}>
            <span className={problem.severity === "error" ? styles.severityE : styles.severityW}>
              {SEVERITY_WORDS[problem.severity]}
            </span>{" "}
            {problem.message} <Where problem={problem} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Where({ problem: { line, column, where } }: { readonly problem: Problem }) {
  const name = line === null || column === null ? "" : cellName(line, column);
  const place = placeInWords(where) || "所在单元格";
  return cellNamed(name) ? <a href={`#${name}`}>{place}</a> : <>{placeInWords(where)}</>;
}
