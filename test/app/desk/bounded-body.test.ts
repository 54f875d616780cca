import { describe, expect, it } from "vitest";
import { BoundedBody } from "#desk/bounded-body.server";
import { withUpload } from "#desk/upload.server";

const CHUNK = 64 * 1024;
const isOwn = (): boolean => true;

/** A form that begins as told and goes on with a number of chunks; counts those that were asked for. */
function formOf(start: string, chunks: number, end = "") {
  const sent = { chunks: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent.chunks > chunks) {
          if (end !== "") controller.enqueue(Buffer.from(end));
          controller.close();
        }
        if (sent.chunks <= chunks)
          controller.enqueue(Buffer.from(sent.chunks === 0 ? start : "a".repeat(CHUNK)));
        sent.chunks += 1;
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { "Content-Type": "multipart/form-data; boundary=b" };
  const init = { method: "POST", headers, body, duplex: "half" } as const;
  return { sent, request: new Request("http://localhost/desk/draft", init) };
}

describe("a form whose headers have no end", () => {
  it.each([
    ["of a part", "--b\r\nX-Long: "],
    ["before the first part", "no part"],
  ])("%s is refused, and taken in to its end so that its sender hears why", async (_, start) => {
    const { request, sent } = formOf(start, 64);
    await expect(withUpload(request, isOwn, () => Promise.resolve())).rejects.toThrow("表单不完整");
    expect(sent.chunks).toBeGreaterThan(64);
  });

  it("is held in memory no further than headers are long", async () => {
    const { request, sent } = formOf("--b\r\nX-Long: ", 64);
    const readAll = async () => {
      for await (const chunk of new BoundedBody(request).chunks()) expect(chunk.length).not.toBe(0);
    };
    await expect(readAll()).rejects.toThrow("no content");
    expect(sent.chunks).toBeLessThan(12);
  });

  it("takes content of any length that is followed", async () => {
    const start =
      '--b\r\nContent-Disposition: form-data; name="document"; filename="a.html"\r\n\r\n';
    const { request } = formOf(start, 64, "\r\n--b--\r\n");
    expect(await withUpload(request, isOwn, ({ bytes }) => Promise.resolve(bytes))).toBe(
      64 * CHUNK,
    );
  });
});
