import { cellsIn, columnsIn, linesIn, tableOf, type TableCode } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import type { Edition } from "#domain/form/edition";
import type { CellState } from "#domain/report/printed-cell";
import type { Random } from "./random";

/** What a cell of an invented report prints, and what a reader must make of it. */
export interface TrueCell {
  readonly text: string;
  readonly value: number | null;
  readonly state: CellState;
}

/** An invented report: what it prints, cell by cell. */
export interface Truth {
  readonly body: string;
  readonly division: string;
  readonly year: number;
  readonly editions: Readonly<Record<TableCode, Edition>>;
  readonly cells: ReadonlyMap<string, TrueCell>;
}

export type ZeroStyle = "0" | "" | "/" | "-";

const STATES: Readonly<Record<ZeroStyle, CellState>> = {
  "0": "number",
  "": "blank",
  "/": "slash",
  "-": "dash",
};

/** Bodies of the fictional province. */
const BODIES = [
  { body: "霖川市晴溪区人民政府", division: "990101" },
  { body: "霖川市澄原县人民政府", division: "990121" },
  { body: "澜阳市漪溪区人民政府", division: "990201" },
  { body: "穗泽市莳原县人民政府", division: "990321" },
  { body: "霁原市桐津区人民政府", division: "990404" },
  { body: "枕浦市揽溪区人民政府", division: "991102" },
] as const;

/** Figures whose sums hold, so that nothing a reader doubts is the document's own fault. */
export function inventTruth(
  random: Random,
  options: { year?: number; zero?: ZeroStyle; hybrid?: boolean } = {},
): Truth {
  const { body, division } = random.pick(BODIES);
  const year = options.year ?? 2019 + random.below(7);
  const due: Edition = year <= 2020 ? 2019 : 2021;
  const editions: Record<TableCode, Edition> = {
    proactive_disclosure: due,
    requests: options.hybrid ? 2019 : due,
    review_litigation: due,
  };
  const values = new Map([
    ...proactive(random, editions.proactive_disclosure),
    ...requests(random, editions.requests),
    ...reviews(random, editions.review_litigation),
  ]);
  const zero = options.zero ?? "0";
  const cells = new Map<string, TrueCell>();
  for (const [name, value] of values)
    cells.set(
      name,
      value === 0 && zero !== "0"
        ? { text: zero, value: null, state: STATES[zero] }
        : { text: String(value), value, state: "number" },
    );
  return { body, division, year, editions, cells };
}

function proactive(random: Random, edition: Edition): Map<string, number> {
  return new Map(
    cellsIn("proactive_disclosure", edition).map((cell) => {
      if (cell.unit === "万元") return [cell.name, random.below(9_000_000) / 100];
      if (cell.column === "amount") return [cell.name, random.below(90_000_000)];
      const size = random.pick([3, 20, 300, 9000]);
      return [cell.name, random.chance(0.2) ? 0 : random.below(size)];
    }),
  );
}

function requests(random: Random, edition: Edition): Map<string, number> {
  const table = tableOf("requests");
  const values = new Map<string, number>();
  const at = (line: string, column: string): number => values.get(cellName(line, column)) ?? 0;
  const lines = linesIn(table, edition);
  const applicants = table.columns.filter((column) => !column.sumOf);
  for (const { code: column } of applicants) {
    const busy = random.chance(column === "natural_person" ? 1 : 0.4);
    const outcomes = lines.filter((line) => line.group);
    for (const line of outcomes)
      if (!line.sumOf)
        values.set(
          cellName(line.code, column),
          busy && random.chance(0.5) ? random.below(random.pick([4, 40, 400])) : 0,
        );
    const total = outcomes.reduce((sum, line) => sum + at(line.code, column), 0);
    values.set(cellName("handled_total", column), total);
    const out = busy ? random.below(6) : 0;
    values.set(cellName("carried_over_out", column), out);
    const carried = Math.min(total + out, busy ? random.below(5) : 0);
    values.set(cellName("carried_over_in", column), carried);
    values.set(cellName("new_requests", column), total + out - carried);
  }
  for (const line of lines)
    values.set(
      cellName(line.code, "total"),
      applicants.reduce((sum, column) => sum + at(line.code, column.code), 0),
    );
  return values;
}

function reviews(random: Random, edition: Edition): Map<string, number> {
  const table = tableOf("review_litigation");
  const values = new Map<string, number>();
  for (const line of linesIn(table, edition)) {
    let total = 0;
    for (const column of columnsIn(table, line, edition)) {
      const value = column.sumOf ? total : random.chance(0.5) ? random.below(15) : 0;
      total += value;
      values.set(cellName(line.code, column.code), value);
    }
  }
  return values;
}
