import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalAddress, NoAddress } from "#server/answers/site-address";
import { MASTHEAD_KEYS } from "#domain/briefing/masthead";
import { CARRIED_FILTERS } from "#domain/filters/carried";
import { FILTER_KEYS } from "#domain/filters/filters";
import { DESK } from "#server/desk";
import { PAGES } from "../../app/pages/pages";
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
    const named = sources().flatMap(({ text }) => namesIn(text));
    expect(named.length).toBeGreaterThan(20);
    expect([...new Set(named)].filter((name) => !PARAMETERS.has(name))).toEqual([]);
  });

  it("has every parameter whose name the app takes from a list", () => {
    const reading = sources().filter(({ text }) => hasComputedName(text));
    expect(
      reading.map(({ file }) => file).sort(),
      "a file that reads parameters by names it computes says here which, or the server leaves them out unseen",
    ).toEqual(Object.keys(COMPUTED_NAMES).sort());
    const names = Object.values(COMPUTED_NAMES).flat();
    expect(names.filter((name) => !PARAMETERS.has(name))).toEqual([]);
  });
});

/** The files that read parameters by names that do not stand beside the reading, and those names. */
const COMPUTED_NAMES: Readonly<Record<string, readonly string[]>> = {
  "components/filter-bar.tsx": [...CARRIED_FILTERS, "sort", "q"],
  "domain/briefing/choices.ts": [...MASTHEAD_KEYS, "indicators", "sections"],
  "domain/filters/address.ts": FILTER_KEYS,
  "domain/filters/carried.ts": CARRIED_FILTERS,
  "request/page-request.server.ts": FILTER_KEYS,
  // The names of pages of tables are constants, which `namesIn` finds.
  "tables/order.ts": ["page"],
};

/** The folders of pages below the address of the desk. */
const DESK_PAGES = Object.entries(PAGES).flatMap(([folder, { path }]) =>
  path.startsWith(DESK) ? `pages/${folder}` : [],
);

/** The sources of the app but for the desk, whose addresses the server takes as they are. */
function sources(): { readonly file: string; readonly text: string }[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/u.test(file) && ![...DESK_PAGES, "desk"].includes(dirname(file)))
    .map((file) => ({ file, text: readFileSync(join("app", file), "utf8") }));
}

/** Whether parameters of an address are read by a name that is neither written there nor a constant that `namesIn` finds. */
function hasComputedName(source: string): boolean {
  const computed =
    /\b(?:search|\w*[pP]arameters|\w*[pP]arams|next|nearest)\s*\.(?:get|getAll|has)\((?!\s*(?:"|[A-Z]+_(?:PAGE|PARAMETER)\b))/u;
  return computed.test(source);
}

/** Names of parameters in a source: of those that are read or set, of controls of forms, of pages of a table. */
function namesIn(source: string): string[] {
  const patterns = [
    /(?:search|[pP]arameters|searchParams|params|next)\s*\.(?:get|getAll|has|set|append|delete)\(\s*"(\w+)"/gu,
    /<(?:input|select|textarea|button)\b[^>]*?\bname="(\w+)"/gu,
    /\b[A-Z]+_(?:PAGE|PARAMETER) = "(\w+)"/gu,
  ];
  return patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, name = ""]) => name));
}
