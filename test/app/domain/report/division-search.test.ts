import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findDivisions, namesTyped, onlyDivision } from "#domain/report/division-search";
import { startsWithInitials } from "#domain/report/name-initials";

const DIVISIONS = [
  { code: "990000", name: "示例省" },
  { code: "990100", name: "澜阳市" },
  { code: "990102", name: "葭塘区" },
  { code: "990103", name: "新塘区" },
  { code: "350200", name: "厦门市" },
  { code: "500000", name: "重庆市" },
];

const namesFor = (typed: string) => findDivisions(DIVISIONS, typed).map(({ name }) => name);

describe("the search for a division", () => {
  it.each([
    ["jtq", ["葭塘区"]],
    ["JT", ["葭塘区"]],
    ["tq", ["葭塘区", "新塘区"]],
    ["葭塘", ["葭塘区"]],
    [" 葭 塘 区 ", ["葭塘区"]],
    ["塘", ["葭塘区", "新塘区"]],
    ["990102", ["葭塘区"]],
    ["9901", ["澜阳市", "葭塘区", "新塘区"]],
    ["qq", []],
    ["", []],
  ])("takes “%s” for %j", (typed, names) => {
    expect(namesFor(typed)).toEqual(names);
  });

  it("knows both readings of a character, so that names read otherwise than alone are found", () => {
    expect(namesFor("xms")).toEqual(["厦门市"]);
    expect(namesFor("cqs")).toEqual(["重庆市"]);
  });

  it("puts a name that begins so before one that only holds it", () => {
    const divisions = ["平新县", "新县", "西新区"].map((name) => ({ code: "0", name }));
    expect(findDivisions(divisions, "新").map(({ name }) => name)).toEqual([
      "新县",
      "平新县",
      "西新区",
    ]);
  });

  it("has a letter for every character of the real divisions", () => {
    const names = readFileSync("test/fixtures/real-division-names.txt", "utf8").match(
      /\p{Script=Han}/gu,
    );
    const letters = [..."abcdefghijklmnopqrstuvwxyz"];
    const unread = [...new Set(names)].filter(
      (name) => !letters.some((letter) => startsWithInitials(name, letter)),
    );
    expect(unread).toEqual([]);
  });
});

describe("several names typed at once", () => {
  it.each([
    ["葭塘区、新塘区，厦门", ["葭塘区", "新塘区", "厦门"]],
    ["jtq xtq", ["jtq", "xtq"]],
    ["葭塘区 990102、新塘区", ["990102", "新塘区"]],
    [" 葭 塘 区 ", ["葭塘区"]],
    ["990102 990103", ["990102", "990103"]],
    ["、 ", []],
  ])("are told apart in “%s”", (typed, names) => {
    expect(namesTyped(typed)).toEqual(names);
  });

  it("mean a division each where only one fits, or one is called so", () => {
    const meant = (typed: string) => onlyDivision(findDivisions(DIVISIONS, typed), typed)?.name;
    expect(["塘", "葭", "新塘区"].map(meant)).toEqual([undefined, "葭塘区", "新塘区"]);
  });
});
