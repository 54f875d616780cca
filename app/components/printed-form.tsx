import { Fragment } from "react";
import { tableOf } from "#domain/form/cells";
import { EDITION_FACTS } from "#domain/form/edition";
import { layoutOf, type LayoutBox } from "#domain/form/layout";
import type { ShownCell, ShownTable } from "#domain/report/shown-tables";
import { PrintedCell, type FindingMark } from "./printed-cell";
import styles from "./printed-form.module.css";

interface PrintedFormProps {
  readonly table: ShownTable;
  /** The report's findings in the order of their list: the numbers in the cells count from 1. */
  readonly findings: readonly FindingMark[];
}

/** A table as the statutory form prints it, each cell with its state, its location and its findings. */
export function PrintedForm({ table, findings }: PrintedFormProps) {
  const { numeral, title } = tableOf(table.code);
  const { rows, headerRows } = layoutOf(table.code, table.edition);
  const cells = new Map(table.cells.map((cell) => [cell.name, cell]));
  const name = `表${numeral}　${title}`;
  const body = (some: typeof rows) =>
    some.map((boxes, row) => (
      <tr key={row}>
        {boxes.map((box, column) => (
          <FormBox key={column} box={box} cells={cells} findings={findings} />
        ))}
      </tr>
    ));
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={name}>
      <table className={`${styles.form} ${styles[table.code] ?? ""}`}>
        <caption className="visually-hidden">
          {name}（{EDITION_FACTS[table.edition].name}）
        </caption>
        {headerRows === 0 ? null : <thead>{body(rows.slice(0, headerRows))}</thead>}
        <tbody>{body(rows.slice(headerRows))}</tbody>
      </table>
    </div>
  );
}

interface FormBoxProps {
  readonly box: LayoutBox;
  readonly cells: ReadonlyMap<string, ShownCell>;
  readonly findings: readonly FindingMark[];
}

const HEAD_CLASSES = {
  column: styles.column,
  row: styles.line,
  rowgroup: styles.group,
} as const satisfies Record<NonNullable<LayoutBox["heads"]>, string | undefined>;

function FormBox({ box, cells, findings }: FormBoxProps) {
  const spans = {
    ...(box.rows > 1 ? { rowSpan: box.rows } : {}),
    ...(box.columns > 1 ? { colSpan: box.columns } : {}),
  };
  if (box.cell === undefined) {
    const scope = box.heads === "column" ? (box.columns > 1 ? "colgroup" : "col") : box.heads;
    return (
      <th {...spans} scope={scope} className={box.heads && HEAD_CLASSES[box.heads]}>
        <Breakable text={box.text} />
      </th>
    );
  }
  const cell = cells.get(box.cell);
  return cell ? <PrintedCell cell={cell} findings={findings} spans={spans} /> : <td {...spans} />;
}

/** Lets a long label break after a bracket or a comma first. */
function Breakable({ text }: { readonly text: string }) {
  const parts = text.split(/(?<=[）、，])/u);
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
