import { describe, expect, it } from "vitest";
import { formatCleanShare } from "#domain/comparison/coverage";

describe("the share without errors", () => {
  it("is 100.0% only where it is all", () => {
    expect(formatCleanShare(1)).toBe("100.0%");
    expect(formatCleanShare(0.99999)).toBe("99.9%");
    expect(formatCleanShare(0.571)).toBe("57.1%");
  });
});
