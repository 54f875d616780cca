/** Bytes that may stand between contents, or be read and not yet taken: boundaries, headers of parts, what is on its way. */
const SLACK = 512 * 1024;
const SLACK_OF_PART = 8 * 1024;
/** Bytes of a refused form that are still taken in, so that its sender hears why. */
const LISTENED_TO = 256 * 1024 * 1024;

/**
 * The body of a form of several parts, which a parser may read no further ahead of its contents than headers are long:
 * parsers keep the headers of a part in memory, and somebody may send one without end.
 */
export class BoundedBody {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #passed = 0;
  #allowed = SLACK;

  constructor({ body }: Pick<Request, "body">) {
    this.#reader = body?.getReader();
  }

  /** @throws Error where the parser has read too far ahead */
  async *chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { done, value } = (await this.#reader?.read()) ?? { done: true, value: undefined };
      if (done) return;
      if (this.#passed > this.#allowed)
        throw new Error(`${this.#passed} bytes of a form, and no content`);
      this.#passed += value.length;
      yield value;
    }
  }

  /** Lets the parser go on to the headers of another part. */
  addPart(): void {
    this.#allowed += SLACK_OF_PART;
  }

  /** Lets the parser go on by as many bytes of content as were taken. */
  addContent(bytes: number): void {
    this.#allowed += bytes;
  }

  /** Takes in what is left: a browser that still sends does not read an answer, and tells of a broken connection. */
  async drain(): Promise<void> {
    try {
      while (this.#passed < LISTENED_TO) {
        const { done, value } = (await this.#reader?.read()) ?? { done: true };
        if (done) return;
        this.#passed += value?.length ?? 0;
      }
    } catch {
      // Its sender has gone away.
    }
  }
}
