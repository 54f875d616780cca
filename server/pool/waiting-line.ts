/** Times of the last this many turns count. */
const REMEMBERED = 10;

/** Those who wait for a turn, first come first served; nobody joins who would wait longer than is bearable. */
export class WaitingLine<Waiting> {
  readonly #waiting: Waiting[] = [];
  #usualTurn: number;

  /**
   * @param patience the longest wait that is bearable, in milliseconds
   * @param firstGuess of how long a turn takes, in milliseconds
   */
  constructor(
    private readonly patience: number,
    firstGuess: number,
  ) {
    this.#usualTurn = firstGuess;
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
    return this.#waiting.length > 0 && this.expectedWait(places) > this.patience;
  }

  join(waiting: Waiting): void {
    this.#waiting.push(waiting);
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
