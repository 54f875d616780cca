import { findCellPosition } from "../form/cell-positions";
import type { TableCode } from "../form/cells";
import type { Edition } from "../form/edition";
import { identitiesIn, type Identity } from "../form/identities";
import {
  COMPUTED,
  DASH,
  EMPTY,
  MISSING,
  PRINTED,
  type ReportValues,
  UNREADABLE,
} from "../report/report-values";

/**
 * What an identity of the form says of a report's figures. `fails`: it does not hold, blanks taken for 0.
 * `impossible`: whatever the cells are that cannot be read, it does not hold, as the others come to too much
 * already. `blankTotal`: the total is blank, so its parts give it. `blankParts`, `blankLine`: every part of a total,
 * or an item of the balance in every column, is blank, so that they are not stated. `unknown`: a cell that cannot be
 * read decides.
 */
type IdentityState =
  "holds" | "fails" | "impossible" | "blankTotal" | "blankParts" | "blankLine" | "unknown";

/** An identity with both its sums, what cannot be read counted as 0. */
export interface AssessedIdentity {
  readonly identity: Identity;
  readonly state: IdentityState;
  readonly left: number;
  readonly right: number;
  /** Where the values come from, combined. */
  readonly bits: number;
}

function addUp(values: ReportValues, positions: readonly number[]): number {
  let sum = 0;
  for (const position of positions) sum += values.at(position);
  return sum;
}

function bitsOf(values: ReportValues, positions: readonly number[]): number {
  let bits = 0;
  for (const position of positions) bits |= values.bitsAt(position);
  return bits;
}

/** Says of an identity whether a report's figures meet it. */
export function assessIdentity(
  values: ReportValues,
  identity: Identity,
  edition: Edition,
): AssessedIdentity {
  const [leftBits, rightBits] = [bitsOf(values, identity.left), bitsOf(values, identity.right)];
  const [left, right] = [addUp(values, identity.left), addUp(values, identity.right)];
  const bits = leftBits | rightBits;
  const stateOf = (): IdentityState => {
    const isUnread = (side: number): boolean => (side & (MISSING | UNREADABLE | DASH)) !== 0;
    if (leftBits === PRINTED && isUnread(rightBits) && right > left) return "impossible";
    if (rightBits === PRINTED && isUnread(leftBits) && left > right) return "impossible";
    if (bits & (MISSING | UNREADABLE)) return "unknown";
    if (identity.kind !== "balance" && leftBits & COMPUTED) return "blankTotal";
    if (left === right) return "holds";
    if (bits & DASH) return "unknown";
    if (identity.kind !== "balance" && !(rightBits & (PRINTED | COMPUTED))) return "blankParts";
    return findBlankLine(values, identity, edition) === undefined ? "fails" : "blankLine";
  };
  return { identity, state: stateOf(), left, right, bits };
}

/** The item of a balance that is blank in every column, so that the table does not state it; its first cell here. */
export function findBlankLine(
  values: ReportValues,
  identity: Identity,
  edition: Edition,
): string | undefined {
  if (identity.kind !== "balance") return undefined;
  const balances = identitiesIn(identity.table, edition).filter(({ kind }) => kind === "balance");
  const item = identity.cells.findIndex((_, index) =>
    balances.every(({ left, right }) => {
      const position = [...left, ...right][index];
      return position !== undefined && values.bitsAt(position) === EMPTY;
    }),
  );
  return identity.cells[item];
}

/**
 * Positions of blanks that a table leaves unstated: the parts of a printed total that are all blank, and an item of
 * the balance that is blank in every column. They are no 0: the identities would fail.
 */
export function findUnstatedBlanks(
  values: ReportValues,
  table: TableCode,
  edition: Edition,
): ReadonlySet<number> {
  const unstated = new Set<number>();
  const isBlank = (position: number): boolean => values.bitsAt(position) === EMPTY;
  for (const identity of identitiesIn(table, edition)) {
    const { state } = assessIdentity(values, identity, edition);
    if (state === "blankParts") identity.right.filter(isBlank).forEach((at) => unstated.add(at));
    if (state !== "blankLine") continue;
    const line = findBlankLine(values, identity, edition);
    const at = line === undefined ? undefined : findCellPosition(line);
    if (at !== undefined) unstated.add(at);
  }
  return unstated;
}
