import { between, shuffled, type Stream } from "../random";

/**
 * Words from a template: {a|b|c} is one of several, {#3-20} a whole number between two, {=name} a
 * word that the writer gives. Choices do not nest.
 */
export function phrase(
  template: string,
  next: Stream,
  words: Readonly<Record<string, string>> = {},
): string {
  return template.replace(/\{([^{}]+)\}/g, (_, inside: string) => {
    if (inside.startsWith("=")) {
      const word = words[inside.slice(1)];
      if (word === undefined) throw new Error(`No word for {${inside}} in ${template}`);
      return word;
    }
    const range = /^#(\d+)-(\d+)$/.exec(inside);
    if (range) return String(between(next, Number(range[1]), Number(range[2])));
    const choices = inside.split("|");
    return choices[Math.floor(next() * choices.length)] ?? "";
  });
}

/** Several different templates of a list, in a random order, each made into words. */
export function phrases(
  templates: readonly string[],
  count: number,
  next: Stream,
  words?: Readonly<Record<string, string>>,
): string[] {
  return shuffled(next, templates)
    .slice(0, count)
    .map((template) => phrase(template, next, words));
}
