import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { holdFailures, isAnyRequestHeld, retryHeldRequests } from "#request/held-requests";

beforeEach(() => vi.stubGlobal("window", { location: { href: "http://localhost/compare" } }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const DATA = "/compare?year=2023&_data=pages%2Fcompare%2Fpage";

/** Answers with each in turn: a status, or null where the network is down. */
function answering(...answers: readonly (Response | null)[]) {
  const left = [...answers];
  return vi.fn(async () => {
    const answer = left.shift();
    if (!answer) throw new TypeError("Failed to fetch");
    return answer;
  });
}

describe("a page's request for data", () => {
  it.each([
    ["the network is down", null],
    ["the server is overloaded", new Response("", { status: 503 })],
    ["too much was asked", new Response("", { status: 429 })],
  ])("waits while %s, and is answered once it is tried again", async (_, failure) => {
    const send = answering(failure, new Response("figures"));
    const answer = holdFailures(send)(DATA);
    await vi.waitFor(() => expect(isAnyRequestHeld()).toBe(true));
    retryHeldRequests();
    expect(await (await answer).text()).toBe("figures");
    expect(send).toHaveBeenCalledTimes(2);
    expect(isAnyRequestHeld()).toBe(false);
  });

  it("asks a server that is busy for a moment again by itself, twice at most", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const busy = () => new Response("", { status: 503, headers: { "Retry-After": "1" } });
    const send = answering(busy(), busy(), new Response("figures"));
    const answer = holdFailures(send)(DATA);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await (await answer).text()).toBe("figures");
    expect(send).toHaveBeenCalledTimes(3);
    const refused = answering(busy(), busy(), busy(), new Response("figures"));
    const held = holdFailures(refused)(DATA);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(refused).toHaveBeenCalledTimes(3);
    expect(isAnyRequestHeld()).toBe(true);
    retryHeldRequests();
    expect(await (await held).text()).toBe("figures");
  });

  it("that the page itself refuses is answered at once", async () => {
    const refusal = new Response("没有载入", { status: 503, headers: { "X-Remix-Catch": "yes" } });
    const answer = await holdFailures(answering(refusal))(DATA);
    expect(answer.status).toBe(503);
  });

  it("ceases to wait when the visitor goes elsewhere", async () => {
    const leaving = new AbortController();
    const answer = holdFailures(answering(null))(DATA, { signal: leaving.signal });
    const dropped = expect(answer).rejects.toThrow("Dropped");
    await vi.waitFor(() => expect(isAnyRequestHeld()).toBe(true));
    leaving.abort();
    await dropped;
    expect(isAnyRequestHeld()).toBe(false);
  });

  it("for anything else fails as ever", async () => {
    await expect(holdFailures(answering(null))("/districts/find?q=jt")).rejects.toThrow("Failed");
  });
});
