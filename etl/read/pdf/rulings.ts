import type { Rule, Rules } from "./geometry";

/** Parallel lines at most this far apart are one line, in points. */
const SAME_LINE = 2.5;
/** Widest gap within a line, or between two lines that meet, in points. */
const GAP = 4;

/** The ruling lines of one table of a page. */
export interface Frame extends Rules {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Merges collinear pieces into one rule where no gap is between them. */
function mergeRules(rules: readonly Rule[]): Rule[] {
  const sorted = rules.toSorted((a, b) => a.at - b.at);
  const bands: Rule[][] = [];
  for (const rule of sorted) {
    const band = bands.at(-1);
    const first = band?.[0];
    if (band && first && rule.at - first.at <= SAME_LINE) band.push(rule);
    else bands.push([rule]);
  }
  return bands.flatMap((band) => {
    const at = band.reduce((sum, rule) => sum + rule.at, 0) / band.length;
    const stretches: Rule[] = [];
    for (const rule of band.toSorted((a, b) => a.from - b.from)) {
      const last = stretches.at(-1);
      if (last && rule.from - last.to <= GAP)
        stretches[stretches.length - 1] = { ...last, to: Math.max(last.to, rule.to) };
      else stretches.push({ at, from: rule.from, to: rule.to });
    }
    return stretches;
  });
}

/** Groups lines that meet each other; a group with lines in both directions frames a table. */
export function findFrames(rules: Rules): Frame[] {
  const horizontal = mergeRules(rules.horizontal);
  const vertical = mergeRules(rules.vertical);
  const group = horizontal.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (group[root] !== root) root = group[root] ?? root;
    return root;
  };
  const owner = vertical.map((line) => {
    let root = -1;
    horizontal.forEach((bar, index) => {
      if (!isMeeting(bar, line)) return;
      if (root === -1) root = find(index);
      else group[find(index)] = root;
    });
    return root;
  });
  const frames = new Map<number, { horizontal: Rule[]; vertical: Rule[] }>();
  horizontal.forEach((bar, index) => {
    const root = find(index);
    const frame = frames.get(root) ?? { horizontal: [], vertical: [] };
    frame.horizontal.push(bar);
    frames.set(root, frame);
  });
  vertical.forEach((line, index) => {
    const root = owner[index];
    if (root !== undefined && root !== -1) frames.get(find(root))?.vertical.push(line);
  });
  return [...frames.values()]
    .filter((frame) => frame.horizontal.length >= 2 && frame.vertical.length >= 1)
    .map(boundFrame)
    .toSorted((a, b) => a.top - b.top);
}

function isMeeting(bar: Rule, line: Rule): boolean {
  return (
    line.at >= bar.from - GAP &&
    line.at <= bar.to + GAP &&
    bar.at >= line.from - GAP &&
    bar.at <= line.to + GAP
  );
}

function boundFrame(rules: Rules): Frame {
  const xs = [
    ...rules.vertical.map((line) => line.at),
    ...rules.horizontal.flatMap((bar) => [bar.from, bar.to]),
  ];
  const ys = [
    ...rules.horizontal.map((bar) => bar.at),
    ...rules.vertical.flatMap((line) => [line.from, line.to]),
  ];
  return {
    ...rules,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

/** Sorts positions and averages those at most {@link GAP} apart. */
export function mergePositions(positions: readonly number[]): number[] {
  const clusters: number[][] = [];
  for (const position of positions.toSorted((a, b) => a - b)) {
    const cluster = clusters.at(-1);
    const last = cluster?.at(-1);
    if (cluster && last !== undefined && position - last <= GAP) cluster.push(position);
    else clusters.push([position]);
  }
  return clusters.map((cluster) => cluster.reduce((sum, at) => sum + at, 0) / cluster.length);
}

/** Whether rules at a position cover at least half of `from` to `to`. */
export function isRuled(rules: readonly Rule[], at: number, from: number, to: number): boolean {
  let covered = 0;
  for (const rule of rules)
    if (Math.abs(rule.at - at) <= GAP)
      covered += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from));
  return covered >= (to - from) / 2;
}
