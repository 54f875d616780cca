import { withOneVersion } from "#db/engine/connection.server";
import type { Store } from "#store/data-folder";

/** A version that can be asked: where it lies and its number; null for one that holds nothing. */
export type AskedVersion = { readonly store: Store; readonly version: number } | null;

/** The version in use and the one that may follow it. */
export type BothVersions = readonly [AskedVersion, AskedVersion];

/** Asks both versions the same; the answer of one that is not there is `nothing`. */
export async function askBoth<Answer>(
  [before, after]: BothVersions,
  question: () => Promise<Answer>,
  nothing: Answer,
): Promise<readonly [Answer, Answer]> {
  const ask = (asked: AskedVersion): Promise<Answer> =>
    asked === null ? Promise.resolve(nothing) : withOneVersion(question, asked);
  // One after the other: each may take all the engine's threads.
  return [await ask(before), await ask(after)];
}
