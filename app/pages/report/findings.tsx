import { Section } from "#components/page";
import { ACCEPTANCES, type Acceptance } from "#domain/checks/check-rule";
import { SEVERITIES } from "#domain/report/severity";
import { formatCellLabel } from "#domain/form/cell-label";
import { formatValue } from "#domain/indicators/number-format";
import type { ReportFinding } from "#domain/report/report-finding";
import styles from "./report.module.css";

export interface NamedFinding extends ReportFinding {
  readonly acceptance: Acceptance;
  readonly accepted_reason: string | null;
  readonly accepted_by: string | null;
  readonly accepted_on: string | null;
  /** Name and basis of the rule. */
  readonly rule: string;
  readonly basis: string;
}

/** What the checks found, each with its rule, both values and links to its cells. */
export function Findings({ findings }: { readonly findings: readonly NamedFinding[] }) {
  return (
    <Section
      title="核查发现"
      id="findings"
      lead={
        findings.length === 0
          ? "各项核查没有发现问题。"
          : `共${findings.length}项。每项列出规则、两边数值和所涉单元格；是否属实由报告机关说明。`
      }
    >
      {findings.length === 0 ? null : (
        <ol className={styles.findings}>
          {findings.map((finding, index) => (
            <Finding key={finding.fingerprint} finding={finding} number={index + 1} />
          ))}
        </ol>
      )}
    </Section>
  );
}

/** What the checks found in the figures as printed and no longer find in the corrected ones. */
export function CorrectedFindings({ findings }: { readonly findings: readonly NamedFinding[] }) {
  return (
    <Section
      title="已更正的发现"
      id="corrected-findings"
      lead={`按所印数字曾有以下${findings.length}项发现，数字更正之后不再成立，留作记录。`}
    >
      <ul className={styles.findings}>
        {findings.map(({ fingerprint, message, check_id, rule, basis, ...finding }) => (
          <li key={fingerprint} className={styles.finding}>
            <p>{message}</p>
            <p className={styles.rule}>
              <a href={`/method#${check_id}`} title={basis}>
                {check_id}　{rule}
              </a>
              <Settlement finding={finding} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type SettledFinding = Pick<
  NamedFinding,
  "acceptance" | "accepted_reason" | "accepted_by" | "accepted_on"
>;

/** What became of a finding: who settled it, when and why. */
function Settlement({ finding }: { readonly finding: SettledFinding }) {
  const { acceptance, accepted_reason: reason, accepted_by: by, accepted_on: on } = finding;
  const who = [by, on].filter((each) => each !== null).join("，");
  return (
    <span>
      {ACCEPTANCES[acceptance].name}：{reason}（{who}）
    </span>
  );
}

function Finding({ finding, number }: { finding: NamedFinding; number: number }) {
  const { severity, message, cells, quotation, nearest } = finding;
  const [head, ...others] = cells;
  return (
    <li id={`finding-${number}`} value={number} className={styles.finding}>
      <p>
        <span className={styles[`severity${severity}`]}>{SEVERITIES[severity].name}</span>{" "}
        <strong>{message}</strong>
      </p>
      <p className={styles.rule}>
        <a href={`/method#${finding.check_id}`} title={finding.basis}>
          {finding.check_id}　{finding.rule}
        </a>
        <Values finding={finding} />
        {head === undefined ? null : <a href={`#${head}`}>{formatCellLabel(head)}</a>}
        {finding.acceptance === "open" ? null : <Settlement finding={finding} />}
        {nearest === null ? null : <span>{nearest}</span>}
        {quotation === null ? null : (
          <a href={`#claim-${number}`}>{quoteSentence(quotation.sentence, nearest)}</a>
        )}
      </p>
      {others.length === 0 ? null : (
        <details className={styles.rule}>
          <summary>所涉其余{others.length}格</summary>
          {others.map((cell, index) => (
            <span key={cell}>
              {index === 0 ? "" : "、"}
              <a href={`#${cell}`}>{formatCellLabel(cell)}</a>
            </span>
          ))}
        </details>
      )}
    </li>
  );
}

/** The link to a sentence of the text: quotes it unless it is quoted already. */
function quoteSentence(sentence: string, quoted: string | null): string {
  return quoted?.includes(sentence) ? "见正文" : `正文：“${sentence}”`;
}

/** What was put against what, where the rule is about figures in cells. */
function Values({ finding }: { readonly finding: ReportFinding }) {
  const { expression, left_value: left, right_value: right, difference, cells } = finding;
  if (left === null || right === null || cells.length === 0)
    return expression === "" ? null : <span>{expression}</span>;
  return (
    <span>
      {expression}（{formatValue(left, "count")}与{formatValue(right, "count")}，相差
      {formatValue(difference === null ? null : Math.abs(difference), "count")}）
    </span>
  );
}
