import type { Grid, GridCell } from "../read/document";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import type { CellLocation } from "#domain/report/printed-cell";
import { readIssue, type ReadIssue } from "#domain/report/read-issue";
import { type FormLabels, type Label, lineOf, splitRunTogether } from "./form-labels";
import { isBlankText, isLikeFigure, isPageNumber } from "./printed-text";
import { Header, type InferredColumn } from "./header";
import { isRatioLabel, isRatioRow, isShareUnder } from "./ratios";
import { figuresInOrder, figuresUnder, type HeaderColumn, type RowPlace } from "./row-figures";
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
    if (isRatioRow(printed.map(({ cell, labels }) => ({ text: cell.text, labels }))))
      return this.passOverRatios(printed);
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
    const place: RowPlace = { grid, row, ...(label ? { label } : {}) };
    const lines = line === null ? [] : [line];
    const figures = bySlot && this.figuresUnder(place, bySlot.columns, lines);
    const named = figures
      ? bySlot
      : (bySlot ?? header.columnsAfter(header.firstSlot) ?? header.columnsInOrder);
    if (!named || (!label && this.caption === undefined)) return { columns: [], figures: null };
    for (const inferred of named.inferred)
      this.warnOfInferredLabel(inferred, label?.location ?? {});
    return {
      columns: named.columns.map((column) => column.code),
      figures: figures ?? figuresInOrder(place, named.columns, this.isLabel),
    };
  }

  private readonly isLabel = ({ text }: GridCell): boolean => this.labels.of(text).length > 0;
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

  /** The figures under the columns of the header; null when there is not exactly one cell under each. */
  private figuresUnder(
    place: RowPlace,
    columns: readonly HeaderColumn[],
    lines: readonly string[],
  ): readonly FigureReading[] | null {
    const found = figuresUnder(place, columns, (cell) => isShareUnder(this.ratios, cell));
    if (!found) return null;
    const { figures, extra } = found;
    // A row displaced by one cell may have lost its last figure, a blank, over the edge.
    if (extra)
      for (const line of lines)
        this.issues.push(
          readIssue("row_longer_than_header", {
            table: this.labels.code,
            line,
            location: extra.location,
          }),
        );
    return figures;
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
    const place: RowPlace = { grid, row, ...(label ? { label } : {}) };
    const all = columns
      ? (this.figuresUnder(place, columns, names) ?? figuresInOrder(place, columns, this.isLabel))
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

/** Whether a cell begins in a row and holds words. */
function isOwnWord(cell: GridCell, row: number): boolean {
  return cell.row === row && !isBlankText(cell.text) && !isLikeFigure(cell.text);
}

function isLine(label: Label): boolean {
  return label.kind === "line";
}

function isGroup(label: Label): boolean {
  return label.kind === "group";
}
