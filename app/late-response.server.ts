import { copyAsJson } from "#charts/page-drawing.server";

const encoder = new TextEncoder();

/**
 * A response whose bytes are made when somebody reads them. Who takes its text within this process gets what was written
 * as it is: a page of 700,000 characters would be encoded and decoded again on its way.
 */
export class LateResponse extends Response {
  constructor(
    private readonly write: () => string,
    init: ResponseInit,
  ) {
    super(
      new ReadableStream(
        {
          pull(controller) {
            controller.enqueue(encoder.encode(write()));
            controller.close();
          },
        },
        { highWaterMark: 0 },
      ),
      init,
    );
  }

  override text(): Promise<string> {
    return Promise.resolve(this.write());
  }
}

/** What a loader answers: written as JSON where a browser asks for it, handed over where its page is rendered here. */
class LoadedData extends LateResponse {
  constructor(private readonly data: unknown) {
    super(() => JSON.stringify(data), {
      headers: { "Content-Type": "application/json; charset=utf-8" },
    });
  }

  override json(): Promise<unknown> {
    return Promise.resolve(copyAsJson(this.data));
  }
}

/** The answer of a loader, made without writing it; a response is one already, and of nothing the framework complains. */
export function answerOfLoader(data: unknown): unknown {
  return data instanceof Response || data === undefined ? data : new LoadedData(data);
}
