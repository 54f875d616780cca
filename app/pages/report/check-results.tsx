import { reportLink } from "#tables/links";
import { Link } from "@remix-run/react";
import { Section } from "#components/page";
import { RESULT_STATES } from "#domain/checks/check-rule";
import { formatCellLabel } from "#domain/form/cell-label";
import type { RuleResults, ResultCounts, ResultGroup } from "./columns";
import styles from "./check-results.module.css";

interface CheckResultsProps {
  readonly id: string;
  readonly groups: readonly ResultGroup[];
  readonly counts: ResultCounts;
}

const STATES = ["fails", "notEvaluable", "holds"] as const satisfies (keyof ResultCounts)[];

/** 37条规则共核对101处：99处相符，2处无法判断 */
function describeCounts(rules: number, { holds, fails, notEvaluable }: ResultCounts): string {
  const parts = [
    `${holds}处相符`,
    fails > 0 ? `${fails}处不符` : "",
    notEvaluable > 0 ? `${notEvaluable}处无法判断` : "",
  ].filter(Boolean);
  return `${rules}条规则共核对${holds + fails + notEvaluable}处：${parts.join("，")}`;
}

/** Every rule that applies to the report with its result: holds, fails, or is not evaluable and why. */
export function CheckResults({ id, groups, counts }: CheckResultsProps) {
  const rules = groups.reduce((sum, group) => sum + group.rules.length, 0);
  return (
    <Section
      title="逐条核查"
      id="verdicts"
      lead="适用于这份报告的全部规则，不只是发现问题的几条。一条规则可能核对几处，例如表三的每一列。"
      files={
        <Link to={`${reportLink(id)}.csv?table=verdicts`} reloadDocument>
          下载CSV
        </Link>
      }
    >
      <details className={styles.verdicts}>
        <summary>{describeCounts(rules, counts)}</summary>
        {groups.map(({ name, rules: own }) => (
          <div key={name} className={styles.group}>
            <h3>{name}</h3>
            <ul>
              {own.map((rule) => (
                <Rule key={rule.id} rule={rule} />
              ))}
            </ul>
          </div>
        ))}
      </details>
    </Section>
  );
}

function Rule({ rule: { id, name, expression, basis, counts, said } }: { rule: RuleResults }) {
  return (
    <li className={styles.rule}>
      <p className={styles.states}>
        {STATES.filter((state) => counts[state] > 0).map((state) => (
          <span key={state} className={styles[state]}>
            {RESULT_STATES[state]}
            {counts[state] > 1 ? ` ${counts[state]}` : ""}
          </span>
        ))}
      </p>
      <div>
        <p>
          <a href={`/method#${id}`}>{id}</a>　{name}：{expression}
        </p>
        {said.map(({ state, message, times, cell }) => (
          <p key={message} className={styles.said}>
            {RESULT_STATES[state]}
            {times > 1 ? `（${times}处）` : ""}：
            {cell === null || times > 1 ? (
              message
            ) : (
              <a href={`#${cell}`} title={formatCellLabel(cell)}>
                {message}
              </a>
            )}
          </p>
        ))}
        <p className={styles.basis}>依据：{basis}</p>
      </div>
    </li>
  );
}
