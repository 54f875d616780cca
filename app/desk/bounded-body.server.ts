/** Bytes that may stand between contents: boundaries and headers of parts. */
const SLACK = 64 * 1024;
const SLACK_OF_PART = 8 * 1024;
/** Bytes of a refused form that are still taken in, so that its sender hears why. */
const LISTENED_TO = 256 * 1024 * 1024;

/**
 * The body of a form of several parts, which a parser may read no further ahead of its contents than headers are long:
 * parsers keep the headers of a part in memory, and somebody may send one without end.
 */
export class BoundedBody {
  /** The same request with this body. */
  readonly request: Request;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #passed = 0;
  #allowed = SLACK;

  constructor({ url, method, headers, body }: Request) {
    const reader = body?.getReader();
    this.#reader = reader;
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) {
        controller.close();
        return;
      }
      if (this.#passed > this.#allowed)
        throw new Error(`${this.#passed} bytes of a form, and no content`);
      this.#passed += value.length;
      controller.enqueue(value);
    };
    const bounded = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
    this.request = new Request(url, { method, headers, body: bounded, duplex: "half" });
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
