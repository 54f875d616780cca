import { expect, it } from "vitest";
import { keysOf } from "#domain/records";

it("lists the keys of a record in the order of their declaration", () => {
  expect(keysOf({ second: 2, first: 1 })).toEqual(["second", "first"]);
});
