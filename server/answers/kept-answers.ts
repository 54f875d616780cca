import { type Answer, sizeOf } from "./answer";

/** Under which an answer is kept. */
export interface AnswerKey {
  /** Names the data and the code that it comes from. */
  readonly edition: string;
  readonly address: string;
}

/** An answer on its way, and who waits for it. */
interface Coming {
  readonly answer: Promise<Answer>;
  readonly abort: AbortController;
  waiting: number;
}

/**
 * Answers that were given, the least asked for forgotten first. Who asks what is being answered waits for the same
 * answer. Of editions that are not served any more nothing is kept, an answer that arrives late included.
 */
export class KeptAnswers {
  /** In the order in which they were last asked for. */
  readonly #kept = new Map<string, Answer>();
  #bytes = 0;
  readonly #coming = new Map<string, Coming>();
  #editions: readonly string[] = [];

  /** @param limit bytes that the answers may take together; one alone, an eighth of them */
  constructor(private readonly limit: number) {}

  /** Keeps answers of these editions only. */
  serve(...editions: string[]): void {
    this.#editions = editions;
    for (const key of this.#kept.keys()) if (!editions.includes(editionIn(key))) this.#forget(key);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Addresses of which answers are kept, those asked for last before the others. */
  addresses(edition: string): string[] {
    return [...this.#kept.keys()]
      .toReversed()
      .filter((key) => editionIn(key) === edition)
      .map((key) => key.slice(edition.length + 1));
  }

  /** Whether an answer is kept, or on its way. */
  isAtHand({ edition, address }: AnswerKey): boolean {
    const key = joined(edition, address);
    return this.#kept.has(key) || this.#coming.has(key);
  }

  find({ edition, address }: AnswerKey): Answer | undefined {
    return this.#recall(joined(edition, address));
  }

  /** Keeps an answer that was given before. */
  keep({ edition, address }: AnswerKey, answer: Answer): void {
    this.#keep(joined(edition, address), answer);
  }

  /**
   * The kept answer; else the one that `answer` gives, which is kept if it is a success. It is given up when
   * all who wait for it have gone.
   * @throws the reason of the signal, else what `answer` throws.
   */
  async ask(
    { edition, address }: AnswerKey,
    signal: AbortSignal,
    answer: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    signal.throwIfAborted();
    const key = joined(edition, address);
    const kept = this.#recall(key);
    if (kept) return kept;
    const coming = this.#coming.get(key) ?? this.#begin(key, answer);
    coming.waiting += 1;
    try {
      return await orAborted(coming.answer, signal);
    } finally {
      coming.waiting -= 1;
      if (coming.waiting === 0) {
        // What has come already is not given up; to say so costs more than all else here.
        if (signal.aborted) coming.abort.abort();
        this.#end(key, coming);
      }
    }
  }

  #begin(key: string, answer: (signal: AbortSignal) => Promise<Answer>): Coming {
    const abort = new AbortController();
    const keep = async (): Promise<Answer> => {
      const given = await answer(abort.signal);
      if (given.status === 200 && this.#editions.includes(editionIn(key))) this.#keep(key, given);
      return given;
    };
    const coming = { answer: keep(), abort, waiting: 0 };
    this.#coming.set(key, coming);
    return coming;
  }

  #recall(key: string): Answer | undefined {
    const answer = this.#kept.get(key);
    if (answer) {
      this.#kept.delete(key);
      this.#kept.set(key, answer);
    }
    return answer;
  }

  #keep(key: string, answer: Answer): void {
    this.#forget(key);
    if (sizeOf(answer) > this.limit / 8) return;
    this.#kept.set(key, answer);
    this.#bytes += sizeOf(answer);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.limit) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const answer = this.#kept.get(key);
    if (!answer) return;
    this.#kept.delete(key);
    this.#bytes -= sizeOf(answer);
  }

  #end(key: string, coming: Coming): void {
    if (this.#coming.get(key) === coming) this.#coming.delete(key);
  }
}

/** No address and no edition holds a blank. */
function joined(edition: string, address: string): string {
  return `${edition} ${address}`;
}

function editionIn(key: string): string {
  return key.slice(0, key.indexOf(" "));
}

async function orAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
