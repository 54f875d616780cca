import type { TypedResponse } from "@remix-run/node";
import { copyAsJson } from "#charts/page-drawing.server";
import { LateResponse } from "#request/late-response.server";

class LoadedData<Data> extends LateResponse {
  constructor(private readonly data: Data) {
    super(() => JSON.stringify(data), {
      headers: { "Content-Type": "application/json; charset=utf-8" },
    });
  }

  override json(): Promise<Data> {
    return Promise.resolve(copyAsJson(this.data));
  }
}

/** What a loader answers: written as JSON where a browser asks for it, handed over where its page is rendered here. */
export function json<Data>(data: Data): TypedResponse<Data> {
  return new LoadedData(data);
}
