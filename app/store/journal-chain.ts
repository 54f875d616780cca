import type { JournalFault, JournalVerdict } from "#domain/desk/journal";
import { hashOf } from "./content-hash";
import { FIRST_PREV, type JournalLine } from "./journal-line";

/** The last line that was certainly written: its number and its hash. Kept beside the lines, so that lines cut off are missed. */
export interface JournalHead {
  readonly line: number;
  readonly hash: string;
}

export const EMPTY_HEAD: JournalHead = { line: 0, hash: FIRST_PREV };

/** SHA-256 of lines that were broken off, of the bytes of the last and what stands before it. */
export function hashTorn(before: string | null, bytes: Buffer): string {
  return hashOf(Buffer.concat([Buffer.from(before ?? ""), bytes]));
}

/** Follows the hashes of a journal from line to line and keeps the first fault. */
export class JournalChain {
  readonly #head: JournalHead | null;
  readonly #torn: number[] = [];
  #lines = 0;
  #hash = FIRST_PREV;
  #fault: JournalFault | null = null;
  /** The number that the first line after a gap bears. */
  #afterGap = 0;
  /** Lines that are none, until the next whole one says whether they were broken off. */
  #broken: { readonly numbers: readonly number[]; readonly hash: string } | null = null;
  #isHeadFound: boolean;

  /** @param head null where it is not there or cannot be read */
  constructor(head: JournalHead | null) {
    this.#head = head;
    this.#isHeadFound = head === null || head.line === 0;
  }

  /** @param line what its bytes say; null where they are not what was written */
  add(bytes: Buffer, line: JournalLine | null): void {
    const number = (this.#lines += 1);
    const broken = this.#broken;
    if (line === null) {
      const numbers = [...(broken?.numbers ?? []), number];
      this.#broken = { numbers, hash: hashTorn(broken?.hash ?? null, bytes) };
      return;
    }
    this.#broken = null;
    if (broken && line.torn === broken.hash) this.#torn.push(...broken.numbers);
    else if (broken) this.#note(broken.numbers[0] ?? number, "altered");
    if (line.line > number || (!broken && line.torn !== undefined)) {
      if (this.#fault === null) this.#afterGap = line.line;
      this.#note(number, "missing");
    } else if (line.line < number) this.#note(number, "reordered");
    else if (line.prev !== this.#hash) this.#note(Math.max(1, number - 1), "altered");
    // The line that was missed stands further down.
    if (this.#fault?.kind === "missing" && line.line < this.#afterGap)
      this.#fault = { line: this.#fault.line, kind: "reordered" };
    this.#hash = line.hash;
    if (this.#head?.line === number && this.#head.hash === line.hash) this.#isHeadFound = true;
  }

  #note(line: number, kind: JournalFault["kind"]): void {
    this.#fault ??= { line, kind };
  }

  /** How all lines stand that were added. */
  verdict(): JournalVerdict {
    const [head, left] = [this.#head, this.#broken?.numbers ?? []];
    const whole = this.#lines - left.length;
    // What was certainly written was not broken off.
    const [first] = left;
    if (first !== undefined && head !== null && first <= head.line) this.#note(first, "altered");
    if (head !== null && head.line > this.#lines) this.#note(this.#lines + 1, "cut");
    else if (head !== null && !this.#isHeadFound) this.#note(head.line, "altered");
    if (head === null && this.#lines > 0) this.#note(this.#lines, "headless");
    return {
      lines: this.#lines,
      lastHash: whole === 0 ? null : this.#hash,
      fault: this.#fault,
      torn: this.#fault === null ? [...this.#torn, ...left] : this.#torn,
    };
  }
}
