import { Link } from "@remix-run/react";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { type Adjustment, ADJUSTMENTS } from "#domain/checks/adjustment";
import type { ReportRepair } from "#domain/checks/repairs";
import type { Protection } from "#domain/checks/row-exchange";
import { formatCellLabel } from "#domain/form/cell-label";
import { cellByName, tableOf } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import { formatValue, type NumberFormat } from "#domain/indicators/number-format";
import { formatLocation } from "#domain/report/cell-text";
import { DOCUMENT_STATES } from "#domain/report/document-state";
import type { CellLocation } from "#domain/report/printed-cell";
import type { DocumentRow } from "#domain/report/document-row";
import type { TableColumn } from "#tables/column";
import { changesLink } from "#tables/links";
import styles from "./report.module.css";

/** An indicator that the errors of the report may have moved. */
interface DoubtfulIndicator {
  readonly name: string;
  readonly format: NumberFormat;
  readonly value: number;
  readonly range: string | null;
  readonly words: string;
}

interface RepairsProps {
  readonly repairs: readonly Omit<ReportRepair, "ways">[];
  readonly doubtful: readonly DoubtfulIndicator[];
}

const KINDS = {
  located: "只有一格有误，位置已确定",
  located_each: "互不相干的几处各有一格有误，位置已确定",
  candidates: "一格有误，有几种可能",
  several: "两个以上单元格有误，不能确定是哪几格",
} as const satisfies Record<ReportRepair["kind"], string>;

const DOUBT_COLUMNS: readonly TableColumn<DoubtfulIndicator>[] = [
  { id: "name", header: "指标", format: "text", value: ({ name }) => name },
  {
    id: "value",
    header: "按印出的数字",
    format: "text",
    value: ({ value, format }) => formatValue(value, format),
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
export function Repairs({ repairs, doubtful }: RepairsProps) {
  return (
    <Section
      title="修正建议"
      id="repairs"
      lead="由表内勾稽关系推算，供向报告机关核实，不改动原文。只有一种改法时，合计和比较按这一改法计入；有几种改法或一种也没有时，所涉各格不计入。"
    >
      <ul className={styles.findings}>
        {repairs.map(({ table, kind, changes, evidence }) => (
          <li key={table} className={styles.finding}>
            <p>
              表{tableOf(table).numeral}：<strong>{KINDS[kind]}</strong>
            </p>
            {changes.map(({ cell, printed, proposed }) => (
              <p key={cell}>
                <a href={`#${cell}`}>{formatCellLabel(cell)}</a>：印为
                {formatValue(printed, "count")}
                ，建议核实是否应为<strong>{formatValue(proposed, "count")}</strong>
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
      {doubtful.length === 0 ? (
        <p>无论怎样修正，各项指标都不变。</p>
      ) : (
        <DataTable
          name="受影响的指标"
          caption={`受差错影响的指标${doubtful.length}项：改动最少的格使勾稽关系成立时可能取到的数值，含印出的数值`}
          columns={DOUBT_COLUMNS}
          rows={doubtful}
          rowKey={({ name }) => name}
        />
      )}
    </Section>
  );
}

interface AdjustedCellsProps {
  readonly adjustments: readonly Adjustment[];
}

const ADJUSTMENT_COLUMNS: readonly TableColumn<Adjustment>[] = [
  {
    id: "cell",
    header: "单元格",
    format: "text",
    value: ({ cell }) => formatCellLabel(cell),
    href: ({ cell }) => `#${cell}`,
  },
  {
    id: "printed",
    header: "所印数字",
    format: "count",
    value: ({ printed }) => printed,
    why: () => "没有印出数字，也不能由其他格算出",
  },
  {
    id: "used",
    header: "计入的数字",
    format: "count",
    value: ({ used }) => used,
    why: () => ADJUSTMENTS.set_aside.words,
  },
  { id: "kind", header: "怎样计入", format: "text", value: ({ kind }) => ADJUSTMENTS[kind].words },
];

/** The cells that enter totals and comparisons otherwise than they are printed. */
export function AdjustedCells({ adjustments }: AdjustedCellsProps) {
  return (
    <Section
      title="合计和比较怎样采用这份报告"
      id="adjusted"
      lead={`上面的表格照印不改。计入合计和比较时，以下${adjustments.length}格与所印不同。`}
      files={<Link to="/method#adjusted">说明</Link>}
    >
      <DataTable
        name="与所印不同的单元格"
        columns={ADJUSTMENT_COLUMNS}
        rows={adjustments}
        rowKey={({ cell }) => cell}
      />
    </Section>
  );
}

const WORDS: Readonly<Record<Protection, string>> = {
  yes: "通过",
  no: "未通过，请核对原件",
  unknown: "无从判断",
};

interface RowGuardProps {
  readonly protections: readonly { readonly name: string; readonly state: Protection }[];
  /** The row it may have been exchanged with, in a sentence. */
  readonly suspicion: string | null;
}

/** What guards the 不掌握 figure against an exchange of whole rows, which every sum would miss. */
export function RowGuard({ protections, suspicion }: RowGuardProps) {
  return (
    <Section
      title="“本机关不掌握”一行：防止看错行的三项检查"
      id="row-guard"
      lead="两行数字整行对调时各项合计仍然成立，勾稽关系查不出来，因此另作三项检查："
    >
      <dl className={styles.facts}>
        {protections.map(({ name, state }) => (
          <div key={name} className={styles.guard}>
            <dt>{name}</dt>
            <dd>{WORDS[state]}</dd>
          </div>
        ))}
      </dl>
      {suspicion === null ? null : <p role="note">{suspicion}</p>}
    </Section>
  );
}

interface CorrectionCommon {
  readonly cell: string;
  readonly expected: string;
  readonly reason: string;
  readonly source: string;
  readonly by: string;
  readonly date: string;
  readonly refusal: string | null;
}
type Correction = CorrectionCommon &
  (
    | { readonly kind: "misprint"; readonly corrected: number }
    | { readonly kind: "printed"; readonly printed: string }
  );

/** Corrections of printed figures and what people copied from the original, those that were refused among them. */
export function Corrections({ corrections }: { readonly corrections: readonly Correction[] }) {
  return (
    <Section
      title="更正和人工录入"
      id="corrections"
      lead="更正不改动原文，只替换参与计算的数值；读取程序没有认准的格，由人工照原件录入。"
    >
      <ul className={styles.findings}>
        {corrections.map((row) => (
          <li key={`${row.cell} ${row.kind}`} className={styles.finding}>
            <p>
              <a href={`#${row.cell}`}>{formatCellLabel(row.cell)}</a>：{formatChange(row)}
              {row.refusal === null ? "，已采用" : `，未采用：${row.refusal}`}。
            </p>
            <p className={styles.rule}>
              <span>理由：{row.reason}</span>
              <span>依据：{row.source}</span>
              <span>
                {row.by}，{row.date}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function formatChange(row: Correction): string {
  if (row.kind === "misprint")
    return `原文“${row.expected}”，更正为${formatValue(row.corrected, "count")}`;
  const seen = row.expected === "" ? "读取程序没有读到" : `读取程序所见为“${row.expected}”`;
  return `${seen}，照原件录入为${row.printed === "" ? "空白" : `“${row.printed}”`}`;
}

interface ReadIssueRow {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly line: string | null;
  readonly column: string | null;
  readonly where: CellLocation;
}

const SEVERITY_WORDS = { error: "未采用", warning: "已采用，请留意" } as const;

/** The issues of the reader: what it refused to read, and what it read with a warning. */
export function ReadIssues({ issues }: { readonly issues: readonly ReadIssueRow[] }) {
  return (
    <Section
      title="识读问题"
      id="problems"
      lead="读取原件时遇到的问题：认不准的数字不猜测，留待核对原件。"
    >
      <ul className={styles.findings}>
        {issues.map((issue, index) => (
          <li key={index} className={styles.finding}>
            <span className={issue.severity === "error" ? styles.severityE : styles.severityW}>
              {SEVERITY_WORDS[issue.severity]}
            </span>{" "}
            {issue.message} <IssueLocation issue={issue} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function IssueLocation({ issue: { line, column, where } }: { readonly issue: ReadIssueRow }) {
  const name = line === null || column === null ? "" : cellName(line, column);
  const place = formatLocation(where) || "所在单元格";
  return cellByName(name) ? <a href={`#${name}`}>{place}</a> : <>{formatLocation(where)}</>;
}

/** The files handed in for a report, earlier versions among them. */
export function Documents({
  id,
  documents,
}: {
  readonly id: string;
  readonly documents: readonly DocumentRow[];
}) {
  return (
    <Section
      title="这份报告的原件"
      id="documents"
      lead="按收到时的样子保存，可以下载核对。"
      files={<Link to={changesLink(id)}>改动对照</Link>}
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
