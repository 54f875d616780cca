import type { DivisionNames, NameResolution } from "../intake/division-names";

/** How two names of bodies stand to each other. */
type NameRelation = "same" | "kin" | "other";

/** What a government or its office is called after the name of its division. */
const GOVERNMENT = /^(?:人民政府|政府)?$/;
const OFFICE = /^(?:人民政府|政府|府)?办(?:公[厅室])?$/;

/**
 * Relates two names of bodies by their division and what follows its name. Kin are bodies of one division of which
 * one works for the other: a government and its office, a bureau and its office.
 *
 * @param year of the report; null where it is unknown
 */
export function relateNames(
  one: string,
  other: string,
  register: DivisionNames,
  year: number | null,
): NameRelation {
  if (one === other) return "same";
  const [a, b] = [register.resolve(one, year), register.resolve(other, year)];
  if (a.kind === "found" && b.kind === "found") {
    if (a.division.code !== b.division.code) return "other";
    if (a.registered || b.registered) return a.registered === b.registered ? "same" : "other";
    return relateRests(a.rest, b.rest);
  }
  if (mayBeOne(a, b) && (one.endsWith(other) || other.endsWith(one))) return "same";
  return one.startsWith(other) || other.startsWith(one) ? "kin" : "other";
}

function relateRests(one: string, other: string): NameRelation {
  const isGovernment = [one, other].map((rest) => GOVERNMENT.test(rest));
  const isOffice = [one, other].map((rest) => OFFICE.test(rest));
  if (isGovernment.every(Boolean) || isOffice.every(Boolean) || one === other) return "same";
  if (isGovernment.some(Boolean) && isOffice.some(Boolean)) return "kin";
  if (isGovernment.some(Boolean)) return "other";
  return one.startsWith(other) || other.startsWith(one) ? "kin" : "other";
}

/** Whether a name that the register cannot place alone may be of the division that the other names. */
function mayBeOne(one: NameResolution, other: NameResolution): boolean {
  const codes = [one, other].map(codesOf);
  const [mine = [], others = []] = codes;
  return mine.length === 0 || others.length === 0 || mine.some((code) => others.includes(code));
}

function codesOf(resolution: NameResolution): readonly string[] {
  if (resolution.kind === "unknown") return [];
  const divisions = resolution.kind === "found" ? [resolution.division] : resolution.divisions;
  return divisions.map(({ code }) => code);
}
