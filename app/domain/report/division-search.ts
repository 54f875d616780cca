import type { Division } from "./division";
import { hasInitials, startsWithInitials } from "./name-initials";

/** How well a name fits what was typed, the best first; -1 where it does not. */
const FITS: readonly ((division: Pick<Division, "code" | "name">, typed: string) => boolean)[] = [
  ({ code, name }, typed) => name === typed || code === typed,
  ({ name }, typed) => name.startsWith(typed),
  ({ name }, typed) => startsWithInitials(name, typed),
  ({ name, code }, typed) => name.includes(typed) || code.startsWith(typed),
  ({ name }, typed) => hasInitials(name, typed),
];

/**
 * The divisions that a visitor may mean by part of a name, by pinyin initials (jtq) or by a code, the best first;
 * none for nothing typed.
 */
export function findDivisions<Known extends Pick<Division, "code" | "name">>(
  divisions: readonly Known[],
  typed: string,
): Known[] {
  const sought = typed.replaceAll(/\s+/gu, "").toLowerCase();
  if (sought === "") return [];
  return divisions
    .map((division) => ({ division, fit: FITS.findIndex((fits) => fits(division, sought)) }))
    .filter(({ fit }) => fit >= 0)
    .toSorted((a, b) => a.fit - b.fit)
    .map(({ division }) => division);
}
