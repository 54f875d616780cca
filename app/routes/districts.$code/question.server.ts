import { boundaryChanges, incomparableWithLast } from "#domain/comparison/boundary";
import { FIRST_YEAR } from "#domain/form/edition";
import { livesIn } from "#domain/report/division-life";
import { withFlaws } from "#domain/tables/division-year";
import { profileOf } from "#domain/tables/division-profile";
import { standardisedRates } from "#domain/tables/standardised";
import { reportsByYear } from "#domain/tables/division-reports";
import { sumsBeside } from "#domain/tables/division-sums";
import { throughTheYears } from "#domain/tables/division-years";
import { applicantOutcomes } from "#db/applicant-outcomes.server";
import { deadlinesIn } from "#db/deadlines.server";
import { divisionFigures, divisionMedians } from "#db/division-figures.server";
import { divisionStrata } from "#db/division-strata.server";
import { flawsOf } from "#db/flaws.server";
import { successions } from "#db/successions.server";
import { outcomeMix } from "#db/outcome-mix.server";
import { findingsOfDivision } from "#db/report-findings.server";
import { peerGroup } from "./peers.server";
import { divisionRequest } from "./request.server";

/** What the page of a division and its files both show. */
export async function askDivision(request: Request, code: string) {
  const asked = await divisionRequest(request, code);
  const { related, filters, reports, parameters } = asked;
  const { self, below } = related;
  const { year, scope, kind } = filters;
  const peers = await peerGroup(self, year, parameters.get("peers"));
  const codes = peers.divisions.map((division) => division.code);
  const children = below.filter((child) => livesIn(child, year));
  const childCodes = scope === "jurisdiction" ? children.map((child) => child.code) : [];
  const of = { scope, kind } as const;

  const inSlot = reports.filter((report) => report.scope === scope && report.kind === kind);
  const [figures, medians, mix, cross, strata, findings, flaws, deadlines, register] =
    await Promise.all([
      divisionFigures({ codes: [...codes, ...childCodes], throughout: code, year, ...of }),
      divisionMedians({ codes: codes.filter((other) => other !== code), ...of }),
      outcomeMix(filters),
      applicantOutcomes(filters),
      divisionStrata({ codes: [...codes, code], year, ...of }),
      findingsOfDivision(code, of),
      flawsOf(inSlot.map(({ id }) => id)),
      deadlinesIn(code),
      successions(),
    ]);
  const own = withFlaws(
    figures.filter((report) => report.division_code === code),
    flaws,
  );
  const inYear = (those: ReadonlySet<string>) =>
    figures.filter((report) => report.year === year && those.has(report.division_code));
  const group = inYear(new Set([...codes, code]));
  const childFigures = inYear(new Set(childCodes));
  const years = yearsShown(asked.years, self);
  const boundaries = boundaryChanges(code, register).filter((change) =>
    years.includes(change.year),
  );
  const current = own.find((report) => report.year === year);
  const reportedBelow = new Set(childFigures.map((child) => child.division_code));
  return {
    ...asked,
    exists: livesIn(self, year),
    peers,
    current,
    years,
    profile: profileOf({
      code,
      own: current,
      last: own.find((report) => report.year === year - 1),
      incomparable: incomparableWithLast(
        year,
        boundaries.find((each) => each.year === year) ?? null,
      ),
      group,
    }),
    series: throughTheYears(own, years, boundaries),
    boundaries,
    medians,
    applicants: own,
    mix,
    cross,
    standardised: current ? standardisedRates(code, group, strata) : [],
    findings,
    sums: {
      rows: sumsBeside(current, childFigures, children.length),
      due: children,
      missing: children.filter((child) => !reportedBelow.has(child.code)),
    },
    reportYears: reportsByYear(reports, years.toReversed(), today(), deadlines),
  };
}

export type DivisionAnswer = Awaited<ReturnType<typeof askDivision>>;

/** The years of the form in which the division exists and there are data of any division. */
function yearsShown(
  years: readonly number[],
  self: Parameters<typeof livesIn>[0],
): readonly number[] {
  return years.filter((year) => year >= FIRST_YEAR && livesIn(self, year));
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
