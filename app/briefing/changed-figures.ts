import type { StatedFigure } from "./file-fingerprint";

/** A figure that is not what a file states; null where one side does not have it. */
export interface ChangedFigure {
  readonly name: string;
  readonly stated: string | null;
  readonly found: string | null;
}

/** Which figures differ between a file and the same briefing written now. */
export function changedFigures(
  stated: readonly StatedFigure[],
  now: readonly StatedFigure[],
): ChangedFigure[] {
  const before = new Map(stated.map(({ name, text }) => [name, text]));
  const after = new Map(now.map(({ name, text }) => [name, text]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
    return was === is ? [] : [{ name, stated: was, found: is }];
  });
}
