import type { SectionCode } from "../form/sections";
import { findSharedPassages, type Passage } from "./text-similarity";

/** A section of a report to be compared with others. */
export interface NarrativeSection {
  readonly reportId: string;
  readonly bodyId: string;
  /** Name of the body. */
  readonly body: string;
  readonly year: number;
  readonly section: SectionCode;
  readonly text: string;
}

/** Two sections that share wording which is not common to all. */
export interface Copy {
  readonly kind: "own_earlier_year" | "other_body";
  readonly one: NarrativeSection;
  readonly other: NarrativeSection;
  /** Share of the shorter text's own wording that the other has too: 0 to 1. */
  readonly share: number;
  readonly passages: readonly Passage[];
}

/** Why a section was compared with no other: too little wording of its own, or nothing to compare with. */
export const UNCOMPARED_REASONS = ["short", "alone"] as const;
export interface UncomparedSection {
  readonly section: SectionCode;
  readonly reason: (typeof UNCOMPARED_REASONS)[number];
}

/** What a comparison of texts says of one report. */
export interface TextComparison {
  readonly copies: readonly Copy[];
  readonly uncompared: readonly UncomparedSection[];
}

/** Letters of a shingle, and the part of shingles that is kept: those whose hash this divides. */
const SHINGLE = 10;
const KEPT = 4;
/** Kept shingles below which a text is too short to judge. */
const ENOUGH = 12;
/** Wording that more than this share of bodies use is nobody's own, from this many bodies on. */
const COMMON = { share: 0.1, bodies: 8 } as const;
/** Share of a text's own wording from which it counts as copied. */
export const COPIED = 0.5;

const DOCUMENTS = 2 ** 20;
/** Of the rolling hash: what a letter weighs more than the next, and one that leaves the shingle. */
const FACTOR = 0x01000193;
const LEADING = Array.from({ length: SHINGLE }).reduce<number>(
  (power) => Math.imul(power, FACTOR),
  1,
);
const isLetter = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x61 && code <= 0x7a);

/** Hashes of the kept shingles of a text, figures, blanks and punctuation left out. */
function keptShingles(text: string, salt: number): Set<number> {
  const kept = new Set<number>();
  /** The letters of the shingle, in a ring. */
  const ring = new Uint16Array(SHINGLE);
  let [letters, rolling] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (!isLetter(code)) continue;
    const slot = letters % SHINGLE;
    rolling = (Math.imul(rolling, FACTOR) + code - Math.imul(ring[slot] ?? 0, LEADING)) | 0;
    ring[slot] = code;
    letters += 1;
    if (letters < SHINGLE) continue;
    let hash = Math.imul(rolling ^ salt ^ (rolling >>> 15), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash = (hash ^ (hash >>> 16)) >>> 0;
    if (hash % KEPT === 0) kept.add(hash);
  }
  return kept;
}

/** Whose section it is, in numbers that are quick to compare. */
interface Origin {
  readonly body: number;
  readonly year: number;
}

function originsOf(narratives: readonly NarrativeSection[]): Origin[] {
  const bodies = new Map<string, number>();
  return narratives.map(({ bodyId, year }) => {
    const body = bodies.get(bodyId) ?? bodies.size;
    bodies.set(bodyId, body);
    return { body, year };
  });
}

function copyKindOf(one: Origin, other: Origin): Copy["kind"] | null {
  if (one.body === other.body)
    return Math.abs(one.year - other.year) === 1 ? "own_earlier_year" : null;
  return one.year === other.year ? "other_body" : null;
}

/** Every shingle with the documents that have it, as one sorted list of hash and document. */
function postingsOf(narratives: readonly NarrativeSection[]): Float64Array {
  const salts = new Map<SectionCode, number>();
  const each = narratives.map(({ section, text }) => {
    const salt = salts.get(section) ?? salts.size + 1;
    salts.set(section, salt);
    return keptShingles(text, Math.imul(salt, 0x9e3779b1));
  });
  const postings = new Float64Array(each.reduce((size, set) => size + set.size, 0));
  let at = 0;
  each.forEach((set, document) => {
    for (const hash of set) {
      postings[at] = hash * DOCUMENTS + document;
      at += 1;
    }
  });
  return postings.sort();
}

interface Counts {
  /** Shingles of each document that are not common to all. */
  readonly own: Uint32Array;
  /** Pair of documents that may be compared -> shingles shared. */
  readonly shared: Map<number, number>;
}

function countShared(origins: readonly Origin[], postings: Float64Array): Counts {
  const bodies = 1 + origins.reduce((last, { body }) => Math.max(last, body), -1);
  const most =
    bodies <= 2 ? 2 : Math.min(Math.max(COMMON.bodies, COMMON.share * bodies), bodies - 1);
  const own = new Uint32Array(origins.length);
  const shared = new Map<number, number>();
  for (let from = 0; from < postings.length;) {
    const hash = Math.floor((postings[from] ?? 0) / DOCUMENTS);
    const documents: number[] = [];
    let until = from;
    for (; until < postings.length; until += 1) {
      const posting = postings[until] ?? 0;
      if (Math.floor(posting / DOCUMENTS) !== hash) break;
      documents.push(posting % DOCUMENTS);
    }
    from = until;
    const users =
      documents.length <= most
        ? 1
        : new Set(documents.map((document) => origins[document]?.body)).size;
    if (users > most) continue;
    for (const document of documents) own[document] = (own[document] ?? 0) + 1;
    for (let a = 0; a < documents.length; a += 1)
      for (let b = a + 1; b < documents.length; b += 1) {
        const [first, second] = [documents[a] ?? 0, documents[b] ?? 0];
        const [one, other] = [origins[first], origins[second]];
        if (!one || !other || copyKindOf(one, other) === null) continue;
        const pair = first * DOCUMENTS + second;
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
  }
  return { own, shared };
}

/** The sections that are compared with no other, by report. */
function findUncompared(
  narratives: readonly NarrativeSection[],
  { own }: Counts,
): Map<string, UncomparedSection[]> {
  const isLong = (index: number): boolean => (own[index] ?? 0) >= ENOUGH;
  const keyOf = (section: SectionCode, year: number, body = ""): string =>
    `${section} ${year} ${body}`;
  const bodies = new Map<string, string | null>();
  const ofBody = new Set<string>();
  narratives.forEach(({ section, year, bodyId }, index) => {
    if (!isLong(index)) return;
    const key = keyOf(section, year);
    const known = bodies.get(key);
    bodies.set(key, known === undefined || known === bodyId ? bodyId : null);
    ofBody.add(keyOf(section, year, bodyId));
  });
  const found = new Map<string, UncomparedSection[]>();
  narratives.forEach(({ reportId, section, year, bodyId }, index) => {
    const hasOther =
      bodies.get(keyOf(section, year)) === null || ofBody.has(keyOf(section, year - 1, bodyId));
    const reason = !isLong(index) ? "short" : hasOther ? null : "alone";
    if (reason) found.set(reportId, [...(found.get(reportId) ?? []), { section, reason }]);
  });
  return found;
}

/**
 * Sections that repeat each other: a body's own of neighbouring years, and those of different bodies
 * of one year; the largest share first. Wording that many bodies use, such as a statutory preface,
 * does not count. With them, by report, the sections that were not compared. At most 1,048,576
 * sections.
 */
export function compareTexts(narratives: readonly NarrativeSection[]): {
  readonly copies: readonly Copy[];
  readonly uncompared: ReadonlyMap<string, readonly UncomparedSection[]>;
} {
  if (narratives.length > DOCUMENTS) throw new Error(`More than ${DOCUMENTS} sections to compare`);
  const origins = originsOf(narratives);
  const counts = countShared(origins, postingsOf(narratives));
  const { own, shared } = counts;
  const copies: Copy[] = [];
  for (const [pair, count] of shared) {
    const first = Math.floor(pair / DOCUMENTS);
    const second = pair % DOCUMENTS;
    const one = narratives[first];
    const other = narratives[second];
    const size = Math.min(own[first] ?? 0, own[second] ?? 0);
    if (!one || !other || size < ENOUGH || count / size < COPIED) continue;
    const [from, to] = [origins[first], origins[second]];
    const kind = from && to ? copyKindOf(from, to) : null;
    if (!kind) continue;
    copies.push({
      kind,
      one,
      other,
      share: count / size,
      passages: findSharedPassages(one.text, other.text),
    });
  }
  return {
    copies: copies.sort((a, b) => b.share - a.share),
    uncompared: findUncompared(narratives, counts),
  };
}
