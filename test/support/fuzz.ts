/** GONGKAI_FUZZ=20 tries every property twenty times as often; GONGKAI_SEED starts from another seed. */
const FACTOR = Number(process.env["GONGKAI_FUZZ"] ?? 1);
const SEED = Number(process.env["GONGKAI_SEED"] ?? 1);

/** Parameters of `fc.assert`: the same short series of cases in every run unless a longer one is asked for. */
export function fuzz(runs: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.ceil(runs * FACTOR), seed: SEED };
}

/** Seeds for a loop that makes its own cases. */
export function fuzzSeeds(count: number): number[] {
  return Array.from({ length: Math.ceil(count * FACTOR) }, (_, index) => SEED + index);
}
