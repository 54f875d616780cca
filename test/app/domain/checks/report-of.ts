import { type CheckContext, EMPTY_CONTEXT } from "#domain/checks/check-context";
import type { Finding } from "#domain/checks/check-rule";
import { findingsOf } from "#domain/checks/engine";
import { cellsIn, linesIn, type TableCode, tableOf } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import { type Edition, editionFor } from "#domain/form/edition";
import type { CheckedCell, CheckedReport } from "#domain/report/checked-report";

/** "" is a blank cell, "/" a slash, "-" a dash, null a cell that is not printed. */
export type Print = number | "" | "/" | "-" | null;

export function cellOf(print: Exclude<Print, null>): CheckedCell {
  if (typeof print === "number") return { value: print, state: "number", raw: String(print) };
  const state = ({ "": "blank", "/": "slash", "-": "dash" } as const)[print];
  return { value: null, state, raw: print };
}

/** Cells of a whole table, 0 where nothing else is said. */
function zeros(table: TableCode, edition: Edition): Map<string, CheckedCell> {
  return new Map(cellsIn(table, edition).map((cell) => [cell.name, cellOf(0)]));
}

type Lines = Readonly<Record<string, readonly Print[]>>;

/** Cells from lines of prints, in the order of the table's columns. */
function printed(table: TableCode, edition: Edition, lines: Lines) {
  const declared = tableOf(table);
  const cells = zeros(table, edition);
  const known = new Set(linesIn(declared, edition).map((line) => line.code));
  for (const [line, prints] of Object.entries(lines)) {
    if (!known.has(line)) throw new Error(`no line ${line} in ${table} ${edition}`);
    prints.forEach((print, index) => {
      const name = cellName(line, declared.columns[index]?.code ?? "");
      if (print === null) cells.delete(name);
      else cells.set(name, cellOf(print));
    });
  }
  return cells;
}

export interface Given extends Partial<Omit<CheckedReport, "cells">> {
  readonly requests?: Lines;
  readonly review_litigation?: Lines;
  /** Cells by name, on top of the lines. */
  readonly set?: Readonly<Record<string, Print>>;
}

/** A report whose every figure is 0 but for what is given. */
export function reportOf(given: Given = {}): CheckedReport {
  const { requests = {}, review_litigation = {}, set = {}, ...facts } = given;
  const year = facts.year ?? 2023;
  const edition = editionFor(year);
  const forms = facts.forms ?? {
    proactive_disclosure: edition,
    requests: edition,
    review_litigation: edition,
  };
  const of = (table: TableCode, lines: Lines): Iterable<[string, CheckedCell]> =>
    forms[table] ? printed(table, forms[table], lines) : [];
  const cells = new Map([
    ...of("proactive_disclosure", {}),
    ...of("requests", requests),
    ...of("review_litigation", review_litigation),
  ]);
  for (const [name, print] of Object.entries(set)) {
    if (print === null) cells.delete(name);
    else cells.set(name, cellOf(print));
  }
  return {
    id: `990101-${year}`,
    body: "示例市样本区人民政府办公室",
    kind: "office",
    divisionCode: "990101",
    level: "county",
    scope: "organ",
    publishedOn: null,
    sections: [],
    preface: null,
    ...facts,
    year,
    forms,
    cells,
  };
}

/** Findings of the checks whose id starts with a prefix. */
export function findingsBy(
  prefix: string,
  report: CheckedReport,
  context: Partial<CheckContext> = {},
): Finding[] {
  return findingsOf(report, { ...EMPTY_CONTEXT, ...context }).filter(({ check }) =>
    check.startsWith(prefix),
  );
}

/** A table 三 in which everything holds: 8 + 3 = 9 + 2, some of it by a company. */
export const SOUND = {
  new_requests: [6, 2, 0, 0, 0, 0, 8],
  carried_over_in: [3, 0, 0, 0, 0, 0, 3],
  disclosed: [4, 1, 0, 0, 0, 0, 5],
  unable_not_held: [3, 1, 0, 0, 0, 0, 4],
  handled_total: [7, 2, 0, 0, 0, 0, 9],
  carried_over_out: [2, 0, 0, 0, 0, 0, 2],
} as const;
