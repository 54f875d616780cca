import type { Rule, TextRun } from "./geometry";

/** How far from the middle of the letters a line still goes through them, as a share of their size. */
const THROUGH = 0.25;
/** How far a line through a text may reach beyond it, in type sizes. */
const BEYOND = 0.6;

/**
 * Marks the characters that a line goes through; a run of which only a part is struck out becomes
 * several.
 *
 * @returns the runs, and the lines that strike none of them out
 */
export function markStruckRuns(
  runs: readonly TextRun[],
  rules: readonly Rule[],
): { readonly runs: readonly TextRun[]; readonly rules: readonly Rule[] } {
  const candidates = runs.filter((run) => run.turn === 0 && !run.mark && /\S/.test(run.text));
  const strikes = new Map<TextRun, Rule[]>();
  const rest = rules.filter((rule) => {
    const near = candidates.filter((run) => isThrough(rule, run));
    const [first] = near;
    if (!first) return true;
    const left = Math.min(...near.map((run) => run.x - run.length / 2));
    const right = Math.max(...near.map((run) => run.x + run.length / 2));
    const reach = BEYOND * first.size;
    if (rule.from < left - reach || rule.to > right + reach) return true;
    for (const run of near) strikes.set(run, [...(strikes.get(run) ?? []), rule]);
    return false;
  });
  if (strikes.size === 0) return { runs, rules };
  return {
    runs: runs.flatMap((run) => splitRun(run, strikes.get(run) ?? [])),
    rules: rest,
  };
}

function isThrough(rule: Rule, run: TextRun): boolean {
  const half = run.length / 2;
  const shared = Math.min(rule.to, run.x + half) - Math.max(rule.from, run.x - half);
  return (
    Math.abs(rule.at - run.y) <= THROUGH * run.size &&
    shared >= Math.min(run.length, 0.3 * run.size)
  );
}

/** Splits a run where the lines through it begin and end. */
function splitRun(run: TextRun, strikes: readonly Rule[]): TextRun[] {
  if (strikes.length === 0) return [run];
  const left = run.x - run.length / 2;
  const pieces: { from: number; to: number; text: string; isStruck: boolean }[] = [];
  [...run.text].reduce((index, char) => {
    const from = run.starts[index] ?? 0;
    const next = index + char.length;
    const to = run.starts[next] ?? run.length;
    const middle = left + (from + to) / 2;
    const isStruck = strikes.some((strike) => strike.from <= middle && middle <= strike.to);
    const last = pieces.at(-1);
    if (last && last.isStruck === isStruck) {
      last.text += char;
      last.to = to;
    } else pieces.push({ from, to, text: char, isStruck });
    return next;
  }, 0);
  return pieces.map(({ from, to, text, isStruck }) => ({
    ...run,
    text,
    x: left + (from + to) / 2,
    length: to - from,
    starts: [],
    ...(isStruck ? { mark: "struck" as const } : {}),
  }));
}
