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
