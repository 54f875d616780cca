import type { Lane } from "../answers/lanes";

/** Times of the last this many turns count. */
const REMEMBERED = 10;
/** So few for each place always may wait: on a slow machine a single turn takes longer than anything is bearable. */
const FEW = 2;
/** After which a line that was never empty counts as one that stands, in milliseconds. */
const STANDS_AFTER = 500;

/**
 * Those who wait for a turn, first come first served; nobody joins who would wait longer than is bearable. What comes at
 * once and is worked off may wait long; where more comes than can be answered, the same number is answered, and sooner,
 * if the line is kept short.
 */
export class WaitingLine<Waiting> {
  readonly #waiting: Waiting[] = [];
  #usualTurn: number;
  /** When it was empty last. */
  #filledAt = 0;

  constructor(
    private readonly lane: Pick<Lane, "patience" | "whileStanding" | "firstGuess">,
    private readonly now = (): number => performance.now(),
  ) {
    this.#usualTurn = lane.firstGuess;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /**
   * Milliseconds that who came now would wait.
   * @param places that take turns from this line
   */
  expectedWait(places: number): number {
    return (this.#waiting.length * this.#usualTurn) / places;
  }

  isFull(places: number): boolean {
    if (this.#waiting.length < FEW * places) return false;
    const stands = this.now() - this.#filledAt > STANDS_AFTER;
    return this.expectedWait(places) > (stands ? this.lane.whileStanding : this.lane.patience);
  }

  join(waiting: Waiting): void {
    if (this.#waiting.length === 0) this.#filledAt = this.now();
    this.#waiting.push(waiting);
  }

  /** Before all others, who had a turn already. */
  joinFirst(waiting: Waiting): void {
    if (this.#waiting.length === 0) this.#filledAt = this.now();
    this.#waiting.unshift(waiting);
  }

  leave(waiting: Waiting): boolean {
    const place = this.#waiting.indexOf(waiting);
    if (place < 0) return false;
    this.#waiting.splice(place, 1);
    return true;
  }

  next(): Waiting | undefined {
    return this.#waiting.shift();
  }

  /** Takes note of how long a turn took. */
  took(milliseconds: number): void {
    this.#usualTurn += (milliseconds - this.#usualTurn) / REMEMBERED;
  }
}
