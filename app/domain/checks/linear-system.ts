import { printedCellsIn } from "../form/cell-positions";
import type { TableCode } from "../form/cells";
import type { Edition } from "../form/edition";
import { identitiesIn } from "../form/identities";
import { findUnstatedBlanks } from "./identity-state";
import { DASH, EMPTY, MISSING, type ReportValues, UNREADABLE } from "../report/report-values";

/** The identities of a table as linear equations over its cells, each of them to come out as 0. */
export interface LinearSystem {
  /** Names of the cells: the columns of the system. */
  readonly cells: readonly string[];
  readonly values: readonly number[];
  /** Columns that hold no figure and were eliminated. */
  readonly unknown: ReadonlySet<number>;
  /** Coefficients that remain, an equation a row. */
  readonly rows: readonly Float64Array[];
}

interface Skeleton {
  readonly cells: readonly string[];
  readonly positions: readonly number[];
  readonly totals: ReadonlySet<number>;
  readonly rows: readonly Float64Array[];
}

const skeletons = new Map<string, Skeleton>();

function skeletonOf(table: TableCode, edition: Edition): Skeleton {
  const key = `${table}${edition}`;
  const known = skeletons.get(key);
  if (known) return known;
  const { names: cells, positions } = printedCellsIn(table, edition);
  const columnOf = new Map(positions.map((position, column) => [position, column]));
  const identities = identitiesIn(table, edition);
  const rows = identities.map(({ left, right }) => {
    const row = new Float64Array(cells.length);
    for (const position of left) row[columnOf.get(position) ?? 0] = 1;
    for (const position of right) row[columnOf.get(position) ?? 0] = -1;
    return row;
  });
  const totals = new Set(
    identities.flatMap(({ kind, left }) =>
      kind === "balance" ? [] : [columnOf.get(left[0] ?? -1) ?? -1],
    ),
  );
  const skeleton = { cells, positions, totals, rows };
  skeletons.set(key, skeleton);
  return skeleton;
}

/** Takes an unknown out of the system: one equation gives its value, the others check it. */
function eliminate(rows: Float64Array[], column: number): Float64Array[] {
  const pivot = rows.find((row) => row[column] !== 0);
  if (!pivot) return rows;
  const head = pivot[column] ?? 1;
  return rows.flatMap((row) => {
    if (row === pivot) return [];
    const factor = (row[column] ?? 0) / head;
    return factor === 0 ? row : row.map((value, index) => value - factor * (pivot[index] ?? 0));
  });
}

/**
 * The equations that can be evaluated. A blank total, a blank that the table leaves unstated, a dash, an illegible
 * cell and one that is not printed are unknowns; every other blank and every slash is 0.
 */
export function buildLinearSystem(
  table: TableCode,
  edition: Edition,
  reportValues: ReportValues,
): LinearSystem {
  const { cells, positions, totals, rows } = skeletonOf(table, edition);
  const unknown = new Set<number>();
  const unstated = findUnstatedBlanks(reportValues, table, edition);
  positions.forEach((position, column) => {
    const bits = reportValues.bitsAt(position);
    const isOpen = (bits & EMPTY && totals.has(column)) || unstated.has(position);
    if (bits & (MISSING | DASH | UNREADABLE) || isOpen) unknown.add(column);
  });
  let left = [...rows];
  for (const column of unknown) left = eliminate(left, column);
  const values = positions.map((position, column) =>
    unknown.has(column) ? 0 : reportValues.at(position),
  );
  return { cells, values, unknown, rows: left };
}

/** What each equation comes out as: 0 where it holds. */
export function residuesOf({ rows, values }: LinearSystem): number[] {
  return rows.map((row) => {
    let sum = 0;
    for (let column = 0; column < values.length; column += 1)
      sum += (row[column] ?? 0) * (values[column] ?? 0);
    return sum;
  });
}
