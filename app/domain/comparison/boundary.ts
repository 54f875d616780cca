import {
  formatNames,
  formatSuccession,
  groupBySuccession,
  type Successor,
} from "../report/boundary-changes";
import { existsIn } from "../report/division";
import type { ReportRatio } from "./judged-body";

/** Figures made comparable across boundary changes, and what was done about each, by code. */
export interface BridgedRatios {
  readonly figures: readonly ReportRatio[];
  readonly notes: ReadonlyMap<string, string>;
}

/**
 * Puts divisions that became one another between two years under one code, so that the same ground is
 * compared; where one of them has no figure the ground differs, and the note says that nothing is
 * bridged. Nor are bodies that a division has several of, such as its departments.
 */
export function bridgeBoundaries(
  figures: readonly ReportRatio[],
  register: readonly Successor[],
  earlier: number,
  later: number,
): BridgedRatios {
  const notes = new Map<string, string>();
  let bridgedFigures = figures;
  const present = new Set(figures.map(({ division_code }) => division_code));
  for (const ground of groupBySuccession(register)) {
    if (!ground.some(({ code }) => present.has(code))) continue;
    const before = ground.filter((division) => existsIn(division, earlier));
    const after = ground.filter((division) => existsIn(division, later));
    const [unit] = after;
    if (!unit || haveSameCodes(before, after)) continue;
    const change = formatSuccession(before, after);
    const codes = new Set(ground.map(({ code }) => code));
    for (const { code, division_code } of figures)
      if (code !== division_code && codes.has(division_code))
        notes.set(code, `${change}；所属地区前后范围不同，不能衔接`);
    const parts = [
      ...before.map(({ code }) => findRatio(figures, code, earlier)),
      ...after.map(({ code }) => findRatio(figures, code, later)),
    ];
    if (parts.every((part) => part === undefined)) continue;
    if (parts.some((part) => part === undefined)) {
      const note = `${change}；其中有地区的报告未载入，前后范围不同，不能衔接`;
      for (const { code } of ground) notes.set(code, note);
      continue;
    }
    notes.set(unit.code, `${change}；按相同范围合并衔接`);
    const name = `${formatNames(before)}→${formatNames(after)}`;
    bridgedFigures = [
      ...bridgedFigures.filter((figure) => !codes.has(figure.code)),
      ...[earlier, later].flatMap((year) =>
        mergeRatios(
          parts.flatMap((part) => (part?.year === year ? part : [])),
          unit.code,
          name,
        ),
      ),
    ];
  }
  return { figures: bridgedFigures, notes };
}

function haveSameCodes(one: readonly Successor[], other: readonly Successor[]): boolean {
  return (
    one.length === other.length && one.every(({ code }) => other.some((each) => each.code === code))
  );
}

function findRatio(
  figures: readonly ReportRatio[],
  code: string,
  year: number,
): ReportRatio | undefined {
  return figures.find(
    (figure) =>
      figure.code === code &&
      figure.year === year &&
      figure.numerator !== null &&
      figure.denominator !== null,
  );
}

/** Several figures of one year as one: of the sum, with the report of the first. */
function mergeRatios(parts: readonly ReportRatio[], code: string, name: string): ReportRatio[] {
  const [first] = parts;
  if (!first) return [];
  const sum = (side: "numerator" | "denominator") =>
    parts.reduce((total, part) => total + (part[side] ?? 0), 0);
  return [
    {
      ...first,
      code,
      division_code: code,
      division: name,
      numerator: sum("numerator"),
      denominator: sum("denominator"),
    },
  ];
}
