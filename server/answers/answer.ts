import type { Headers } from "../security";

/** What is asked: an address of the site, and the version of the data to answer from. */
export interface Question {
  /** Path and parameters, canonical (site-address.ts). */
  readonly address: string;
  /** Number of the version; null where there is no sound one. */
  readonly version: number | null;
}

/** The content codings that answers are kept in, the smallest first. */
export const CODINGS = ["br", "gzip", "identity"] as const;
export type Coding = (typeof CODINGS)[number];

/** An answer as it is kept: a text in both compressed codings and no other, anything else as it is. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bodies: Readonly<Partial<Record<Coding, Uint8Array>>>;
}

/** Answers to the pages, wherever they are rendered. */
export interface Renderer {
  /**
   * Has all of whatever renders answer these when nothing else is asked, and again where it is started anew, so that no
   * reader waits for what is opened and reckoned once. Settled when what is at work has none of them left to begin.
   */
  readonly warm?: (questions: readonly Question[]) => Promise<void>;
  /** The refusal of whoever asks this now; null where he would be answered soon. */
  readonly busyFor?: (address: string) => Busy | null;
  /**
   * @param isOwn asked by the server itself, which nobody waits for: never refused
   * @throws Busy where too many are waiting; the reason of the signal, where it is aborted; another error where the
   *   version cannot be opened or the rendering failed
   */
  readonly answer: (question: Question, signal: AbortSignal, isOwn?: boolean) => Promise<Answer>;
}

/** More is asked than can be answered soon. */
export class Busy extends Error {
  override readonly name = "Busy";
  private constructor(readonly seconds: number) {
    super(`Busy for ${seconds} s`);
  }

  static readonly #made = new Map<number, Busy>();

  /**
   * The same one each time: where thousands are refused, to note where each was made takes as long as to refuse it.
   * @param seconds after which there is room again
   */
  static for(seconds: number): Busy {
    const busy = Busy.#made.get(seconds) ?? new Busy(seconds);
    Busy.#made.set(seconds, busy);
    return busy;
  }
}

/** Bytes that an answer takes in memory, headers included. */
export function sizeOf({ bodies }: Answer): number {
  return Object.values(bodies).reduce((sum, body) => sum + body.byteLength, 1_000);
}
