import {
  fetchCorrectionList,
  fetchFigureValues,
  fetchFindingList,
  fetchReportList,
  fetchUnusedDocuments,
  type ListedFinding,
  type ListedReport,
} from "#db/queries/version-contents.server";
import { PENDING } from "#domain/checks/check-rule";
import {
  type ChangedReport,
  type GoneFinding,
  type PlanChanges,
  type PlannedFinding,
  type PlannedReport,
  type UnusedDocument,
} from "#domain/desk/plan";
import { askBoth, type AskedVersion } from "./asked-version.server";
import { compareGroups, type ReportPair } from "./compare-groups.server";

/**
 * What readers will see otherwise once `after` is in use in the place of `before`, by the queries of the pages.
 * @param onCompared how many of all groups of reports have been compared
 */
export async function compareVersions(
  before: AskedVersion,
  after: AskedVersion,
  onCompared: (done: number, total: number) => void = () => undefined,
): Promise<PlanChanges> {
  const both = [before, after] as const;
  const reports = await askBoth(both, fetchReportList, []);
  const pairs = pairReports(reports);
  const changed = pairs.flatMap(({ before: old, after: next }) => (old && next ? next.id : []));
  const values = await askBoth(both, () => fetchFigureValues(changed), new Map());
  const describe = ({ before: old, after: next }: ReportPair): ChangedReport[] => {
    if (!old || !next) return [];
    const [earlier, later] = [values[0].get(next.id), values[1].get(next.id)];
    const cells = [...(later ?? [])].filter(([cell, value]) => value !== earlier?.get(cell));
    const lost = cells.filter(([, value]) => value === null).length;
    return [{ ...plannedReport(next), fileBefore: old.file, cells: cells.length, lost }];
  };
  const isReplaced = ({ before: old, after: next }: ReportPair): boolean =>
    old?.document_hash !== next?.document_hash;
  const findings = await askBoth(both, fetchFindingList, []);
  const groups = await compareGroups(both, pairs, reports, onCompared);
  return {
    added: pairs.flatMap(({ before: old, after: next }) =>
      next && !old ? plannedReport(next) : [],
    ),
    withdrawn: pairs.flatMap(({ before: old, after: next }) =>
      old && !next ? plannedReport(old) : [],
    ),
    replaced: pairs.filter((pair) => isReplaced(pair)).flatMap(describe),
    reckonedAnew: pairs.filter((pair) => !isReplaced(pair)).flatMap(describe),
    unused: newlyUnused(
      await askBoth(both, fetchUnusedDocuments, []),
      new Set(reports[0].map((report) => report.document_hash)),
    ),
    ...groups,
    findings: compareFindings(findings, new Set(reports[1].map(({ id }) => id))),
    correctionsRefused: newlyRefused(await askBoth(both, fetchCorrectionList, [])),
  };
}

/** The reports that differ: there in one version only, of another document, or with other numbers in sums. */
function pairReports([before, after]: readonly [
  readonly ListedReport[],
  readonly ListedReport[],
]): ReportPair[] {
  const old = new Map(before.map((report) => [report.id, report]));
  const ids = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((next): ReportPair[] => {
      const known = old.get(next.id) ?? null;
      const isSame = known?.document_hash === next.document_hash && known.figures === next.figures;
      return isSame ? [] : [{ before: known, after: next }];
    }),
    ...before
      .filter(({ id }) => !ids.has(id))
      .map((gone): ReportPair => ({ before: gone, after: null })),
  ];
}

function plannedReport(listed: ListedReport): PlannedReport {
  const { id, body, division, division_code, province, year, level, scope, kind, file } = listed;
  const document = listed.document_hash;
  return { id, body, division, division_code, province, year, level, scope, kind, document, file };
}

type Unused = Awaited<ReturnType<typeof fetchUnusedDocuments>>;

/** @param used hashes of documents in use before: where such a one is superseded, its report is replaced */
function newlyUnused(
  [before, after]: readonly [Unused, Unused],
  used: ReadonlySet<string>,
): UnusedDocument[] {
  const keyOf = ({ hash, file, state }: Unused[number]): string => [hash, file, state].join(" ");
  const known = new Set(before.map(keyOf));
  return after.flatMap((document): UnusedDocument[] => {
    const { file, state, reason } = document;
    if (known.has(keyOf(document))) return [];
    if (state === "superseded" && used.has(document.hash)) return [];
    if (state !== "refused" && state !== "duplicate" && state !== "superseded") return [];
    return [{ file, state, reason: reason ?? "" }];
  });
}

type Corrections = Awaited<ReturnType<typeof fetchCorrectionList>>;

/** Corrections that are not applied now, leaving out those that were not applied before either. */
function newlyRefused([before, after]: readonly [Corrections, Corrections]) {
  const keyOf = ({ report_id, cell, kind, written }: Corrections[number]): string =>
    [report_id, cell, kind, written].join(" ");
  const known = new Set(before.filter(({ refusal }) => refusal !== null).map(keyOf));
  return after.flatMap((correction) => {
    const { report_id: report, cell, refusal } = correction;
    return refusal === null || known.has(keyOf(correction)) ? [] : [{ report, cell, refusal }];
  });
}

function compareFindings(
  [before, after]: readonly [readonly ListedFinding[], readonly ListedFinding[]],
  loaded: ReadonlySet<string>,
): PlanChanges["findings"] {
  const open = (found: readonly ListedFinding[]) =>
    new Map(
      found
        .filter(({ acceptance }) => PENDING.includes(acceptance))
        .map((finding) => [finding.fingerprint, finding]),
    );
  const [old, next] = [open(before), open(after)];
  const settled = new Map(after.map(({ fingerprint, acceptance }) => [fingerprint, acceptance]));
  const whyGone = ({ fingerprint, report_id: report }: ListedFinding): GoneFinding["why"] => {
    const acceptance = settled.get(fingerprint);
    if (acceptance === "accepted" || acceptance === "corrected") return acceptance;
    return loaded.has(report) ? "resolved" : "withdrawn";
  };
  return {
    added: [...next.values()]
      .filter(({ fingerprint }) => !old.has(fingerprint))
      .map((finding) => plannedFinding(finding)),
    gone: [...old.values()]
      .filter(({ fingerprint }) => !next.has(fingerprint))
      .map((finding) => ({ ...plannedFinding(finding), why: whyGone(finding) })),
  };
}

function plannedFinding(finding: ListedFinding): PlannedFinding {
  const { fingerprint, report_id: report, body, year, check_id: check, severity } = finding;
  return {
    fingerprint,
    report,
    name: `${body}${year}年度报告`,
    check,
    severity,
    message: finding.message,
  };
}
