import type { Claim, Contradiction, SectionUnderCheck } from "./claim";
import { evaluateReadings, quoteMention } from "./number-contradictions";
import {
  APPLICANTS,
  HANDLED_TOTAL,
  NEW,
  outcomeCells,
  readingCellsOf,
  readingValueOf,
  restrictToColumns,
  type Tables,
} from "./readings";

/** A whole and the parts a paragraph lists under it. */
interface Listing {
  readonly whole: Claim;
  /** Other figures of the paragraph that the parts may make up as well. */
  readonly wholes: readonly number[];
  readonly parts: readonly Claim[];
}

function coverOf(claim: Claim, tables: Tables): string[] {
  const meant = claim.readings.find(
    (reading) => readingValueOf(reading, tables) === claim.mention.value,
  );
  const reading = meant ?? claim.readings[0];
  return reading ? readingCellsOf(reading, tables) : [];
}

const covers = (one: readonly string[], other: readonly string[]): boolean =>
  other.length > 0 && other.every((cell) => one.includes(cell));

const sumClaims = (claims: readonly Claim[]): number =>
  claims.reduce((total, { mention }) => total + mention.value, 0);

/** Outcomes listed under a group of theirs are its parts, whether they stand before or after it. */
function findNested(parts: readonly Claim[], tables: Tables): Listing[] {
  const outcomes = parts.filter(({ kind }) => kind === "outcome");
  return outcomes.flatMap((whole) => {
    const cells = coverOf(whole, tables);
    const under = outcomes.filter((part) => {
      const own = coverOf(part, tables);
      return part !== whole && covers(cells, own) && own.length < cells.length;
    });
    return under.length > 0 ? [{ whole, wholes: [], parts: under }] : [];
  });
}

function topLevel(parts: readonly Claim[], tables: Tables): Claim[] {
  const under = new Set(findNested(parts, tables).flatMap((listing) => listing.parts));
  return parts.filter((part) => !under.has(part));
}

/** Whether parts leave out nothing that the table states: only then must they make up the whole. */
function isExhaustive(parts: readonly Claim[], needed: readonly string[], tables: Tables): boolean {
  if (parts.some(({ topic }) => topic.includes("rest"))) return true;
  const covered = new Set(parts.flatMap((part) => coverOf(part, tables)));
  const filled = needed.filter((name) => (tables.values.valueOf(name) ?? 0) !== 0);
  const withdrawn = parts.some(({ topic }) => topic.includes("withdrawn"));
  return (
    filled.length > 0 &&
    filled.every((name) => covered.has(name) || (withdrawn && name.startsWith("other_")))
  );
}

function hasOverlap(parts: readonly Claim[], tables: Tables): boolean {
  const cells = parts.flatMap((part) => coverOf(part, tables));
  return new Set(cells).size < cells.length;
}

function listingsOf(
  counts: readonly Claim[],
  tables: Tables,
): { listing: Listing; needed: readonly string[] }[] {
  const outcomes = outcomeCells(tables);
  const found: { listing: Listing; needed: readonly string[] }[] = [];
  const paragraphs = new Map<number, Claim[]>();
  for (const claim of counts) {
    const { paragraph } = claim.sentence;
    paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), claim]);
  }
  for (const claims of paragraphs.values()) {
    const stages = claims.filter(({ kind }) => kind === "stage");
    const wholes = stages.map(({ mention }) => mention.value);
    const after = (kind: Claim["kind"][]): { whole: Claim; parts: Claim[] } | null => {
      const parts = claims.filter((claim) => kind.includes(claim.kind));
      const first = parts[0];
      const whole =
        first && stages.filter(({ mention }) => mention.start < first.mention.start).at(-1);
      return whole ? { whole, parts } : null;
    };
    const outcomesListed = claims.filter(({ kind }) => kind === "outcome" || kind === "rest");
    for (const listing of findNested(outcomesListed, tables))
      found.push({ listing, needed: coverOf(listing.whole, tables) });
    const byOutcome = after(["outcome", "rest"]);
    if (byOutcome) {
      const parts = topLevel(byOutcome.parts, tables);
      found.push({ listing: { whole: byOutcome.whole, wholes, parts }, needed: outcomes });
    }
    const byApplicant = after(["applicant"]);
    if (byApplicant)
      found.push({
        listing: { ...byApplicant, wholes },
        needed: APPLICANTS.flatMap(({ code }) => restrictToColumns(NEW, [code]).plus),
      });
    const byChannel = after(["channel"]);
    if (byChannel && byChannel.parts.length >= 3)
      found.push({ listing: { ...byChannel, wholes }, needed: [] });
  }
  return found;
}

/** Whether a count that its own cell denies explains why parts and whole differ: it is asked about already. */
function isOneSlip({ whole, parts, wholes }: Listing, tables: Tables): boolean {
  const total = sumClaims(parts);
  const right = (claim: Claim): readonly number[] =>
    evaluateReadings(claim.readings, tables).map(({ value }) => value);
  const isWrong = (claim: Claim): boolean =>
    right(claim).length > 0 && !right(claim).includes(claim.mention.value);
  const [wrong, ...others] = parts.filter(isWrong);
  if (others.length > 0 || (!wrong && !isWrong(whole))) return false;
  const accepted = isWrong(whole) ? right(whole) : [whole.mention.value, ...wholes];
  const rest = total - (wrong?.mention.value ?? 0);
  return (wrong ? right(wrong) : [0]).some((value) => accepted.includes(rest + value));
}

/** Lists that name every part the table has and yet do not make up the whole stated for them. */
export function findPartsContradictions({ claims, tables }: SectionUnderCheck): Contradiction[] {
  const handled = readingValueOf(HANDLED_TOTAL, tables);
  return listingsOf(claims.counts, tables).flatMap(({ listing, needed }) => {
    const { whole, parts, wholes } = listing;
    if (parts.length < 2 || hasOverlap(parts, tables)) return [];
    if (needed.length > 0 && !isExhaustive(parts, needed, tables)) return [];
    const total = sumClaims(parts);
    const accepted = [whole.mention.value, ...wholes];
    if (accepted.includes(total)) return [];
    if (whole.kind === "stage" && parts[0]?.kind === "outcome" && total === handled) return [];
    if (isOneSlip(listing, tables)) return [];
    const { mention } = whole;
    const terms = parts.map((part) => part.mention.value).join("＋");
    return {
      kind: "parts" as const,
      section: claims.section,
      ...quoteMention(whole),
      compared: parts.map((part) => ({
        words: part.mention.quoted,
        cells: coverOf(part, tables),
        value: part.mention.value,
      })),
      nearest: null,
      message: `所列各项${terms}＝${total}，与所称总数${mention.value}相差${Math.abs(total - mention.value)}`,
      topic: `parts.${whole.topic}`,
    };
  });
}
