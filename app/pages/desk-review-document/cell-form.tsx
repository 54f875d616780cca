import { Form, Link } from "@remix-run/react";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { isLeft, placeKey, type ReviewCell, type ReviewTable } from "#domain/desk/review-cells";
import { formatCellLabel, formatColumnLabel, formatLineLabel } from "#domain/form/cell-label";
import { cellByName, cellsIn, tableOf } from "#domain/form/cells";
import { EDITION_FACTS, EDITIONS } from "#domain/form/edition";
import { isMoneyUnit } from "#domain/form/table";
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
        {table.isBlank ? <BlankTable table={table} mayChange={mayChange} /> : null}
        {open.length === 0 ? null : (
          <Lines name={name} lines={open} isBlank={table.isBlank} {...more} />
        )}
        {mayChange && table.isBlank && table.left > 0 ? (
          <label className={styles.confirm}>
            <input type="checkbox" name={`blanks:${table.code}`} value="yes" /> 表{numeral}
            没有填的格，原件也都是空白（看过整张表再勾；0要写0）
          </label>
        ) : null}
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

/** What is said of a table that is copied whole, with the way to the other edition of it. */
function BlankTable({ table, mayChange }: Pick<CellFormProps, "table" | "mayChange">) {
  const { code, edition, left } = table;
  const others = EDITIONS.filter(
    (each) =>
      each !== edition && cellsIn(code, each).some((cell) => !namesIn(table).has(cell.name)),
  );
  return (
    <>
      <input type="hidden" name={`edition:${code}`} value={edition} />
      {!mayChange ? null : (
        <p className={styles.quiet}>
          {left === 0
            ? "整张表已照原件录入。"
            : `照原件录入整张表，${table.cells.length}格都录了才算数，可以分几次保存。从Excel复制的几行几列，可以直接粘贴。`}
          {others.map((other) => (
            <span key={other}>
              原件这张表如果是{EDITION_FACTS[other].name}的样子：
              <Link to={`?${new URLSearchParams({ [`edition:${code}`]: String(other) })}`}>
                换成那种空表
              </Link>
              。
            </span>
          ))}
        </p>
      )}
    </>
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

/** The column of a cell with its unit where that is money, which documents print in more than one. */
function headOf({ name }: ReviewCell): string {
  const unit = cellByName(name)?.unit;
  return `${formatColumnLabel(name)}${unit && isMoneyUnit(unit) ? `（${unit}）` : ""}`;
}

interface LinesProps extends Pick<CellFormProps, "typed" | "mayChange" | "onFocus"> {
  readonly name: string;
  readonly lines: readonly LineCells[];
  readonly isBlank?: boolean;
}

/** Lines of a table one below the other, with the columns that any of them has. */
function Lines({ name, lines, isBlank = false, ...more }: LinesProps) {
  const heads = new Map(
    lines.flatMap(({ cells }) => cells.map((cell) => [columnOf(cell), headOf(cell)] as const)),
  );
  const columns = [...heads];
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={name}>
      <table className={isBlank ? `${styles.form} ${styles.blank}` : styles.form}>
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
                return (
                  <td key={code}>
                    {cell ? <CellField cell={cell} isBlank={isBlank} {...more} /> : null}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function summarise({ left, counts, cells, edition, isBlank }: ReviewTable): string {
  const entered = cells.filter(({ entered: each }) => each !== null).length;
  if (isBlank)
    return left === 0
      ? `已照原件录入${entered}格`
      : `没有读出，照原件录入：${EDITION_FACTS[edition].name}，已录入${entered}格，还有${left}格`;
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
  isBlank,
  typed,
  mayChange,
  onFocus,
}: Pick<CellFormProps, "typed" | "mayChange" | "onFocus"> & {
  readonly cell: ReviewCell;
  readonly isBlank: boolean;
}) {
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
  const words = need === "missing" ? (isBlank ? "照原件录入" : "没有读出") : `读作${shown}`;
  const hint = isBlank ? "" : "未读出";
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
        placeholder={need === "missing" ? hint : need === "beside" ? shown : `${shown}？`}
        data-review-field={key ?? ""}
        data-next={need === "beside" ? undefined : ""}
        data-left={isLeft(cell) ? "" : undefined}
        autoComplete="off"
        onFocus={() => onFocus(cell)}
        onKeyDown={moveOn}
        onPaste={pasteBlock}
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

/** The fields of a table by row and column of what is shown, so that arrows and blocks follow the eye. */
function rowsOf(field: HTMLInputElement): (HTMLInputElement | null)[][] {
  const rows = field.closest("tbody")?.rows ?? [];
  return [...rows].map((row) =>
    [...row.cells].slice(1).map((cell) => cell.querySelector<HTMLInputElement>("input")),
  );
}

function placeOf(field: HTMLInputElement, rows: (HTMLInputElement | null)[][]): [number, number] {
  const row = rows.findIndex((fields) => fields.includes(field));
  return [row, rows[row]?.indexOf(field) ?? -1];
}

/** Arrows up and down go to the field above and below. */
function moveUpOrDown(field: HTMLInputElement, by: -1 | 1): void {
  const rows = rowsOf(field);
  const [row, column] = placeOf(field, rows);
  for (let at = row + by; at >= 0 && at < rows.length; at += by) {
    const next = rows[at]?.[column];
    if (!next) continue;
    next.focus();
    next.select();
    return;
  }
}

/** Rows and columns that were copied from a sheet fill the fields from this one on, each with its own. */
function pasteBlock(event: ClipboardEvent<HTMLInputElement>): void {
  const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/u, "");
  if (!/[\t\n]/u.test(text)) return;
  event.preventDefault();
  const rows = rowsOf(event.currentTarget);
  const [top, left] = placeOf(event.currentTarget, rows);
  text.split(/\r?\n/u).forEach((line, down) =>
    line.split("\t").forEach((part, across) => {
      const field = rows[top + down]?.[left + across];
      if (field) field.value = part.trim();
    }),
  );
}

/** Enter goes to the next field that must be looked at, with the shift key to the one before; with the control key it saves. */
function moveOn(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    event.preventDefault();
    moveUpOrDown(event.currentTarget, event.key === "ArrowUp" ? -1 : 1);
    return;
  }
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
