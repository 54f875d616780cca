import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { cellInWords } from "#domain/form/wording";
import type { ReportRepair } from "#domain/checks/report-repair";
import { tableOf } from "#domain/form/cells";
import { formatted, type Format } from "#domain/indicators/format";
import type { TableColumn } from "#domain/tables/column";
import styles from "./report.module.css";

/** An indicator that the errors of the report may have moved. */
interface Doubt {
  readonly name: string;
  readonly format: Format;
  readonly value: number;
  readonly range: string | null;
  readonly words: string;
}

interface RepairsProps {
  readonly repairs: readonly Omit<ReportRepair, "ways">[];
  readonly doubts: readonly Doubt[];
}

const KINDS = {
  located: "只有一格有误，位置已确定",
  candidates: "一格有误，有几种可能",
  several: "两个以上单元格有误，不能确定是哪几格",
} as const satisfies Record<ReportRepair["kind"], string>;

const DOUBT_COLUMNS: readonly TableColumn<Doubt>[] = [
  { id: "name", header: "指标", format: "text", value: ({ name }) => name },
  {
    id: "value",
    header: "按印出的数字",
    format: "text",
    value: ({ value, format }) => formatted(value, format),
  },
  {
    id: "range",
    header: "修正后可能范围",
    format: "text",
    value: ({ range }) => range,
    why: ({ words }) => words,
  },
];

/** Which cells would have to read otherwise for the tables to add up, and what that would change. */
export function Repairs({ repairs, doubts }: RepairsProps) {
  return (
    <Section
      title="修正建议"
      id="repairs"
      lead="由表内勾稽关系推算，只供向报告机关核实，不改动原文，也不进入任何计算。"
    >
      <ul className={styles.findings}>
        {repairs.map(({ table, kind, changes, evidence }) => (
          <li key={table} className={styles.finding}>
            <p>
              表{tableOf(table).numeral}：<strong>{KINDS[kind]}</strong>
            </p>
            {changes.map(({ cell, printed, proposed }) => (
              <p key={cell}>
                <a href={`#${cell}`}>{cellInWords(cell)}</a>：印为{formatted(printed, "count")}
                ，建议核实是否应为<strong>{formatted(proposed, "count")}</strong>
              </p>
            ))}
            <details className={styles.rule} open={evidence.length <= 4}>
              <summary>依据{evidence.length}条</summary>
              <ul>
                {evidence.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
      {doubts.length === 0 ? (
        <p>无论怎样修正，各项指标都不变。</p>
      ) : (
        <DataTable
          name="受影响的指标"
          caption={`受差错影响的指标${doubts.length}项：改动最少的格使勾稽关系成立时可能取到的数值，含印出的数值`}
          columns={DOUBT_COLUMNS}
          rows={doubts}
          rowKey={({ name }) => name}
        />
      )}
    </Section>
  );
}
