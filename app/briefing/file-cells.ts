import type ExcelJS from "exceljs";
import { z } from "zod";
import type { ChangedPlace } from "./file-paragraphs";
import type { SheetRow, WorkbookSheet } from "./workbook-cells";

/** Name of the hidden sheet that says what every row of a workbook was. */
const SEAL_SHEET = "核验用";
const NOTICE = "本页供核验文件是否被改动，请勿改动或者删除。";

/** A cell as it was written: a text, or a number with the format that it is shown in; null where it is empty. */
type WrittenCell = string | readonly [value: number, format: string] | null;
const cellSchema = z.union([z.string(), z.tuple([z.number(), z.string()]), z.null()]);
const cellsSchema = z.array(cellSchema);

/** Adds to a finished workbook the sheet by which a later change of any cell is found. */
export function sealCells(workbook: ExcelJS.Workbook): void {
  const sealed = workbook.worksheets.flatMap((sheet) => {
    const rows: [string, string][] = [];
    const { columnCount } = sheet;
    sheet.eachRow((row) => {
      const cells = Array.from({ length: columnCount }, (_, at): WrittenCell => {
        const cell = row.getCell(at + 1);
        // Of cells that are merged the first holds the text.
        if (cell.isMerged && cell.master !== cell) return null;
        const { value, numFmt } = cell;
        if (typeof value === "number") return [value, numFmt ?? ""];
        return typeof value === "string" ? value : null;
      });
      rows.push([sheet.name, JSON.stringify(cells)]);
    });
    return rows;
  });
  const seal = workbook.addWorksheet(SEAL_SHEET, { state: "hidden" });
  seal.addRow([NOTICE]);
  seal.addRows(sealed);
}

/** Every cell of a workbook that is not what was written; null where the workbook does not say what it was. */
export function findChangedCells(sheets: readonly WorkbookSheet[]): ChangedPlace[] | null {
  const seal = sheets.find(({ name }) => name === SEAL_SHEET);
  if (!seal) return null;
  const written = new Map<string, WrittenCell[][]>();
  for (const { cells } of seal.rows.slice(1)) {
    const found = parseCells(cells.get("B"));
    const name = cells.get("A");
    if (found === null || name === undefined) return null;
    written.set(name, [...(written.get(name) ?? []), found]);
  }
  const others = sheets.filter((sheet) => sheet !== seal);
  const lost = [...written.keys()]
    .filter((name) => !others.some((sheet) => sheet.name === name))
    .map((name): ChangedPlace => ({
      ...{ name: `工作表“${name}”`, kind: "words", stated: "有", found: "已删去" },
    }));
  return [
    ...lost,
    ...others.flatMap((sheet): ChangedPlace[] => {
      const rows = written.get(sheet.name);
      if (rows) return findChangedRows(sheet, rows);
      return [{ name: `工作表“${sheet.name}”`, kind: "words", stated: "无", found: "新增" }];
    }),
  ];
}

function parseCells(text: string | undefined): WrittenCell[] | null {
  try {
    return cellsSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}

interface StandingRow {
  readonly number: number;
  /** In the order in which the columns were written. */
  readonly cells: readonly string[];
  readonly columns: readonly string[];
}

/** The rows of a sheet that were changed, added or taken out; sorting them or moving columns changes nothing. */
function findChangedRows(
  { name: sheet, rows }: WorkbookSheet,
  written: readonly (readonly WrittenCell[])[],
): ChangedPlace[] {
  const [head = []] = written;
  const columns = columnsOf(head, rows[0]);
  const standing = rows
    .map(({ number, cells, reckoned }): StandingRow => {
      const textOf = (column: string): string =>
        `${reckoned.has(column) ? RECKONED : ""}${cells.get(column) ?? ""}`;
      return { number, columns, cells: columns.map(textOf) };
    })
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const beside = rows.flatMap(({ number, cells }) =>
    [...cells].flatMap(([column, text]): ChangedPlace[] =>
      columns.includes(column) || text.trim() === ""
        ? []
        : [{ name: `“${sheet}”${column}${number}`, kind: "words", stated: "空", found: text }],
    ),
  );
  const left = [...standing];
  const take = (isIt: (row: StandingRow) => boolean): StandingRow | undefined => {
    const at = left.findIndex(isIt);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const unmatched = written.filter(
    (was) => !take(({ cells }) => was.every((cell, at) => isSame(cell, cells[at] ?? ""))),
  );
  const changes = unmatched.flatMap((was): ChangedPlace[] => {
    const label = labelOf(was);
    // The row that bears its name, else one that agrees in most cells.
    const is =
      take(({ cells }) => cells[0] !== "" && isSame(was[0] ?? null, cells[0] ?? "")) ??
      take(({ cells }) => 2 * countSame(was, cells) > was.length);
    if (!is)
      return [
        { name: `“${sheet}”的一行（${label}）`, kind: "words", stated: "有", found: "已删去" },
      ];
    return was.flatMap((cell, at): ChangedPlace[] => {
      const found = is.cells[at] ?? "";
      // Some programs repeat the text of merged cells in each of them.
      if (isSame(cell, found) || (cell === null && found === is.cells[0])) return [];
      const header = head[at];
      const what = [label, typeof header === "string" && was !== head ? header : ""].filter(
        Boolean,
      );
      return [
        {
          name: `“${sheet}”${is.columns[at] ?? ""}${is.number}（${what.join("，")}）`,
          kind: Array.isArray(cell) ? "number" : "words",
          ...formatChange(cell, found),
        },
      ];
    });
  });
  const added = left.map(({ number, cells }): ChangedPlace => ({
    ...{ name: `“${sheet}”第${number}行（${cells.find(Boolean) ?? ""}）` },
    ...{ kind: "words", stated: "无", found: "新增" },
  }));
  return [...changes, ...added, ...beside];
}

/** Stands before what a cell shows that a formula reckons; none of ours does. */
const RECKONED = "公式：";

const letterOf = (at: number): string =>
  at < 26
    ? String.fromCharCode(65 + at)
    : `${letterOf(Math.floor(at / 26) - 1)}${letterOf(at % 26)}`;

/** The letters of the columns in the order in which they were written: by their heads where those are all there, else as they stand. */
function columnsOf(head: readonly WrittenCell[], row: SheetRow | undefined): string[] {
  const found = head.map(
    (cell) => [...(row?.cells ?? [])].find(([, text]) => cell !== null && isSame(cell, text))?.[0],
  );
  const known = found.filter((column) => column !== undefined);
  return known.length === head.length && new Set(known).size === known.length
    ? known
    : head.map((_, at) => letterOf(at));
}

const squeeze = (text: string): string => text.replaceAll(/\s/gu, "");

/** Programs keep 15 digits of a number, and none of the blanks at the ends of a line. */
function isSame(written: WrittenCell, found: string): boolean {
  if (written === null) return found.trim() === "";
  if (typeof written === "string") return squeeze(written) === squeeze(found);
  return found.trim() !== "" && Number(found).toPrecision(12) === written[0].toPrecision(12);
}

const countSame = (was: readonly WrittenCell[], is: readonly string[]): number =>
  was.filter((cell, at) => isSame(cell, is[at] ?? "")).length;

function labelOf(row: readonly WrittenCell[]): string {
  const first = row.find((cell) => cell !== null && cell !== "") ?? "";
  const label = formatCell(first);
  return label.length > 26 ? `${label.slice(0, 26)}…` : label;
}

/** A cell as its sheet shows it. */
function formatCell(cell: Exclude<WrittenCell, null>): string {
  return typeof cell === "string" ? cell : formatNumber(cell[0], cell[1]);
}

/** What was written and what stands now, as the sheet shows both; numbers with more digits where it shows them alike. */
function formatChange(written: WrittenCell, found: string) {
  const isBlank = found.trim() === "";
  const now = isBlank ? "空" : found;
  if (written === null || typeof written === "string")
    return { stated: written === null ? "空" : written, found: now };
  const [was, format] = written;
  const is = Number(found);
  if (isBlank || Number.isNaN(is)) return { stated: formatCell(written), found: now };
  const more = formatNumber(was, format) === formatNumber(is, format) ? 6 : 0;
  return { stated: formatNumber(was, format, more), found: formatNumber(is, format, more) };
}

/** 0.3079 in the format 0.0% as 30.8%. */
function formatNumber(value: number, format: string, more = 0): string {
  const digits = (/\.(0+)/u.exec(format)?.[1]?.length ?? 0) + more;
  return format.includes("%")
    ? `${(value * 100).toFixed(digits)}%`
    : String(Number(value.toPrecision(12)));
}
