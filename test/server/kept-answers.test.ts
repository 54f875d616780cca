import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#server/answers/answer";
import { KeptAnswers } from "#server/answers/kept-answers";

const NOW = { edition: "now", address: "/compare" };

function answerOf(text: string, status = 200): Answer {
  return { status, headers: {}, bodies: { identity: Buffer.from(text) } };
}

function open(bytes = 1_000_000): KeptAnswers {
  const kept = new KeptAnswers(bytes);
  kept.serve("now");
  return kept;
}

const waiting = () => new AbortController().signal;

/** An answer that comes when it is told to. */
function later() {
  let give: (answer: Answer) => void = () => undefined;
  let given: AbortSignal | undefined;
  const ask = vi.fn((signal: AbortSignal) => {
    given = signal;
    return new Promise<Answer>((resolve) => (give = resolve));
  });
  return { ask, give: (answer: Answer) => give(answer), isGivenUp: () => given?.aborted };
}

describe("answers that are kept", () => {
  it("are given again without being asked for, until the edition is not served any more", async () => {
    const kept = open();
    const ask = vi.fn(() => Promise.resolve(answerOf("first")));
    await kept.ask(NOW, waiting(), ask);
    expect(await kept.ask(NOW, waiting(), ask)).toEqual(answerOf("first"));
    expect(kept.find({ ...NOW, address: "/other" })).toBeUndefined();
    kept.serve("now", "next");
    expect(kept.find(NOW)).toBeDefined();
    kept.serve("next");
    expect(kept.find(NOW)).toBeUndefined();
    expect([ask.mock.calls.length, kept.bytes]).toEqual([1, 0]);
  });

  it("of an edition that ended meanwhile are given to who asked, and not kept", async () => {
    const kept = open();
    const { ask, give } = later();
    const answer = kept.ask(NOW, waiting(), ask);
    kept.serve("next");
    give(answerOf("late"));
    expect(await answer).toEqual(answerOf("late"));
    expect(kept.find(NOW)).toBeUndefined();
  });

  it("are successes only", async () => {
    const kept = open();
    await kept.ask(NOW, waiting(), () => Promise.resolve(answerOf("没有这个页面", 404)));
    const failing = () => Promise.reject(new Error("It fails"));
    await expect(kept.ask(NOW, waiting(), failing)).rejects.toThrow("It fails");
    expect(kept.find(NOW)).toBeUndefined();
  });

  it("take no more than their bytes: those that nobody asked for again go first, and none that is too large stays", async () => {
    const kept = open(40_000);
    const put = (address: string, size: number) =>
      kept.ask({ ...NOW, address }, waiting(), () => Promise.resolve(answerOf("x".repeat(size))));
    for (let page = 1; page <= 8; page += 1) await put(`/${String(page)}`, 3_500);
    kept.find({ ...NOW, address: "/1" });
    await put("/10", 3_500);
    await put("/large", 6_000);
    expect(kept.bytes).toBeLessThanOrEqual(40_000);
    expect(kept.addresses("now").slice(0, 2)).toEqual(["/10", "/1"]);
    expect(kept.addresses("now")).not.toContain("/2");
    expect(kept.addresses("now")).not.toContain("/large");
  });
});

describe("a question that is being answered", () => {
  it("is asked once, however many wait for it, and goes on when some of them leave", async () => {
    const kept = open();
    const { ask, give, isGivenUp } = later();
    const leaving = new AbortController();
    const answers = [leaving.signal, waiting(), waiting()].map((signal) =>
      kept.ask(NOW, signal, ask),
    );
    leaving.abort(new Error("Gone"));
    await expect(answers[0]).rejects.toThrow("Gone");
    expect(isGivenUp()).toBe(false);
    give(answerOf("for both"));
    expect(await answers[1]).toBe(await answers[2]);
    expect(ask).toHaveBeenCalledOnce();
  });

  it("is given up when all have left, and asked anew for who comes then", async () => {
    const kept = open();
    const { ask, isGivenUp } = later();
    const leaving = new AbortController();
    const answer = kept.ask(NOW, leaving.signal, ask);
    leaving.abort(new Error("Gone"));
    await expect(answer).rejects.toThrow("Gone");
    expect(isGivenUp()).toBe(true);
    const anew = await kept.ask(NOW, waiting(), () => Promise.resolve(answerOf("anew")));
    expect(anew).toEqual(answerOf("anew"));
  });
});
