import { describe, expect, it } from "vitest";
import { formatPlainValue } from "#export/plain-table";

describe("a value in a document", () => {
  it("has no thousands separator, and no unit that its header names", () => {
    expect(formatPlainValue(12345, "count")).toBe("12345");
    expect(formatPlainValue(-12345, "count")).toBe("−12345");
    expect(formatPlainValue(0.0125, "points")).toBe("+1.3");
    expect(formatPlainValue(-0.01254, "fine_points")).toBe("−1.254");
    expect(formatPlainValue(0.293, "growth")).toBe("+29.3%");
  });

  it("is “—” where it is not known, and a text as it is", () => {
    expect(formatPlainValue(null, "share")).toBe("—");
    expect(formatPlainValue("1,234个百分点", "text")).toBe("1,234个百分点");
  });
});
