import type { FindingMark } from "#components/printed-cell";
import { PrintedForm } from "#components/printed-form";
import { type TableCode, tableOf } from "#domain/form/cells";
import { type Edition, EDITION_FACTS } from "#domain/form/edition";
import { isAlikeInEditions } from "#domain/form/layout";
import type { ShownTable } from "#domain/report/shown-tables";
import styles from "./report.module.css";

interface TablesProps {
  readonly tables: readonly ShownTable[];
  readonly findings: readonly FindingMark[];
}

/** The three tables, each with what is missing of it. */
export function Tables({ tables, findings }: TablesProps) {
  return (
    <>
      {tables.map((table) => (
        <div key={table.code} id={table.code} className={styles.table}>
          <h3>
            {tableOf(table.code).numeral}、{tableOf(table.code).title}
            <span className={styles.edition}>{formatEdition(table.code, table.edition)}</span>
          </h3>
          {table.complete ? null : <Incomplete table={table} />}
          {table.cells.every(({ state }) => state === "missing") ? null : (
            <PrintedForm table={table} findings={findings} />
          )}
        </div>
      ))}
    </>
  );
}

function Incomplete({ table: { cells, edition } }: { readonly table: ShownTable }) {
  const missing = cells.filter(({ state }) => state === "missing").length;
  if (missing === cells.length)
    return <p className={styles.incomplete}>原件中没有读到这张表，本表没有数字可用。</p>;
  return (
    <p className={styles.incomplete}>
      本表不完整或认不准，其数字不进入任何合计和比率。{EDITION_FACTS[edition].name}应有
      {cells.length}
      格，读到{cells.length - missing}格
      {missing === 0 ? "；原因见下方“识读问题”。" : `，缺${missing}格，表中以“缺”标出。`}
    </p>
  );
}

/** The edition a table is printed in; where both print it alike, that. */
export function formatEdition(code: TableCode, edition: Edition): string {
  return isAlikeInEditions(code) ? "两版格式相同" : EDITION_FACTS[edition].name;
}
