import { cellPositionOf } from "./cell-positions";
import { columnsIn, linesIn, sumsIn, type TableCode, tableOf, TABLES } from "./cells";
import { cellName } from "./cell-name";
import { type Edition, EDITIONS } from "./edition";
import { REQUESTS } from "./requests";
import type { Line } from "./table";

/** Something the form demands of figures: the left cells add up to what the right ones do. */
export interface Identity {
  readonly table: TableCode;
  /** `across` and `down`: one total on the left, its parts on the right. `balance`: two and two. */
  readonly kind: "across" | "down" | "balance";
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** Names of all cells, left ones first. */
  readonly cells: readonly string[];
}

function makeIdentity(
  table: TableCode,
  kind: Identity["kind"],
  left: readonly string[],
  right: readonly string[],
): Identity {
  return {
    table,
    kind,
    left: left.map(cellPositionOf),
    right: right.map(cellPositionOf),
    cells: [...left, ...right],
  };
}

/**
 * The items of table 三 that its printed check adds up: 一 + 二 = 三 + 四. The third is the total of
 * the outcomes; the others are the lines that stand in no group.
 */
export const BALANCE = (() => {
  const lines: readonly Line[] = REQUESTS.lines;
  const [first, second, fourth] = lines.filter((line) => !line.group);
  const third = lines.find((line) => line.sumOf);
  if (!first || !second || !third || !fourth)
    throw new Error("Table 三 lacks an item of its check");
  return { left: [first.code, second.code], right: [third.code, fourth.code] } as const;
})();

function deriveBalances(edition: Edition): Identity[] {
  const table = tableOf(REQUESTS.code);
  const line = linesIn(table, edition).find((candidate) => candidate.sumOf);
  return (line ? columnsIn(table, line, edition) : []).map((column) =>
    makeIdentity(
      REQUESTS.code,
      "balance",
      BALANCE.left.map((code) => cellName(code, column.code)),
      BALANCE.right.map((code) => cellName(code, column.code)),
    ),
  );
}

function deriveIdentities(table: TableCode, edition: Edition): Identity[] {
  const sums = sumsIn(table, edition).map((sum) =>
    makeIdentity(
      table,
      sum.direction,
      [sum.total.name],
      sum.parts.map((part) => part.name),
    ),
  );
  return table === REQUESTS.code ? [...sums, ...deriveBalances(edition)] : sums;
}

const IDENTITIES = new Map(
  TABLES.flatMap((table) =>
    EDITIONS.map(
      (edition) => [`${table.code}${edition}`, deriveIdentities(table.code, edition)] as const,
    ),
  ),
);

/** Every identity that an edition of a table demands: its sums and, in table 三, its balances. */
export function identitiesIn(table: TableCode, edition: Edition): readonly Identity[] {
  return IDENTITIES.get(`${table}${edition}`) ?? [];
}
