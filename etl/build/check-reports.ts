import { fingerprintOf, type Settlement } from "#domain/checks/accepted-findings";
import { type CheckContext, CheckContexts } from "#domain/checks/check-context";
import type { Finding } from "#domain/checks/check-rule";
import type { DeadlineSetting } from "#domain/checks/deadline";
import { findingsOf } from "#domain/checks/engine";
import { proposeRepairs, type ReportRepair } from "#domain/checks/repairs";
import { applyCorrections } from "#domain/checks/settled-figures";
import { OWN_TEXT_SECTIONS } from "#domain/checks/rules/copied-text";
import {
  compareTexts,
  type Copy,
  type NarrativeSection,
  type TextComparison,
  type UncomparedSection,
} from "#domain/narrative/copied-text";
import { DIVISION_KINDS } from "#domain/report/body";
import { type CheckedReport, toCheckedReport } from "#domain/report/checked-report";
import type { ReadReport, Section } from "#domain/report/read-report";
import { reportValuesOf } from "#domain/report/report-values";
import type { Identity } from "#domain/report/identity";
import type { Register } from "../intake/register";
import { hashOf } from "#store/content-hash";
import type { Correction } from "#domain/reviewed/corrections";
import { refuseCorrection } from "./corrections";

/** Reports that stay in memory: each is its own, last year's of another and a child of a third. */
const CACHED_REPORTS = 3_000;

/** A report to be checked, wherever it is kept. */
interface Identified {
  readonly identity: Identity;
}

interface CheckSources<Report extends Identified> {
  readonly register: Register;
  readonly readingOf: (report: Report) => Promise<ReadReport>;
  readonly deadlines: readonly DeadlineSetting[];
  /** Corrections of figures; those that apply are checked in place of what is printed. */
  readonly corrections: readonly Correction[];
  readonly onChecked: (done: number) => void;
  /** What is known beforehand; null where nothing is. */
  readonly known: KnownChecks | null;
}

/** What earlier checks found, by which a report is not checked again while nothing that bears on it has changed. */
export interface KnownChecks {
  /** By report, what changes with its reading and its corrections. */
  readonly contents: ReadonlyMap<string, string>;
  readonly found: ReadonlyMap<string, KnownCheck>;
  /** The own words of reports that need not be read. */
  readonly sections: ReadonlyMap<string, readonly Section[]>;
}

interface KnownCheck {
  readonly check: string;
  readonly found: CheckedDocument | null;
}

/** What the checks found, and by report the key of all that bears on it where its contents are known. */
export interface CheckOutcome {
  readonly found: readonly CheckedDocument[];
  readonly keys: ReadonlyMap<string, string>;
}

/** What the checks found in a report; there is none for a report in which nothing was found. */
export interface CheckedDocument {
  readonly reportId: string;
  readonly findings: readonly Finding[];
  /** What they would find in the figures as printed, and no longer find in the corrected ones. */
  readonly corrected: readonly { readonly finding: Finding; readonly by: Settlement }[];
  /** What is proposed for its tables that do not add up. */
  readonly repairs: readonly ReportRepair[];
  /** Sections whose text was compared with no other. */
  readonly uncompared: readonly UncomparedSection[];
}

/**
 * Runs every declared check over every report, with the reports of other years and of the divisions below: on the
 * corrected figures. What a correction of a report or of one that bears on it removes is kept apart.
 */
export async function checkReports<Report extends Identified>(
  loaded: readonly Report[],
  { register, readingOf, deadlines, corrections, onChecked, known }: CheckSources<Report>,
): Promise<CheckOutcome> {
  const reading = memoizeRecent(CACHED_REPORTS, readingOf);
  const words = new NarrativeIndex();
  for (const one of loaded) {
    const sections = known?.sections.get(one.identity.reportId);
    words.add(one.identity, sections ?? (await reading(one)).sections);
  }
  const wordsOf = words.compared();
  const asPrinted = memoizeRecent(CACHED_REPORTS, async (one: Report): Promise<CheckedReport[]> => {
    const { level } = register.placeOf(one.identity.division).division;
    const read = await reading(one);
    const report = toCheckedReport(read, { id: one.identity.reportId, level });
    return report ? [report] : [];
  });
  const applied = await findAppliedCorrections(loaded, corrections, reading);
  const checked = memoizeRecent(CACHED_REPORTS, async (one: Report): Promise<CheckedReport[]> =>
    (await asPrinted(one)).map((report) => applyCorrections(report, applied.get(report.id) ?? [])),
  );

  const ofBody = groupBy(loaded, ({ identity }) => `${identity.bodyId} ${identity.year}`);
  const ofJurisdiction = groupBy(
    loaded.filter(
      ({ identity: { kind, scope } }) => scope === "jurisdiction" && DIVISION_KINDS.includes(kind),
    ),
    ({ identity }) => `${identity.division} ${identity.year}`,
  );
  const contextsOf = (reportsOf: (one: Report) => Promise<CheckedReport[]>): CheckContexts => {
    const all = async (some: readonly Report[]): Promise<CheckedReport[]> =>
      (await Promise.all(some.map(reportsOf))).flat();
    return new CheckContexts({
      divisions: register.divisions,
      deadlines,
      ofBody: (bodyId, year) => all(ofBody.get(`${bodyId} ${year}`) ?? []),
      ofJurisdictions: (codes, year) =>
        all(codes.flatMap((code) => ofJurisdiction.get(`${code} ${year}`) ?? [])),
      wordsOf: async (reportId) => wordsOf(reportId),
    });
  };
  const contexts = contextsOf(checked);
  const contextsAsPrinted = contextsOf(asPrinted);
  const bearingOn = indexBearing(loaded, applied, register);

  const examined: CheckedDocument[] = [];
  const keys = new Map<string, string>();
  const keyOf = known && makeKeys(loaded, { register, deadlines, ofBody, wordsOf, known });
  for (const [index, one] of sortByTree(loaded).entries()) {
    const { bodyId, division, year, reportId } = one.identity;
    const key = keyOf?.(one.identity);
    const earlier = known?.found.get(reportId);
    if (key !== undefined) keys.set(reportId, key);
    if (key !== undefined && earlier?.check === key) {
      if (earlier.found) examined.push(earlier.found);
      onChecked(index + 1);
      continue;
    }
    const identity = { reportId, bodyId, divisionCode: division, year };
    const context = await contexts.contextOf(identity);
    const uncompared = context.words?.uncompared ?? [];
    for (const report of await checked(one)) {
      const findings = findingsOf(report, context);
      const wrong = findings.some(({ severity, cells }) => severity === "E" && cells.length > 0);
      const repairs = wrong ? proposeRepairs(report, reportValuesOf(report)) : [];
      const bearing = bearingOn(one.identity);
      const corrected = [];
      for (const printed of bearing.length === 0 ? [] : await asPrinted(one)) {
        const contextAsPrinted = await contextsAsPrinted.contextOf(identity);
        corrected.push(...removedFindings(printed, contextAsPrinted, findings, bearing));
      }
      if (findings.length + corrected.length + uncompared.length > 0)
        examined.push({ reportId, findings, corrected, repairs, uncompared });
    }
    onChecked(index + 1);
  }
  return { found: examined, keys };
}

/**
 * Makes the keys of what bears on each report: its own contents, those of its body's year before and of the divisions
 * directly below, with the words that it shares and the deadlines. The register is the same for all.
 */
function makeKeys(
  loaded: readonly Identified[],
  {
    register,
    deadlines,
    ofBody,
    wordsOf,
    known,
  }: Pick<CheckSources<Identified>, "register" | "deadlines"> & {
    readonly ofBody: ReadonlyMap<string, readonly Identified[]>;
    readonly wordsOf: (reportId: string) => TextComparison;
    readonly known: KnownChecks;
  },
): (identity: Identity) => string {
  const below = groupBy(loaded, ({ identity: { division, year } }) => {
    const { parent } = register.placeOf(division).division;
    return `${parent ?? ""} ${year}`;
  });
  const contentsOf = (some: readonly Identified[]): readonly (string | undefined)[] =>
    some.map(({ identity }) => known.contents.get(identity.reportId));
  return ({ reportId, bodyId, division, year }) =>
    hashOf(
      JSON.stringify([
        known.contents.get(reportId),
        contentsOf(ofBody.get(`${bodyId} ${year - 1}`) ?? []),
        contentsOf(below.get(`${division} ${year}`) ?? []),
        wordsOf(reportId),
        deadlines,
      ]),
    );
}

/** The corrections that apply, by report. */
async function findAppliedCorrections<Report extends Identified>(
  loaded: readonly Report[],
  corrections: readonly Correction[],
  reading: (one: Report) => Promise<ReadReport>,
): Promise<ReadonlyMap<string, readonly Correction[]>> {
  const applied = new Map<string, readonly Correction[]>();
  if (corrections.length === 0) return applied;
  const byReport = groupBy(corrections, ({ report }) => report);
  for (const one of loaded) {
    const proposed = byReport.get(one.identity.reportId);
    if (!proposed) continue;
    const read = await reading(one);
    const taken = proposed.filter((each) => refuseCorrection(each, read) === null);
    if (taken.length > 0) applied.set(one.identity.reportId, taken);
  }
  return applied;
}

/** Finds the corrections that bear on a report: its own, of the body's year before, of the divisions directly below. */
function indexBearing(
  loaded: readonly Identified[],
  applied: ReadonlyMap<string, readonly Correction[]>,
  register: Register,
): (identity: Identity) => readonly Correction[] {
  const corrected = loaded.filter(({ identity }) => applied.has(identity.reportId));
  const after = groupBy(corrected, ({ identity }) => `${identity.bodyId} ${identity.year + 1}`);
  const around = groupBy(corrected, ({ identity: { division, year } }) => {
    const { parent } = register.placeOf(division).division;
    return `${parent ?? ""} ${year}`;
  });
  return ({ reportId, bodyId, division, year }) => {
    const others = [
      ...(after.get(`${bodyId} ${year}`) ?? []),
      ...(around.get(`${division} ${year}`) ?? []),
    ];
    const ids = new Set([reportId, ...others.map(({ identity }) => identity.reportId)]);
    return [...ids].flatMap((id) => applied.get(id) ?? []);
  };
}

/** What the checks find in figures as printed and no longer find in the corrected ones, with who corrected them. */
function removedFindings(
  printed: CheckedReport,
  context: CheckContext,
  now: readonly Finding[],
  corrections: readonly Correction[],
): CheckedDocument["corrected"] {
  const remaining = new Set(now.map((finding) => fingerprintOf(finding, printed.id)));
  return findingsOf(printed, context)
    .filter((finding) => !remaining.has(fingerprintOf(finding, printed.id)))
    .map((finding) => {
      const own = corrections.filter(({ report }) => report === printed.id);
      const touching = own.filter(({ cell }) => finding.cells.includes(cell));
      const [by = []] = [touching, own, corrections].filter((some) => some.length > 0);
      return { finding, by: summarizeCorrections(by) };
    });
}

function summarizeCorrections(corrections: readonly Correction[]): Settlement {
  const joined = (texts: readonly string[], between: string): string =>
    [...new Set(texts)].join(between);
  return {
    reason: joined(
      corrections.map(({ reason }) => reason),
      "；",
    ),
    by: joined(
      corrections.map(({ by }) => by),
      "、",
    ),
    date: corrections.reduce((last, { date }) => (date > last ? date : last), ""),
  };
}

/** Divisions before the one around them and years in order, so that what is read is soon used again. */
function sortByTree<Report extends Identified>(loaded: readonly Report[]): Report[] {
  return [...loaded].sort(
    (one, other) =>
      other.identity.division.localeCompare(one.identity.division) ||
      one.identity.bodyId.localeCompare(other.identity.bodyId) ||
      one.identity.year - other.identity.year,
  );
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Gathers what the reports of a load say in their own words, to find what they share. */
export class NarrativeIndex {
  readonly #narratives: NarrativeSection[] = [];

  add({ reportId, bodyId, body, year }: Identity, sections: readonly Section[]): void {
    for (const { code, text } of sections)
      if (OWN_TEXT_SECTIONS.some((own) => own === code))
        this.#narratives.push({ reportId, bodyId, body, year, section: code, text });
  }

  /** The passages that each report shares with another, and its sections that were compared with none. */
  compared(): (reportId: string) => TextComparison {
    const { copies, uncompared } = compareTexts(this.#narratives);
    const found = new Map<string, Copy[]>();
    for (const copy of copies)
      for (const { reportId } of [copy.one, copy.other]) {
        const known = found.get(reportId);
        if (known) known.push(copy);
        else found.set(reportId, [copy]);
      }
    return (reportId) => ({
      copies: found.get(reportId) ?? [],
      uncompared: uncompared.get(reportId) ?? [],
    });
  }
}

/** Caches the results used last, as many as the limit says. */
function memoizeRecent<Key, Value>(
  limit: number,
  make: (key: Key) => Promise<Value>,
): (key: Key) => Promise<Value> {
  const kept = new Map<Key, Promise<Value>>();
  return (key) => {
    const value = kept.get(key) ?? make(key);
    kept.delete(key);
    kept.set(key, value);
    for (const [oldest] of kept) {
      if (kept.size <= limit) break;
      kept.delete(oldest);
    }
    return value;
  };
}
