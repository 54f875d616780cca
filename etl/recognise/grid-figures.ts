import type { Grid, GridCell } from "../read/document";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import type { CellLocation } from "#domain/report/printed-cell";
import { readIssue, type ReadIssue } from "#domain/report/read-issue";
import { type FormLabels, type Label, lineOf, splitRunTogether } from "./form-labels";
import { isBlankText, isLikeFigure, isPageNumber } from "./printed-text";
import { Header, type HeaderColumn, type InferredColumn, isRatioLabel } from "./header";
import type { FigureReading, RowReading, TableReading } from "./table-reading";

interface PrintedCell {
  readonly cell: GridCell;
  readonly labels: readonly Label[];
}

/**
 * Reads the rows of grids as one statutory table, by label: the header names the columns, the cells to
 * the left of the figures name the lines. A row without exactly one cell under each column is refused,
 * so that a lost cell shifts no figure. A header stays valid over a page break.
 */
export class GridFigures {
  private header: Header | undefined;
  private groups: readonly string[] = [];
  private width = 0;
  /** Labels over columns of ratios, which the form has none of. */
  private ratios: GridCell[] = [];
  private caption: string | undefined;
  private blankRow: { readonly grid: Grid; readonly row: number } | undefined;
  private readonly rows: RowReading[] = [];
  private readonly issues: ReadIssue[] = [];

  constructor(private readonly labels: FormLabels) {}

  /** The rows of all grids read so far. */
  get reading(): TableReading {
    this.readBlankRow();
    return { rows: this.rows, issues: this.issues };
  }

  /**
   * Reads the rows `from` up to but not including `to`.
   *
   * @param caption code of the line that the text above the grid names, where it names one
   */
  read(grid: Grid, from: number, to: number, caption?: string): void {
    this.readBlankRow();
    if (grid.columns !== this.width || caption !== undefined) this.header = undefined;
    if (grid.columns !== this.width) this.ratios = [];
    this.width = grid.columns;
    this.caption = caption;
    for (let row = from; row < to; row += 1) this.readRow(grid, row);
  }

  private readRow(grid: Grid, row: number): void {
    const slots = grid.slots[row] ?? [];
    const starting = slots.filter(
      (cell, slot): cell is GridCell => cell?.row === row && cell.column === slot,
    );
    const printed = starting
      .filter((cell) => !isBlankText(cell.text))
      .map((cell): PrintedCell => ({ cell, labels: this.labels.of(cell.text) }));
    if (printed.length === 0) {
      if (this.header?.namesLines) this.blankRow ??= { grid, row };
      return;
    }
    const [only] = printed;
    if (printed.length === 1 && only && this.isPageNumber(only.cell, starting.length)) return;
    if (only && printed.length === 1 && this.isCaption(only)) return;
    if (isRatioRow(printed)) return this.passOverRatios(printed);
    this.ratios.push(...printed.flatMap(({ cell }) => (isRatioLabel(cell.text) ? [cell] : [])));
    const hasFigures = printed.some(({ cell }) => isLikeFigure(cell.text));
    if (hasFigures) this.readLine(grid, row, printed, true);
    else if (this.isHeaderRow(printed) || this.continuesHeader(printed))
      this.addHeaderRow(starting, printed);
    else if (printed.every(({ labels }) => labels.some(isGroup) && !labels.some(isLine)))
      this.enterGroups(printed);
    else this.readLine(grid, row, printed, false);
  }

  private isPageNumber(cell: GridCell, cells: number): boolean {
    if (isPageNumber(cell.text)) return true;
    if (cells !== 1 || !/^\s*\d{1,3}\s*$/.test(cell.text)) return false;
    const { text, location } = cell;
    this.issues.push(readIssue("row_is_page_number", { table: this.labels.code, text, location }));
    return true;
  }

  /** Takes a row of one text that names a line of table 四 for the caption of the rows below. */
  private isCaption({ cell, labels }: PrintedCell): boolean {
    if (this.labels.code !== REVIEW_LITIGATION.code || labels.some(isLine)) return false;
    const line = this.labels.onlyLineIn(cell.text);
    if (line === undefined) return false;
    this.caption = line;
    this.header = undefined;
    return true;
  }

  /** A row of shares, such as 占比, which the form has none of. */
  private passOverRatios(printed: readonly PrintedCell[]): void {
    const { text, location } = printed[0]?.cell ?? { text: "", location: {} };
    const facts = { table: this.labels.code, label: text, location };
    this.issues.push(readIssue("row_of_ratios", facts));
  }

  /** Whether all words of a row stand under labels of the open header, whose words they may go on with. */
  private continuesHeader(printed: readonly PrintedCell[]): boolean {
    const { header } = this;
    if (!header || header.closed) return false;
    return printed.every(
      ({ cell, labels }) => labels.length === 0 && cell.rowSpan === 1 && header.continuesIn(cell),
    );
  }

  private isHeaderRow(printed: readonly PrintedCell[]): boolean {
    const isAcross = this.labels.table.code === REVIEW_LITIGATION.code;
    const firstSlot = this.header?.firstSlot ?? Infinity;
    const over = printed.filter(
      ({ cell, labels }) =>
        firstSlot === Infinity || cell.column + cell.columnSpan > firstSlot || !labels.some(isLine),
    );
    return over.some(({ labels }) =>
      labels.some(
        ({ kind }) =>
          kind === "column" ||
          kind === "heading" ||
          (isAcross && (kind === "line" || kind === "group")),
      ),
    );
  }

  private addHeaderRow(starting: readonly GridCell[], printed: readonly PrintedCell[]): void {
    if (!this.header || this.header.closed || this.blankRow) {
      this.readBlankRow();
      this.header = new Header(this.labels);
    }
    for (const { cell, labels } of printed) this.header.add(cell, labels);
    for (const cell of starting) if (isBlankText(cell.text)) this.header.addBlank(cell);
  }

  private enterGroups(printed: readonly PrintedCell[]): void {
    this.groups = printed.flatMap(({ labels }) => labels.find(isGroup)?.code ?? []);
    const hasOwnHeaders = this.labels.table.lines.some((line) => line.columns);
    if (hasOwnHeaders && this.header?.closed) this.header = undefined;
  }

  private readLine(
    grid: Grid,
    row: number,
    printed: readonly PrintedCell[],
    hasFigures: boolean,
  ): void {
    if (this.header?.namesLines && hasFigures) return this.readAcross(grid, row);
    const label = this.labelIn(printed);
    const path = label ? this.pathOf(label) : [];
    const own = path.at(-1) ?? [];
    const groups = this.groupsAt(grid, row, label?.cell.column ?? 0, path.slice(0, -1));
    const line = lineOf(this.labels.table, own, groups) ?? this.captionOf(own) ?? null;
    if (!hasFigures && line === null && !own.some(isLine)) {
      if (!label || !this.hasCellsUnderHeader(grid, row, label.cell)) return;
    }
    if (groups.length > 0) this.groups = groups;
    const location = label?.cell.location ?? printed[0]?.cell.location ?? {};
    if (this.header) this.header.closed = true;
    const { columns, figures } = this.figuresBeside(grid, row, label?.cell, line);
    this.rows.push({ line, label: label?.cell.text ?? "", location, columns, figures });
  }

  /** The last label of a row: before the columns, or a line of the form that wrong spans have moved. */
  private labelIn(printed: readonly PrintedCell[]): PrintedCell | undefined {
    const zone = Math.max(this.header?.firstSlot ?? Infinity, 1);
    const firstFigure = printed.findIndex(({ cell }) => isLikeFigure(cell.text));
    return printed.findLast(
      ({ cell, labels }, at) =>
        !isLikeFigure(cell.text) &&
        (cell.column < zone || (labels.some(isLine) && (firstFigure < 0 || at < firstFigure))),
    );
  }

  /** The line that the caption of the table names, for a row that names none itself. */
  private captionOf(own: readonly Label[]): string | undefined {
    return own.length === 0 && !this.header?.namesLines ? this.caption : undefined;
  }

  /**
   * The columns of a row and the figures under them. The slots of the header are tried first. Where
   * they do not fit, the row has one cell for each column after its label, and these are taken in order.
   */
  private figuresBeside(
    grid: Grid,
    row: number,
    label: GridCell | undefined,
    line: string | null,
  ): Pick<RowReading, "columns" | "figures"> {
    const { header } = this;
    if (!header) return { columns: null, figures: null };
    const end = label ? label.column + label.columnSpan : 0;
    const bySlot = (label ?? this.caption) ? header.columnsAfter(end) : undefined;
    const lines = line === null ? [] : [line];
    const figures = bySlot && this.figuresUnder(grid, row, bySlot.columns, lines, label);
    const named = figures
      ? bySlot
      : (bySlot ?? header.columnsAfter(header.firstSlot) ?? header.columnsInOrder);
    if (!named || (!label && this.caption === undefined)) return { columns: [], figures: null };
    for (const inferred of named.inferred)
      this.warnOfInferredLabel(inferred, label?.location ?? {});
    return {
      columns: named.columns.map((column) => column.code),
      figures: figures ?? this.figuresInOrder(grid, row, named.columns, label),
    };
  }

  /**
   * The figures of a row whose cells do not stand under the columns of its header: the cells after its
   * label in order, where there are as many as columns. Null where that is not certain.
   */
  private figuresInOrder(
    grid: Grid,
    row: number,
    columns: readonly HeaderColumn[],
    label?: GridCell,
  ): FigureReading[] | null {
    const slots = grid.slots[row] ?? [];
    const after = [...new Set(slots.slice(label ? label.column + label.columnSpan : 0))];
    const cells = after.filter((cell) => cell !== undefined && cell.row === row);
    const fromAbove = after.filter((cell) => cell !== undefined && cell.row < row);
    const isLabel = (cell: GridCell | undefined): boolean =>
      cell !== undefined && this.labels.of(cell.text).length > 0;
    const isClear = cells.every((cell) => cell?.rowSpan === 1 && !isLabel(cell));
    if (cells.length !== columns.length || !isClear || !fromAbove.every(isLabel)) return null;
    return columns.flatMap(({ code, unit }, i) => {
      const cell = cells[i];
      return cell ? [figureIn(cell, code, unit)] : [];
    });
  }

  private readonly inferredLabels = new Set<string>();

  /** Warns of a damaged label of the header once, however many rows stand under it. */
  private warnOfInferredLabel({ text, column }: InferredColumn, location: CellLocation): void {
    const key = `${column.code} ${text}`;
    if (this.inferredLabels.has(key)) return;
    this.inferredLabels.add(key);
    const facts = { table: this.labels.code, label: text, inferred: column.code, location };
    this.issues.push(readIssue("header_label_inferred", facts));
  }

  private pathOf({ cell, labels }: PrintedCell): readonly (readonly Label[])[] {
    if (labels.length > 0) return cell.rowSpan > 1 ? [labels.filter((l) => !isLine(l))] : [labels];
    return splitRunTogether(cell.text, this.labels);
  }

  /** Groups printed left of a label in its row, or run together with it; else the last groups read. */
  private groupsAt(
    grid: Grid,
    row: number,
    before: number,
    path: readonly (readonly Label[])[],
  ): readonly string[] {
    const slots = (grid.slots[row] ?? []).slice(0, before);
    const left = [...new Set(slots)].flatMap((cell) =>
      cell && !isBlankText(cell.text) ? [this.labels.of(cell.text)] : [],
    );
    const groups = [...left, ...path].flatMap((labels) => labels.find(isGroup)?.code ?? []);
    return groups.length > 0 ? groups : this.groups;
  }

  private hasCellsUnderHeader(grid: Grid, row: number, label: GridCell): boolean {
    const columns = this.header?.columnsAfter(label.column + label.columnSpan)?.columns ?? [];
    const cells = new Set(columns.map(({ from }) => grid.slots[row]?.[from]));
    return columns.length > 1 && cells.size === columns.length && !cells.has(undefined);
  }

  /** The figure under each column; null when there is not exactly one cell under each. */
  private figuresUnder(
    grid: Grid,
    row: number,
    columns: readonly HeaderColumn[],
    lines: readonly string[],
    label?: GridCell,
  ): FigureReading[] | null {
    const slots = grid.slots[row] ?? [];
    const taken = new Set<GridCell>();
    const figures: FigureReading[] = [];
    let besideBlank = false;
    for (const { code, from, to, unit } of columns) {
      const under = slots.slice(from, to);
      const cells = under.filter(
        (cell, i): cell is GridCell => cell !== undefined && under.indexOf(cell) === i,
      );
      const filled = cells.filter((cell) => !isBlankText(cell.text));
      const cell = filled.length === 1 ? filled[0] : cells[0];
      const isAlone = filled.length <= 1 && (filled.length === 1 || cells.length > 0);
      if (!cell || !isAlone || cell.rowSpan > 1 || cell.row !== row || taken.has(cell)) return null;
      taken.add(cell);
      besideBlank ||= filled.length === 1 && cells.length > 1;
      figures.push(figureIn(cell, code, unit));
    }
    const end = label ? label.column + label.columnSpan : 0;
    const hasStray = slots
      .slice(end)
      .some((cell) => cell && !taken.has(cell) && this.isStray(cell));
    if (hasStray || (label && taken.has(label))) return null;
    const edge = slots.findLastIndex((cell) => cell !== undefined);
    // An extra cell pushes the last merged one over the edge, and a blank under another column.
    if (besideBlank && edge >= (columns.at(-1)?.to ?? 0) && isRagged(grid, edge)) return null;
    const last = slots[edge];
    if (!last || taken.has(last) || !isRagged(grid, last.column)) return figures;
    if (figures.some(({ text }) => isBlankText(text))) return null;
    for (const line of lines) this.warnOfExtraCell(line, last);
    return figures;
  }

  /** Whether a cell shows something other than a share under a label of shares. */
  private isStray(cell: GridCell): boolean {
    if (isBlankText(cell.text)) return false;
    return !SHARE.test(cell.text) || !this.ratios.some((label) => covers(label, cell));
  }

  /** A row displaced by one cell may have lost its last figure, a blank, over the edge. */
  private warnOfExtraCell(line: string, { location }: GridCell): void {
    this.issues.push(
      readIssue("row_longer_than_header", { table: this.labels.code, line, location }),
    );
  }

  /** Reads the only row under a header of table 四 that names the lines too. */
  private readAcross(grid: Grid, row: number): void {
    const { table } = this.labels;
    const slots = grid.slots[row] ?? [];
    const location = slots[0]?.location ?? {};
    if (this.header) this.header.closed = true;
    this.blankRow = undefined;
    const columns = this.header?.acrossColumns;
    const codes = columns ? [...new Set(columns.map(({ line }) => line))] : [];
    const lines = table.lines.filter(({ code }) => codes.length === 0 || codes.includes(code));
    const [first] = slots;
    const label =
      first && isOwnWord(first, row) && this.labels.of(first.text).length === 0 ? first : undefined;
    const names = lines.map(({ code }) => code);
    const all = columns
      ? (this.figuresUnder(grid, row, columns, names, label) ??
        this.figuresInOrder(grid, row, columns, label))
      : null;
    for (const { code: line } of lines) {
      const own = columns?.flatMap((column, i) => (column.line === line ? [i] : [])) ?? [];
      this.rows.push({
        line,
        label: table.title,
        location,
        columns: own.flatMap((i) => columns?.[i]?.code ?? []),
        figures: all && own.flatMap((i) => all[i] ?? []),
      });
    }
  }

  /** A row of blanks under such a header is the figures of table 四, all blank. */
  private readBlankRow(): void {
    const blank = this.blankRow;
    if (blank && this.header && !this.header.closed) this.readAcross(blank.grid, blank.row);
    this.blankRow = undefined;
  }
}

function figureIn(
  { text, runs, location }: GridCell,
  column: string,
  unit: string | undefined,
): FigureReading {
  return { column, text, location, ...(runs ? { runs } : {}), ...(unit ? { unit } : {}) };
}

/** Whether a cell has all slots of one below it. */
function covers(above: GridCell, { column, columnSpan }: GridCell): boolean {
  return above.column <= column && above.column + above.columnSpan >= column + columnSpan;
}

const SHARE = /^\s*[+\-−－]?(?:\d+(?:\.\d+)?\s*[%％‰]|\d+\.\d+)\s*$/;
const PERCENTAGE = /^\s*[+\-−－]?\d+(?:\.\d+)?\s*[%％‰]\s*$/;

/** Whether a row is one of ratios: named so, or of percentages beside a label that is no line. */
function isRatioRow(printed: readonly PrintedCell[]): boolean {
  const label = printed.find(({ cell }) => !isLikeFigure(cell.text) && !PERCENTAGE.test(cell.text));
  const rest = printed.filter((each) => each !== label);
  const areRatios = rest.length > 0 && rest.every(({ cell }) => PERCENTAGE.test(cell.text));
  if (label && !label.labels.some(isLine) && areRatios) return true;
  return (
    label !== undefined &&
    isRatioLabel(label.cell.text) &&
    rest.length > 0 &&
    rest.every(({ cell }) => isLikeFigure(cell.text) || PERCENTAGE.test(cell.text))
  );
}

/** Whether a cell begins in a row and holds words. */
function isOwnWord(cell: GridCell, row: number): boolean {
  return cell.row === row && !isBlankText(cell.text) && !isLikeFigure(cell.text);
}

/** Whether some rows of a grid end before a column. */
function isRagged(grid: Grid, column: number): boolean {
  return grid.slots.some((slots) => slots[column] === undefined);
}

function isLine(label: Label): boolean {
  return label.kind === "line";
}

function isGroup(label: Label): boolean {
  return label.kind === "group";
}
