import type { Division } from "#domain/report/division";
import { randomInteger, randomStream, type RandomStream, shuffle } from "../random";
import type { SampleKind } from "../story";

/** Who writes a text, and when. The same voice always draws the same words. */
export interface Voice {
  readonly seed: number;
  readonly division: Division;
  readonly kind: SampleKind;
  readonly year: number;
}

/** The random numbers that choose a voice's words on a topic. */
export function wordsOn(voice: Voice, topic: string): RandomStream {
  return randomStream(voice.seed, "words", topic, voice.division.code, voice.kind, voice.year);
}

/** What a body calls its area, by level; a county by the last character of its name. */
const AREA_WORDS = { province: "省", city: "市", county: "县" } as const;
const COUNTY_WORDS: Readonly<Record<string, string | undefined>> = { 区: "区", 市: "市" };

function areaWordOf(division: Division): string {
  const word = division.level === "county" ? COUNTY_WORDS[division.name.slice(-1)] : undefined;
  return word ?? AREA_WORDS[division.level];
}

const BELOW = {
  province: "各市、县（市、区）",
  city: "各县（市、区）",
  county: "各镇（街道）",
} as const;

/** The words by which a body speaks of itself: {=we}, {=whole}, {=units}, {=bureau}. */
export function wordsFor({ division, kind }: Voice): Readonly<Record<string, string>> {
  const area = areaWordOf(division);
  if (kind === "government")
    return {
      we: `我${area}`,
      whole: `全${area}`,
      units: `${area}级各部门和${BELOW[division.level]}`,
      bureau: `${area}政府办公${division.level === "province" ? "厅" : "室"}`,
    };
  const hall = division.level === "province";
  return {
    we: hall ? "本厅" : "我办",
    whole: hall ? "全厅" : "全办",
    units: hall ? "各处室" : "各科室",
    bureau: hall ? "政务公开处" : "政务公开科",
  };
}

type PhraseWords = Readonly<Record<string, string>>;
type PhrasePart = (next: RandomStream, words: PhraseWords) => string;

function parseChoice(inside: string): PhrasePart {
  if (inside.startsWith("=")) {
    const name = inside.slice(1);
    return (_, words) => {
      const word = words[name];
      if (word === undefined) throw new Error(`No word for {${inside}}`);
      return word;
    };
  }
  const range = /^#(\d+)-(\d+)$/.exec(inside);
  if (range) return (next) => String(randomInteger(next, Number(range[1]), Number(range[2])));
  const choices = inside.split("|");
  return (next) => choices[Math.floor(next() * choices.length)] ?? "";
}

const TEMPLATES = new Map<string, readonly PhrasePart[]>();

function partsOf(template: string): readonly PhrasePart[] {
  const known = TEMPLATES.get(template);
  if (known) return known;
  const parts = template
    .split(/\{([^{}]+)\}/)
    .map((text, i): PhrasePart => (i % 2 === 1 ? parseChoice(text) : () => text));
  TEMPLATES.set(template, parts);
  return parts;
}

/**
 * Composes a text from a template: {a|b|c} is one of several, {#3-20} a whole number from a range,
 * {=name} a given word. Choices do not nest. Parsed templates are cached, so they must be constants.
 */
export function composePhrase(
  template: string,
  next: RandomStream,
  words: PhraseWords = {},
): string {
  return partsOf(template)
    .map((part) => part(next, words))
    .join("");
}

/** Composes several different templates of a list in a random order. */
export function composePhrases(
  templates: readonly string[],
  count: number,
  next: RandomStream,
  words?: PhraseWords,
): string[] {
  return shuffle(next, templates)
    .slice(0, count)
    .map((template) => composePhrase(template, next, words));
}
