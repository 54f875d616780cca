import { fetchJudgements } from "#db/queries/comparison.server";
import { type DivisionAbsence, fetchDeadlines, fetchFilings } from "#db/queries/filings.server";
import { fetchDivisionFindings } from "#db/queries/findings.server";
import { type FirstView, fetchFirstView } from "#db/queries/loaded.server";
import { RELABELLING_RULE } from "#domain/checks/rules/relabelling";
import { composeStanding, formatStanding } from "#domain/comparison/standing";
import { dayInChina } from "#domain/desk/china-time";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { absenceOf } from "#domain/checks/filing";
import { ABSENCES } from "#domain/report/absence";
import { bodyNoun } from "#domain/report/body";
import { existsIn } from "#domain/report/division";
import { BELOW_INDICATORS, listBelow } from "./below";
import { loadProfile, type ProfileData } from "./profile-data.server";
import { reportsShown } from "./request.server";
import { reportsByYear } from "./reports";

/** By what the first sentence of the page tells how a division stands. */
const LEADING: IndicatorCode = "not_held_rate";

/** What the first page of a division and its sheet show. */
export async function loadDistrict(request: Request, code: string) {
  const profile = await loadProfile(request, code);
  const { filters, reports, years, absences } = profile;
  const [findings, deadlines, filings, below] = await Promise.all([
    fetchDivisionFindings(code, { scope: filters.scope, kind: filters.kind }),
    fetchDeadlines(code),
    fetchFilings(filters),
    loadBelow(profile),
  ]);
  return {
    ...profile,
    standing: describeStanding(
      profile,
      filings.find((each) => each.division_code === code && each.year === filters.year),
      [
        ...formatRelabelled(findings, filters.year),
        ...formatNewerYear(await fetchFirstView(profile.related.self.province), profile, absences),
      ],
    ),
    findings,
    /** Reports of its scope, of whatever year, that the checks have read. */
    examined: reportsShown(profile).length,
    below,
    reportYears: reportsByYear(reports, years.toReversed(), dayInChina(new Date()), {
      settings: deadlines,
      absences,
    }),
  };
}

export type DistrictData = Awaited<ReturnType<typeof loadDistrict>>;

/** The sentence about the division; null where it has no report of the year. */
function describeStanding(
  { related, filters, comparisons, positions, current }: ProfileData,
  filing: Awaited<ReturnType<typeof fetchFilings>>[number] | undefined,
  caveats: readonly string[],
): string | null {
  const comparison = comparisons.get(LEADING);
  if (current === undefined || comparison === undefined) return null;
  const standing = composeStanding({
    name: `${related.self.name}${filters.year}年度`,
    year: filters.year,
    indicator: INDICATORS[LEADING],
    body: positions.get(LEADING) ?? null,
    comparison,
    noun: bodyNoun(filters.kind),
    filing,
  });
  return `${[formatStanding(standing), ...caveats].join("；")}。`;
}

type Findings = Awaited<ReturnType<typeof fetchDivisionFindings>>;

/** That the answers were put into other classes, which may be all that a rate says from then on. */
function formatRelabelled(findings: Findings, year: number): string[] {
  const years = findings.flatMap((finding) =>
    finding.check_id === RELABELLING_RULE && finding.year <= year ? finding.year : [],
  );
  const latest = Math.max(...years);
  return years.length === 0 ? [] : [`${latest}年办理结果归类可能有变化，此后比率的高低未必是实情`];
}

/** That reports of a newer year are loaded, and none of this division's. */
function formatNewerYear(
  { main }: FirstView,
  { filters, reports }: ProfileData,
  absences: readonly DivisionAbsence[],
): string[] {
  const isThere = reports.some(({ year, scope }) => year >= main.year && scope === filters.scope);
  const confirmed = absences.find(({ kind, year }) => kind === filters.kind && year === main.year);
  return filters.year >= main.year || isThere
    ? []
    : [`${main.year}年度报告${ABSENCES[absenceOf(confirmed?.confirmed ?? null)].name}`];
}

/** The divisions directly below with their figures of the year and how they are judged. */
async function loadBelow({ related, filters }: ProfileData) {
  const due = related.below.filter((child) => existsIn(child, filters.year));
  const [first] = due;
  if (!first) return [];
  const selection = { ...filters, level: first.level };
  const [comparisons, filings] = await Promise.all([
    fetchJudgements(
      selection,
      BELOW_INDICATORS.map((indicator) => INDICATORS[indicator]),
    ),
    fetchFilings(selection),
  ]);
  return listBelow({
    due: due.map(({ code, name }) => ({ code, name })),
    comparisons,
    filings: filings.filter(({ year }) => year === filters.year),
  });
}
