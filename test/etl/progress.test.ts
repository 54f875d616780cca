import { expect, it } from "vitest";
import { trackBoth } from "#etl/progress";

it("counts as done what both of two have done", () => {
  const reported: number[] = [];
  const { one, other } = trackBoth((done) => reported.push(done));
  one(2);
  other(1);
  other(3);
  one(3);
  expect(reported).toEqual([0, 1, 2, 3]);
});
