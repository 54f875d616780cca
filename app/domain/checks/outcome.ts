import type { Outcome } from "./check";

/** Two values put against each other, for an outcome. */
export interface Comparison {
  readonly cells: readonly string[];
  readonly expression?: string;
  readonly left?: number | null;
  readonly right?: number | null;
}

function compared(
  state: Outcome["state"],
  { cells, expression = "", left = null, right = null }: Comparison,
  message: string,
): Outcome {
  const difference = left === null || right === null ? null : left - right;
  return { state, cells, expression, left, right, difference, message };
}

/** An outcome that holds. */
export function holds(comparison: Comparison, message = "符合"): Outcome {
  return compared("holds", comparison, message);
}

/** A finding, in one Chinese sentence with the two values. */
export function fails(comparison: Comparison, message: string): Outcome {
  return compared("fails", comparison, message);
}

/** An outcome that cannot be evaluated, and why. */
export function cannot(cells: readonly string[], why: string): Outcome {
  return compared("cannot", { cells }, why);
}

/** A number as a finding shows it, without the noise of binary fractions. */
export function inFigures(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
