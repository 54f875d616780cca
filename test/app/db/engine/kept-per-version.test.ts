import { beforeEach, describe, expect, it } from "vitest";
import { KeptPerVersion } from "#db/engine/kept-per-version.server";

let inUse = "first";

beforeEach(() => {
  inUse = "first";
});

const keep = (limit: number) =>
  new KeptPerVersion<string>(
    limit,
    (text) => text.length,
    () => Promise.resolve(inUse),
  );

/** Reckons the text of each key, and notes which it was asked for. */
function open(limit = 100) {
  const asked: string[] = [];
  const kept = keep(limit);
  const ask = (...keys: string[]) =>
    kept.ask(keys, (missing) => {
      const texts = missing.map((index) => `${keys[index] ?? ""} of ${inUse}`);
      asked.push(...texts);
      return Promise.resolve(texts);
    });
  return { ask, asked };
}

describe("what is kept per version", () => {
  it("is reckoned once; of several together only what is missing, each in its place", async () => {
    const { ask, asked } = open();
    await ask("b");
    expect(await ask("a", "b", "c")).toEqual(["a of first", "b of first", "c of first"]);
    expect(asked).toEqual(["b of first", "a of first", "c of first"]);
  });

  it("is reckoned anew of another version", async () => {
    const { ask } = open();
    await ask("a");
    inUse = "next";
    expect(await ask("a")).toEqual(["a of next"]);
  });

  it("is not what another version may have answered while it was reckoned", async () => {
    const kept = keep(100);
    const reckon = (): Promise<string[]> => {
      inUse = "next";
      return Promise.resolve(["of either"]);
    };
    await kept.ask(["a"], reckon);
    inUse = "first";
    expect(await kept.ask(["a"], () => Promise.resolve(["of first"]))).toEqual(["of first"]);
  });

  it("is reckoned once for all who ask at the same time; where that fails, for each", async () => {
    const kept = keep(100);
    let reckoned = 0;
    const reckon = async (): Promise<string[]> => {
      reckoned += 1;
      const isFirst = reckoned === 1;
      await Promise.resolve();
      if (isFirst) throw new Error("It fails");
      return ["now"];
    };
    const ends = await Promise.allSettled([kept.ask(["a"], reckon), kept.ask(["a"], reckon)]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    inUse = "next";
    await Promise.all(["a", "a", "a"].map((key) => kept.ask([key], reckon)));
    expect(reckoned).toBe(3);
  });

  it("leaves when there is no room, what was asked for least lately first", async () => {
    const { ask, asked } = open(25);
    await ask("a");
    await ask("b");
    await ask("a");
    await ask("c");
    asked.length = 0;
    await ask("a");
    await ask("b");
    expect(asked).toEqual(["b of first"]);
  });

  it("is not what failed", async () => {
    const kept = keep(100);
    await expect(kept.ask(["a"], () => Promise.reject(new Error("It fails")))).rejects.toThrow();
    expect(await kept.ask(["a"], () => Promise.resolve(["now"]))).toEqual(["now"]);
  });
});
