import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalAddress, NoAddress } from "#server/answers/site-address";
import { PARAMETERS } from "../../app/pages/parameters";

describe("the canonical address", () => {
  it.each([
    ["/compare?year=2024&area=990000", "/compare?area=990000&year=2024"],
    ["/compare?isappinstalled=0&utm_source=x", "/compare"],
    [
      "/districts/compare?codes=b&year=2024&codes=a",
      "/districts/compare?codes=b&codes=a&year=2024",
    ],
    ["/compare?q=a?b", "/compare?q=a%3Fb"],
    ["//other.example/compare", "/other.example/compare"],
    ["/checks?q=市%E5%B1%80", "/checks?q=%E5%B8%82%E5%B1%80"],
    ["/?", "/"],
  ])("of %s is %s", (given, canonical) => {
    expect(canonicalAddress(given)).toBe(canonical);
    expect(canonicalAddress(canonical)).toBe(canonical);
  });

  it.each(["http://other.example/", "*", "", "/%ff", `/?q=${"a".repeat(5_000)}`])(
    "is none of %s",
    (given) => {
      expect(() => canonicalAddress(given)).toThrow(NoAddress);
    },
  );

  it("has every parameter that the app reads or writes by name", () => {
    const named = readdirSync("app", { recursive: true, encoding: "utf8" })
      // What is sent to the desk stands in no address.
      .filter((file) => /\.tsx?$/u.test(file) && !/^(?:desk|pages\/draft)\//u.test(file))
      .flatMap((file) => namesIn(readFileSync(join("app", file), "utf8")));
    expect(named.length).toBeGreaterThan(20);
    expect([...new Set(named)].filter((name) => !PARAMETERS.has(name))).toEqual([]);
  });
});

/** Names of parameters in a source: of those that are read or set, of controls of forms, of pages of a table. */
function namesIn(source: string): string[] {
  const patterns = [
    /(?:search|[pP]arameters|searchParams|params|next)\s*\.(?:get|getAll|has|set|append|delete)\(\s*"(\w+)"/gu,
    /<(?:input|select|textarea|button)\b[^>]*?\bname="(\w+)"/gu,
    /\b[A-Z]+_(?:PAGE|PARAMETER) = "(\w+)"/gu,
  ];
  return patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, name = ""]) => name));
}
