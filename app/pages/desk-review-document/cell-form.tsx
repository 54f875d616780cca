import { Form } from "@remix-run/react";
import { type KeyboardEvent } from "react";
import { isLeft, placeKey, type ReviewCell, type ReviewTable } from "#domain/desk/review-cells";
import { formatCellLabel, formatColumnLabel, formatLineLabel } from "#domain/form/cell-label";
import { cellByName, tableOf } from "#domain/form/cells";
import { EDITION_FACTS } from "#domain/form/edition";
import { SHOWN_STATES } from "#domain/report/cell-text";
import controls from "../../components/controls.module.css";
import styles from "./review.module.css";

interface CellFormProps {
  readonly table: ReviewTable;
  readonly token: string;
  readonly mayChange: boolean;
  /** What was typed and not saved. */
  readonly typed: Readonly<Record<string, string>>;
  readonly onFocus: (cell: ReviewCell) => void;
}

/** A table of the form with a field for every cell that a person must look at; the others as they were read. */
export function CellForm({ table, token, mayChange, typed, onFocus }: CellFormProps) {
  const { numeral, title } = tableOf(table.code);
  const lines = groupByLine(table.cells);
  const open = lines.filter(({ cells }) => cells.some(({ need }) => need !== null));
  const clear = lines.filter((line) => !open.includes(line));
  const name = `表${numeral}　${title}`;
  const more = { typed, mayChange, onFocus };
  return (
    <details open={table.left > 0 || Object.keys(typed).some((each) => namesIn(table).has(each))}>
      <summary>
        <strong>{name}</strong> {summarise(table)}
      </summary>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="do" value="enter" />
        {open.length === 0 ? null : <Lines name={name} lines={open} {...more} />}
        {mayChange && open.length > 0 ? (
          <p className={controls.row}>
            <label className={controls.field}>
              依据
              <input name="source" placeholder="原件；如另有依据请写明" />
            </label>
            <button type="submit" className={controls.submit}>
              保存表{numeral}的录入
            </button>
          </p>
        ) : null}
        {clear.length === 0 ? null : (
          <details>
            <summary>其余{clear.length}行，读出来没有疑问</summary>
            <Lines name={`${name}，没有疑问的各行`} lines={clear} {...more} />
          </details>
        )}
      </Form>
    </details>
  );
}

interface LineCells {
  readonly line: string;
  readonly cells: readonly ReviewCell[];
}

function namesIn({ cells }: ReviewTable): ReadonlySet<string> {
  return new Set(cells.map(({ name }) => name));
}

function groupByLine(cells: readonly ReviewCell[]): LineCells[] {
  const lines = new Map<string, ReviewCell[]>();
  for (const cell of cells) {
    const line = cellByName(cell.name)?.line ?? "";
    const own = lines.get(line);
    if (own) own.push(cell);
    else lines.set(line, [cell]);
  }
  return [...lines].map(([line, own]) => ({ line, cells: own }));
}

const columnOf = ({ name }: ReviewCell): string => cellByName(name)?.column ?? "";

interface LinesProps extends Pick<CellFormProps, "typed" | "mayChange" | "onFocus"> {
  readonly name: string;
  readonly lines: readonly LineCells[];
}

/** Lines of a table one below the other, with the columns that any of them has. */
function Lines({ name, lines, ...more }: LinesProps) {
  const heads = new Map(
    lines.flatMap(({ cells }) =>
      cells.map((cell) => [columnOf(cell), formatColumnLabel(cell.name)] as const),
    ),
  );
  const columns = [...heads];
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={name}>
      <table className={styles.form}>
        <thead>
          <tr>
            <th scope="col">行</th>
            {columns.map(([code, label]) => (
              <th key={code} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, cells }) => (
            <tr key={line}>
              <th scope="row">{formatLineLabel(cells[0]?.name ?? line)}</th>
              {columns.map(([code]) => {
                const cell = cells.find((each) => columnOf(each) === code);
                return <td key={code}>{cell ? <CellField cell={cell} {...more} /> : null}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function summarise({ left, counts, cells, edition }: ReviewTable): string {
  const entered = cells.filter(({ entered: each }) => each !== null).length;
  const done = entered === 0 ? "" : `，已录入${entered}格`;
  if (left === 0) return counts || entered > 0 ? `没有待核对的格${done}` : "没有读出";
  const missing = cells.filter((cell) => isLeft(cell) && cell.need === "missing").length;
  const kinds = [
    missing === 0 ? "" : `${missing}格没有读出`,
    left === missing ? "" : `${left - missing}格有疑问`,
  ].filter(Boolean);
  const state = counts ? "" : `；按${EDITION_FACTS[edition].name}补齐后才计入`;
  return `待核对${left}格：${kinds.join("、")}${state}${done}`;
}

function CellField({
  cell,
  typed,
  mayChange,
  onFocus,
}: Pick<CellFormProps, "typed" | "mayChange" | "onFocus"> & { readonly cell: ReviewCell }) {
  const { name, seen, state, need, entered, isStale, corrected } = cell;
  const key = placeKey(cell.where);
  const shown = seen.trim() === "" ? SHOWN_STATES[state].name : seen.trim();
  if (cell.need === null || !mayChange)
    return (
      <span className={seen.trim() === "" ? styles.quiet : undefined}>
        {entered === null ? shown : entered === "" ? "空白" : entered}
        {corrected === null ? null : <em> 更正为{corrected}</em>}
      </span>
    );
  const value = typed[name] ?? (entered === "" ? "空" : (entered ?? ""));
  const words = need === "missing" ? "没有读出" : `读作${shown}`;
  const isBeside = need === "beside" && entered === null;
  return (
    <span className={isLeft(cell) ? styles.todo : isBeside ? styles.beside : styles.done}>
      <input
        id={`f-${name}`}
        name={`cell:${name}`}
        defaultValue={value}
        key={value}
        aria-label={`${formatCellLabel(name)}，${words}`}
        title={`${formatCellLabel(name)}，${words}`}
        placeholder={need === "missing" ? "未读出" : need === "beside" ? shown : `${shown}？`}
        data-review-field={key ?? ""}
        data-next={need === "beside" ? undefined : ""}
        autoComplete="off"
        onFocus={() => onFocus(cell)}
        onKeyDown={moveOn}
      />
      {isStale ? <small>原录入已不适用</small> : null}
      {key === null ? null : (
        <a
          href={`#${key}`}
          className={styles.look}
          aria-label={`在原件中看${formatCellLabel(name)}${need === "missing" ? "所在的行" : ""}`}
        >
          ◎
        </a>
      )}
    </span>
  );
}

/** Enter goes to the next field that must be looked at, with the shift key to the one before; with the control key it saves. */
function moveOn(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) {
    // Browsers differ in whether this sends a form by itself.
    event.currentTarget.form?.requestSubmit();
    return;
  }
  const fields = [
    ...document.querySelectorAll<HTMLInputElement>("input[data-review-field]"),
  ].filter(
    (field) =>
      field === event.currentTarget ||
      (field.offsetParent !== null && field.dataset["next"] !== undefined),
  );
  const at = fields.indexOf(event.currentTarget);
  const next = fields[at + (event.shiftKey ? -1 : 1)];
  if (next) {
    next.focus();
    next.select();
  } else event.currentTarget.form?.querySelector("button")?.focus();
}
