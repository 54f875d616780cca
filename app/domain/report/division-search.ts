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

/**
 * The names, initials or codes that were typed at once: “葭塘区、漪溪区”, “jtq mxq”. Spaces within one name part nothing, nor
 * does the space between a name and its code, which counts alone.
 */
export function namesTyped(typed: string): string[] {
  const pieces = typed.split(/[、，,；;]+/u).flatMap((piece) => {
    const words = piece.trim().split(/\s+/u);
    return words.every(({ length }) => length > 1) ? words : [words.join("")];
  });
  return pieces.filter(
    (piece, index) => piece !== "" && !(isCode(pieces[index + 1]) && !isCode(piece)),
  );
}

function isCode(piece = ""): boolean {
  return /^\d{6}$/u.test(piece);
}

/** The one division that is meant by what was typed: the only one that fits, or the only one that is called so. */
export function onlyDivision<Known extends Pick<Division, "code" | "name">>(
  found: readonly Known[],
  typed: string,
): Known | undefined {
  const exact = found.filter(({ code, name }) => code === typed || name === typed);
  const [only, second] = exact.length > 0 ? exact : found;
  return second ? undefined : only;
}
