import { currentManifest } from "./connection.server";

/**
 * A question without parameters whose answer holds until the next load: it is asked once a
 * generation, and asked again where it failed.
 */
export function perGeneration<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let known: { readonly sha256: string; readonly answer: Promise<Answer> } | null = null;
  return async () => {
    const { sha256 } = await currentManifest();
    if (known?.sha256 === sha256) return known.answer;
    const asked = { sha256, answer: ask() };
    known = asked;
    asked.answer.catch(() => {
      if (known === asked) known = null;
    });
    return asked.answer;
  };
}
