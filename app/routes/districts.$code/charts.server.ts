import { applicantOutcome } from "#charts/applicant-outcome";
import { draw } from "#charts/draw.server";
import { outcomeMix } from "#charts/outcome-mix";
import { smallMultiples, type Panel } from "#charts/small-multiples";
import { spine, type SpineRow } from "#charts/spine";
import { applicantOutcomeTitle } from "#charts/title";
import { INDICATORS } from "#domain/indicators/indicators";
import type { ProfileRow } from "#domain/tables/division-profile";
import { isRate } from "#domain/tables/division-profile-columns";
import type { DivisionAnswer } from "./question.server";

/** Least number of peers that a spread is drawn of. */
const FEWEST_PEERS = 4;

/** The pictures of a division's page; null where there is nothing to draw. */
export function chartsOf({ profile, series, medians, mix, cross, current }: DivisionAnswer) {
  const failing = current?.flaws !== undefined;
  const rates = profile.filter(isRate).map((row) => spineRow(row, failing));
  return {
    spine: rates.some(({ own, peers }) => own !== null && peers !== null)
      ? draw((size) => spine(rates, size))
      : null,
    years: series.some(({ years }) => years.some(({ value }) => value !== null))
      ? draw((size) => smallMultiples(panels(series, medians), { ...size, shared: false }))
      : null,
    cross:
      current === undefined
        ? null
        : {
            title: applicantOutcomeTitle(cross),
            drawing: draw((size) => applicantOutcome(cross, { ...size, shareOf: "applicant" })),
          },
    mix:
      mix.length === 0
        ? null
        : draw((size) =>
            outcomeMix(
              mix.map(({ year, handled, outcomes }) => ({
                label: `${year}年`,
                total: handled,
                counts: outcomes,
              })),
              size,
            ),
          ),
  };
}

function spineRow(row: ProfileRow, failing: boolean): SpineRow {
  const indicator = INDICATORS[row.code];
  return {
    name: indicator?.name ?? row.code,
    format: indicator?.format ?? "share",
    ...(row.cell === null || row.value === null ? {} : { href: row.cell }),
    own: row.value,
    peers: row.stating >= FEWEST_PEERS ? row.peers : null,
    verdict: row.verdict ?? "too_few",
    failing,
  };
}

function panels(
  series: DivisionAnswer["series"],
  medians: DivisionAnswer["medians"],
): readonly Panel[] {
  return series.flatMap(({ code, years }): Panel[] => {
    const indicator = INDICATORS[code];
    if (!indicator) return [];
    return [
      {
        name: indicator.name,
        format: indicator.format,
        points: years.map(({ year, value, interval, numerator, denominator, why }) => ({
          year,
          value,
          interval,
          note:
            value === null ? why : denominator === null ? "" : `${numerator ?? ""}/${denominator}`,
        })),
        reference: years.map(({ year }) => ({
          year,
          value: medians.find((each) => each.year === year)?.medians[code] ?? null,
        })),
      },
    ];
  });
}
