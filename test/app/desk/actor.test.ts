import { describe, expect, it } from "vitest";
import { hasRole, LOCAL_USER, mayChange, ROLE_CODES } from "#domain/desk/actor";

describe("an actor", () => {
  it("may do what his role and those before it may", () => {
    const table = ROLE_CODES.map((role) => ROLE_CODES.map((needed) => hasRole({ role }, needed)));
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  it.each([
    [["990100"], "990101", true],
    [["990100"], "990100", true],
    [["990100"], "990201", false],
    [["990100"], "990000", false],
    [["990000"], "990201", true],
    [["990101"], "990102", false],
    [["990101", "990102"], "990102", true],
    [["990000"], null, false],
    [[], "990101", false],
  ])("whose area is %j may change what stands of %s: %s", (divisions, division, may) => {
    expect(mayChange({ divisions }, division)).toBe(may);
  });

  it("at the computer itself may do all of it", () => {
    expect(mayChange(LOCAL_USER, null)).toBe(true);
    expect(hasRole(LOCAL_USER, "publish")).toBe(true);
  });
});
