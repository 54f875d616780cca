import { boundariesChangedIn } from "#domain/comparison/boundary";
import type { CheckContext, CheckedReport } from "#domain/checks/checked-report";
import { checkedReport } from "#domain/checks/checked-report";
import { findingsOf } from "#domain/checks/checks";
import { settingsIn, type DeadlineSetting } from "#domain/checks/deadline";
import type { Finding } from "#domain/checks/check";
import { figuresOf } from "#domain/checks/figures";
import { repairsOf, type ReportRepair } from "#domain/checks/report-repair";
import type { Uncompared } from "#domain/narrative/copied-text";
import { existsIn } from "#domain/report/division";
import type { LoadedEntry } from "#etl/load/ledger";
import type { ReadingOf } from "#etl/load/reading-source";
import type { Register } from "#etl/load/register";
import { remembering } from "#etl/load/remembering";
import { OwnWords } from "./own-words";

/** Reports that stay in memory: each is its own, last year's of another and a child of a third. */
const KEPT = 3_000;

interface Sources {
  readonly register: Register;
  readonly readingOf: ReadingOf;
  readonly deadlines: readonly DeadlineSetting[];
  readonly onChecked: (done: number) => void;
}

/** What the checks say of a report that they say something of. */
export interface Examined {
  readonly reportId: string;
  readonly findings: readonly Finding[];
  /** What is proposed for its tables that do not add up. */
  readonly repairs: readonly ReportRepair[];
  /** Sections whose text was held against no other. */
  readonly uncompared: readonly Uncompared[];
}

/** Runs every declared check over every report, with the reports of other years and of the divisions below. */
export async function checkReports(
  loaded: readonly LoadedEntry[],
  { register, readingOf, deadlines, onChecked }: Sources,
): Promise<Examined[]> {
  const reading = remembering(KEPT, readingOf);
  const words = new OwnWords();
  for (const { entry, identity } of loaded) words.add(identity, (await reading(entry)).sections);
  const wordsOf = words.compared();
  const ofBody = grouped(loaded, ({ identity }) => identity.bodyId);
  const ofJurisdiction = new Map(
    loaded
      .filter(({ identity }) => identity.scope === "jurisdiction")
      .map((one) => [`${one.identity.division} ${one.identity.year}`, one]),
  );
  const successions = register.divisions.map((division) => ({
    ...division,
    valid_from: division.validFrom,
    valid_to: division.validTo,
    former_names: division.formerNames,
  }));
  const years = new Set(loaded.map(({ identity }) => identity.year));
  const boundaries = new Map(
    [...years].map((year) => [year, boundariesChangedIn(year, successions)]),
  );
  const below = grouped(register.divisions, (division) => division.parent);

  const checked = remembering(KEPT, async (one: LoadedEntry): Promise<CheckedReport[]> => {
    const { level } = register.placeOf(one.identity.division).division;
    const read = await reading(one.entry);
    const report = checkedReport(read, { id: one.identity.reportId, level });
    return report ? [report] : [];
  });
  const all = async (some: readonly LoadedEntry[]): Promise<CheckedReport[]> =>
    (await Promise.all(some.map(checked))).flat();

  const examined: Examined[] = [];
  for (const [index, one] of inTreeOrder(loaded).entries()) {
    const { bodyId, division, year, reportId } = one.identity;
    const earlier = (ofBody.get(bodyId) ?? [])
      .filter(({ identity }) => identity.year < year)
      .sort((a, b) => b.identity.year - a.identity.year);
    const children = (below.get(division) ?? []).filter((child) => existsIn(child, year));
    const context: CheckContext = {
      earlier: await all(earlier),
      children: await all(
        children.flatMap((child) => ofJurisdiction.get(`${child.code} ${year}`) ?? []),
      ),
      childrenExpected: children.length === 0 ? null : children.length,
      boundary: boundaries.get(year)?.get(division) ?? null,
      deadlines: settingsIn(division, deadlines),
      words: wordsOf(reportId),
    };
    const { uncompared } = wordsOf(reportId);
    for (const report of await checked(one)) {
      const findings = findingsOf(report, context);
      const wrong = findings.some(({ severity, cells }) => severity === "E" && cells.length > 0);
      const repairs = wrong ? repairsOf(report, figuresOf(report)) : [];
      if (findings.length + uncompared.length > 0)
        examined.push({ reportId, findings, repairs, uncompared });
    }
    onChecked(index + 1);
  }
  return examined;
}

/** Divisions before the one around them and years in order, so that what is read is soon used again. */
function inTreeOrder(loaded: readonly LoadedEntry[]): LoadedEntry[] {
  return [...loaded].sort(
    (one, other) =>
      other.identity.division.localeCompare(one.identity.division) ||
      one.identity.bodyId.localeCompare(other.identity.bodyId) ||
      one.identity.year - other.identity.year,
  );
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
