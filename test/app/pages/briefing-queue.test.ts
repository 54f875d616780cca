import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { runQueued } from "#pages/briefing/queue";

it("composes two documents at a time, the first asked for first, whichever fail", async () => {
  let [running, most] = [0, 0];
  const begun: number[] = [];
  const answers = await Promise.allSettled(
    Array.from({ length: 7 }, (_, index) =>
      runQueued(async () => {
        begun.push(index);
        running += 1;
        most = Math.max(most, running);
        await nextTurn();
        running -= 1;
        if (index % 3 === 0) throw new Error("It fails");
        return index;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
});

it("lets other work go on between two documents", async () => {
  const order: string[] = [];
  const heavy = [1, 2, 3].map((each) => runQueued(async () => void order.push(`document ${each}`)));
  setImmediate(() => order.push("page"));
  await Promise.all(heavy);
  expect(order.indexOf("page")).toBeLessThan(order.indexOf("document 3"));
});
