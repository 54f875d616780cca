import { between, shuffled, type Stream } from "../random";

type Words = Readonly<Record<string, string>>;
type Part = (next: Stream, words: Words) => string;

function choice(inside: string): Part {
  if (inside.startsWith("=")) {
    const name = inside.slice(1);
    return (_, words) => {
      const word = words[name];
      if (word === undefined) throw new Error(`No word for {${inside}}`);
      return word;
    };
  }
  const range = /^#(\d+)-(\d+)$/.exec(inside);
  if (range) return (next) => String(between(next, Number(range[1]), Number(range[2])));
  const choices = inside.split("|");
  return (next) => choices[Math.floor(next() * choices.length)] ?? "";
}

const KNOWN = new Map<string, readonly Part[]>();

function partsOf(template: string): readonly Part[] {
  const known = KNOWN.get(template);
  if (known) return known;
  const parts = template
    .split(/\{([^{}]+)\}/)
    .map((text, i): Part => (i % 2 === 1 ? choice(text) : () => text));
  KNOWN.set(template, parts);
  return parts;
}

/**
 * Words from a template: {a|b|c} is one of several, {#3-20} a whole number between two, {=name} a
 * word that the writer gives. Choices do not nest. A template is a constant: it is kept.
 */
export function phrase(template: string, next: Stream, words: Words = {}): string {
  return partsOf(template)
    .map((part) => part(next, words))
    .join("");
}

/** Several different templates of a list, in a random order, each made into words. */
export function phrases(
  templates: readonly string[],
  count: number,
  next: Stream,
  words?: Words,
): string[] {
  return shuffled(next, templates)
    .slice(0, count)
    .map((template) => phrase(template, next, words));
}
