import { type TableCode, tableOf } from "../form/cells";
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
import { findUnstatedBlanks } from "./identity-state";

/** The identities of a table, with what is known of a report's cells so far. */
class Proof {
  readonly #known = new Set<number>();
  readonly #values: ReportValues;

  constructor(values: ReportValues) {
    this.#values = values;
  }

  get known(): ReadonlySet<number> {
    return this.#known;
  }

  /** Takes a blank for known: 0, or the sum of its parts. Returns whether that is news. */
  learn(position: number): boolean {
    if (!this.isOpen(position)) return false;
    this.#known.add(position);
    return true;
  }

  isOpen(position: number): boolean {
    return (this.#values.bitsAt(position) & (EMPTY | DASH)) !== 0 && !this.#known.has(position);
  }

  /** What an identity proves of its open cells. Returns whether that is news. */
  apply({ kind, left, right }: Identity): boolean {
    const all = [...left, ...right];
    const bitsAt = (position: number) => this.#values.bitsAt(position);
    if (all.some((position) => bitsAt(position) & (MISSING | UNREADABLE))) return false;
    const openLeft = left.filter((position) => this.isOpen(position));
    const openRight = right.filter((position) => this.isOpen(position));
    const open = [...openLeft, ...openRight];
    const [only] = open;
    if (only === undefined) return false;
    const sumOfKnown = (positions: readonly number[]) =>
      positions.reduce((sum, at) => (this.isOpen(at) ? sum : sum + this.#values.at(at)), 0);
    const missing = sumOfKnown(left) - sumOfKnown(right);
    // A blank total is the sum of its parts once all of them are known.
    const isTotal = kind !== "balance" && openLeft.length === 1 && openRight.length === 0;
    const expected = openLeft.length > 0 ? -missing : missing;
    if (open.length === 1 && (isTotal || bitsAt(only) & COMPUTED))
      return expected === this.#values.at(only) && this.learn(only);
    // Counts that come to nothing together are nothing each.
    const isOneSided = openLeft.length === 0 || openRight.length === 0;
    if (!isOneSided || missing !== 0) return false;
    if (all.some((position) => this.#values.at(position) < 0)) return false;
    if (open.some((position) => this.#values.at(position) !== 0)) return false;
    return open.map((position) => this.learn(position)).some(Boolean);
  }
}

/** Blanks in a row that is filled otherwise: those of a total's parts of which one is printed. */
function learnFromRows(
  proof: Proof,
  values: ReportValues,
  table: TableCode,
  edition: Edition,
): void {
  const unstated = findUnstatedBlanks(values, table, edition);
  const rows = identitiesIn(table, edition).filter(({ kind }) => kind === "across");
  const isPrinted = (position: number): boolean => (values.bitsAt(position) & PRINTED) !== 0;
  const isFilled = ({ left, right }: Identity): boolean => [...left, ...right].some(isPrinted);
  const isTableFilled = tableOf(table).isOneRow === true && rows.some(isFilled);
  for (const row of rows) {
    const isBlankRow = !isFilled(row);
    if (isBlankRow ? !isTableFilled : !row.right.some(isPrinted)) continue;
    for (const position of isBlankRow ? [...row.left, ...row.right] : row.right)
      if (values.bitsAt(position) === EMPTY && !unstated.has(position)) proof.learn(position);
  }
}

/**
 * The blanks of a table whose figure is known, by position: those in a row that is filled otherwise are 0, as are those
 * that the identities of the form prove to be; a blank total is the sum of its parts. A slash is a blank here; a dash
 * is 0 only where that is proven. Whatever else is blank is not stated.
 */
export function findKnownBlanks(
  values: ReportValues,
  table: TableCode,
  edition: Edition,
): ReadonlySet<number> {
  const proof = new Proof(values);
  learnFromRows(proof, values, table, edition);
  const identities = identitiesIn(table, edition);
  for (let news = true; news;)
    news = identities.map((identity) => proof.apply(identity)).some(Boolean);
  return proof.known;
}
