/**
 * Finds bodies of the registers by part of the name of a division or of a body, by pinyin initials or by a code: what
 * was typed as argument and, behind it, the beginnings of the codes that come first, with commas between; a JSON list that fits bodyChoiceSchema on standard output, the best first.
 */
import process from "node:process";
import type { BodyChoice } from "#domain/desk/original";
import { findDivisions } from "#domain/report/division-search";
import { loadBodies } from "#etl/intake/bodies";
import { loadDivisions } from "#etl/intake/register";

const MOST_DIVISIONS = 12;
const MOST_BODIES = 12;

const [typed = "", near = ""] = process.argv.slice(2);
const first = near.split(",").filter((beginning) => beginning !== "");
process.stdout.write(`${JSON.stringify(findBodies(typed.trim()))}\n`);

/** Those of the divisions that come first before the others, else in their order. */
function nearFirst<Each>(list: readonly Each[], codeOf: (each: Each) => string): Each[] {
  const isFar = (each: Each): number =>
    first.some((beginning) => codeOf(each).startsWith(beginning)) ? 0 : 1;
  return list.toSorted((one, other) => isFar(one) - isFar(other));
}

function findBodies(sought: string): BodyChoice[] {
  const divisions = loadDivisions();
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const placeOf = (code: string | null): string => {
    const division = code === null ? undefined : byCode.get(code);
    return division ? `${placeOf(division.parent)}${division.name}` : "";
  };
  const stem = sought.replace(/(?:人民政府)?(?:办公厅|办公室)?$/u, "");
  const found = nearFirst(
    findDivisions(divisions, stem === "" ? sought : stem),
    ({ code }) => code,
  ).slice(0, MOST_DIVISIONS);
  const codes = new Set(found.map(({ code }) => code));
  const registered = nearFirst(
    loadBodies().filter(
      ({ name, division }) => codes.has(division) || (sought !== "" && name.includes(sought)),
    ),
    ({ division }) => division,
  ).slice(0, MOST_BODIES);
  const choices: BodyChoice[] = [
    ...registered.map(({ name, kind, division }) => ({
      division,
      place: placeOf(division),
      kind,
      body: name,
    })),
    ...found.flatMap(({ code, name, level, parent }) => {
      const common = { division: code, place: placeOf(code) };
      const city = parent === null ? "" : (byCode.get(parent)?.name ?? "");
      const own = level === "county" ? `${city}${name}` : name;
      const office = level === "province" ? "办公厅" : "办公室";
      return [
        { ...common, kind: "government", body: `${own}人民政府` },
        { ...common, kind: "office", body: `${own}人民政府${office}` },
      ];
    }),
  ];
  return nearFirst(choices, ({ division }) => division);
}
