import { CheckContexts } from "#domain/checks/check-context";
import type { Finding } from "#domain/checks/check-rule";
import type { DeadlineSetting } from "#domain/checks/deadline";
import { findingsOf } from "#domain/checks/engine";
import { proposeRepairs, type ReportRepair } from "#domain/checks/repairs";
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
import type { Identity } from "../intake/ledger";
import type { Register } from "../intake/register";

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
  readonly onChecked: (done: number) => void;
}

/** What the checks found in a report; there is none for a report in which nothing was found. */
export interface CheckedDocument {
  readonly reportId: string;
  readonly findings: readonly Finding[];
  /** What is proposed for its tables that do not add up. */
  readonly repairs: readonly ReportRepair[];
  /** Sections whose text was compared with no other. */
  readonly uncompared: readonly UncomparedSection[];
}

/** Runs every declared check over every report, with the reports of other years and of the divisions below. */
export async function checkReports<Report extends Identified>(
  loaded: readonly Report[],
  { register, readingOf, deadlines, onChecked }: CheckSources<Report>,
): Promise<CheckedDocument[]> {
  const reading = memoizeRecent(CACHED_REPORTS, readingOf);
  const words = new NarrativeIndex();
  for (const one of loaded) words.add(one.identity, (await reading(one)).sections);
  const wordsOf = words.compared();
  const checked = memoizeRecent(CACHED_REPORTS, async (one: Report): Promise<CheckedReport[]> => {
    const { level } = register.placeOf(one.identity.division).division;
    const read = await reading(one);
    const report = toCheckedReport(read, { id: one.identity.reportId, level });
    return report ? [report] : [];
  });
  const all = async (some: readonly Report[]): Promise<CheckedReport[]> =>
    (await Promise.all(some.map(checked))).flat();

  const ofBody = groupBy(loaded, ({ identity }) => `${identity.bodyId} ${identity.year}`);
  const ofJurisdiction = groupBy(
    loaded.filter(
      ({ identity: { kind, scope } }) => scope === "jurisdiction" && DIVISION_KINDS.includes(kind),
    ),
    ({ identity }) => `${identity.division} ${identity.year}`,
  );
  const contexts = new CheckContexts({
    divisions: register.divisions,
    deadlines,
    ofBody: (bodyId, year) => all(ofBody.get(`${bodyId} ${year}`) ?? []),
    ofJurisdictions: (codes, year) =>
      all(codes.flatMap((code) => ofJurisdiction.get(`${code} ${year}`) ?? [])),
    wordsOf: async (reportId) => wordsOf(reportId),
  });

  const examined: CheckedDocument[] = [];
  for (const [index, one] of sortByTree(loaded).entries()) {
    const { bodyId, division, year, reportId } = one.identity;
    const identity = { reportId, bodyId, divisionCode: division, year };
    const context = await contexts.contextOf(identity);
    const uncompared = context.words?.uncompared ?? [];
    for (const report of await checked(one)) {
      const findings = findingsOf(report, context);
      const wrong = findings.some(({ severity, cells }) => severity === "E" && cells.length > 0);
      const repairs = wrong ? proposeRepairs(report, reportValuesOf(report)) : [];
      if (findings.length + uncompared.length > 0)
        examined.push({ reportId, findings, repairs, uncompared });
    }
    onChecked(index + 1);
  }
  return examined;
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
