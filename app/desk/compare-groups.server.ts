import { fetchJudgements } from "#db/queries/comparison.server";
import { fetchDivisions } from "#db/queries/divisions.server";
import { fetchGroupRatios, fetchRatios, selectByFilters } from "#db/queries/ratios.server";
import { fetchFigureValues, type ListedReport } from "#db/queries/version-contents.server";
import { BODY } from "#db/sql/bodies";
import {
  type ComparedGroup,
  type MovedFigure,
  type Mover,
  NOTABLE_CHANGE,
  type PlanChanges,
  type VerdictFlip,
} from "#domain/desk/plan";
import { type FilterValues, resolveFilters } from "#domain/filters/filters";
import { toneOf } from "#domain/comparison/concern";
import { INDICATOR_CODES, type IndicatorCode, INDICATORS } from "#domain/indicators/indicators";
import { cellsOf } from "#domain/indicators/quantity-cells";
import { recordOf } from "#domain/records";
import { rateOf } from "#domain/statistics/ratio";
import { askBoth, type BothVersions } from "./asked-version.server";

/** A report in both versions; null in one that does not have it. */
export interface ReportPair {
  readonly before: ListedReport | null;
  readonly after: ListedReport | null;
}

/** Movers of a figure that a plan names; it says how many there are. */
const MOVERS_NAMED = 12;

const RATES: readonly IndicatorCode[] = INDICATOR_CODES.filter(
  (code) => INDICATORS[code].format === "share" && INDICATORS[code].denominator !== undefined,
);
const RATE_LIST = RATES.map((code) => INDICATORS[code]);

/**
 * What the changed reports do to the figures of their province and to the verdicts of the comparison: of their own
 * years and the later ones, whose limits may lean on earlier years.
 */
export async function compareGroups(
  both: BothVersions,
  pairs: readonly ReportPair[],
  [reportsBefore, reportsAfter]: readonly [readonly ListedReport[], readonly ListedReport[]],
  onCompared: (done: number, total: number) => void,
): Promise<Pick<PlanChanges, "figures" | "verdicts">> {
  const touched = listGroups(pairs.flatMap(({ before, after }) => [before, after]));
  const there = [listGroups(reportsBefore), listGroups(reportsAfter)];
  // Of a group that is wholly new, or gone, every figure is: there is nothing to compare.
  const groups = [...touched.values()].filter((group) =>
    there.every((known) => known.has(keyOf(group))),
  );
  const judged = [...listGroups(reportsAfter).values()].filter(
    (group) =>
      there.every((known) => known.has(keyOf(group))) &&
      groups.some((each) => each.year <= group.year && seriesOf(each) === seriesOf(group)),
  );
  const names = await namesOf(both, groups);
  const changed = new Set(pairs.flatMap(({ before, after }) => (after ?? before)?.id ?? []));
  const total = groups.length + judged.length;
  let done = 0;
  const figures: MovedFigure[] = [];
  for (const group of groups) {
    figures.push(...(await compareFigures(both, group, names.get(group.province) ?? "")));
    onCompared((done += 1), total);
  }
  const verdicts: VerdictFlip[] = [];
  for (const group of judged) {
    verdicts.push(...(await compareVerdicts(both, group, changed)));
    onCompared((done += 1), total);
  }
  const size = ({ before, after }: MovedFigure): number =>
    before === null || after === null ? Number.POSITIVE_INFINITY : Math.abs(after - before);
  return {
    figures: figures.toSorted((one, other) => size(other) - size(one) || 0),
    verdicts: verdicts.toSorted((one, other) => weightOf(other) - weightOf(one)),
  };
}

/** Whole jurisdictions are compared by their governments' reports and by zones'; of unknown scope none is. */
function listGroups(reports: readonly (ListedReport | null)[]): Map<string, ComparedGroup> {
  const groups = new Map<string, ComparedGroup>();
  for (const report of reports) {
    if (report === null || report.scope === "unknown") continue;
    const { province, year, level, scope, kind } = report;
    if (scope === "jurisdiction" && kind !== "government" && kind !== "zone") continue;
    const group = { province, year, level, scope, kind };
    groups.set(keyOf(group), group);
  }
  return groups;
}

function seriesOf({ province, level, scope, kind }: ComparedGroup): string {
  return [province, level, scope, kind].join(" ");
}

function keyOf(group: ComparedGroup): string {
  return `${group.year} ${seriesOf(group)}`;
}

/** The filters by which pages show a group. */
function filtersOf({ province: area, year, level, scope, kind }: ComparedGroup): FilterValues {
  if (scope === "unknown") throw new Error("Reports of unknown scope are not compared");
  return resolveFilters({ year, area, level, scope, kind }, { year, area });
}

async function namesOf(
  both: BothVersions,
  groups: readonly ComparedGroup[],
): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(groups.map(({ province }) => province))];
  const [before, after] = await askBoth(both, () => fetchDivisions(codes), []);
  return new Map([...before, ...after].map(({ code, name }) => [code, name]));
}

type Sides = NonNullable<Mover["before"]>;

/** The rates of a group, and both sides of each as every report states them. */
async function fetchGroupFigures(filters: FilterValues) {
  const selection = selectByFilters(filters);
  const [[group], reports] = await Promise.all([
    fetchGroupRatios(
      selection,
      recordOf(RATES, (code) => INDICATORS[code]),
    ),
    fetchRatios(selection, RATE_LIST, BODY),
  ]);
  const stated = RATES.map((_, index) => {
    const sides = new Map<string, Sides & { readonly name: string }>();
    for (const row of reports.rows) {
      const { numerator, denominator } = reports.ratioOf(index, row);
      const { report_id: id, division: name } = reports.identityOf(row);
      if (numerator !== null && denominator !== null)
        sides.set(id, { numerator, denominator, name });
    }
    return sides;
  });
  return { figures: group?.figures ?? null, stated };
}

async function compareFigures(
  both: BothVersions,
  group: ComparedGroup,
  provinceName: string,
): Promise<MovedFigure[]> {
  const filters = filtersOf(group);
  const [before, after] = await askBoth(both, () => fetchGroupFigures(filters), null);
  const moved = RATES.flatMap((indicator, index) => {
    const [was, is] = [before, after].map((each) => each?.figures?.[indicator] ?? null);
    const [old, next] = [was?.value ?? null, is?.value ?? null];
    const isNotable = old === null || next === null || Math.abs(next - old) > NOTABLE_CHANGE;
    if (old === next || !isNotable) return [];
    const sums = { numerator: was?.numerator ?? 0, denominator: was?.denominator ?? 0 };
    const movers = listMovers(sums, before?.stated[index], after?.stated[index]);
    return [{ indicator, before: old, after: next, movers }];
  });
  const named = moved.flatMap(({ movers }) =>
    movers.slice(0, MOVERS_NAMED).map(({ report }) => report),
  );
  const [old, next] = await askBoth(both, () => fetchFigureValues([...new Set(named)]), new Map());
  return moved.map(({ movers, ...figure }): MovedFigure => {
    const { numerator, denominator } = INDICATORS[figure.indicator];
    const cells = [numerator, denominator].flatMap((quantity) => {
      const { plus, minus } = quantity ? cellsOf(quantity) : { plus: [], minus: [] };
      return [...plus, ...minus].map(({ name }) => name);
    });
    return {
      group,
      provinceName,
      ...figure,
      moversInAll: movers.length,
      movers: movers.slice(0, MOVERS_NAMED).map((mover) => ({
        ...mover,
        cells: [...new Set(cells)].flatMap((cell) => {
          const [was, is] = [old, next].map(
            (values) => values.get(mover.report)?.get(cell) ?? null,
          );
          return was === is ? [] : [{ cell, before: was ?? null, after: is ?? null }];
        }),
      })),
    };
  });
}

/** The reports that state other sides than before, those that move the rate most first. */
function listMovers(
  sums: Sides,
  before: ReadonlyMap<string, Sides & { readonly name: string }> = new Map(),
  after: ReadonlyMap<string, Sides & { readonly name: string }> = new Map(),
): Omit<Mover, "cells">[] {
  const rate = rateOf(sums);
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((report) => {
      const [was, is] = [before.get(report) ?? null, after.get(report) ?? null];
      if (was?.numerator === is?.numerator && was?.denominator === is?.denominator) return [];
      const alone = rateOf({
        numerator: sums.numerator - (was?.numerator ?? 0) + (is?.numerator ?? 0),
        denominator: sums.denominator - (was?.denominator ?? 0) + (is?.denominator ?? 0),
      });
      return {
        report,
        name: (is ?? was)?.name ?? report,
        before: plainSides(was),
        after: plainSides(is),
        effect: rate === null || alone === null ? null : alone - rate,
      };
    })
    .toSorted((one, other) => Math.abs(other.effect ?? 0) - Math.abs(one.effect ?? 0));
}

function plainSides(sides: Sides | null): Sides | null {
  return sides && { numerator: sides.numerator, denominator: sides.denominator };
}

/** By the judgement that `/compare` shows. */
async function compareVerdicts(
  both: BothVersions,
  group: ComparedGroup,
  changed: ReadonlySet<string>,
): Promise<VerdictFlip[]> {
  const filters = filtersOf(group);
  const [before, after] = await askBoth(both, () => fetchJudgements(filters, RATE_LIST), []);
  return RATES.flatMap((indicator, index) => {
    const [old, next] = [before, after].map(
      (judged) => new Map(judged[index]?.bodies.map((body) => [body.code, body])),
    );
    return [...new Set([...(old?.keys() ?? []), ...(next?.keys() ?? [])])].flatMap((code) => {
      const [was, is] = [old?.get(code), next?.get(code)];
      const [verdictWas, verdictIs] = [was?.verdict ?? null, is?.verdict ?? null];
      const body = is ?? was;
      if (!body || verdictWas === verdictIs) return [];
      const flip: VerdictFlip = {
        group,
        indicator,
        report: body.report_id,
        division: body.division,
        before: verdictWas,
        after: verdictIs,
        isOwn: changed.has(body.report_id),
      };
      return weightOf(flip) === 0 ? [] : [flip];
    });
  });
}

/** How much a flip matters: most where the far limit on the side of concern is crossed; 0 where nothing is said before or after. */
function weightOf({ indicator, before, after }: VerdictFlip): number {
  const [was, is] = [before, after].map((verdict) =>
    toneOf(INDICATORS[indicator], verdict ?? null),
  );
  const said = (tone: typeof was): boolean => tone === "concern" || tone === "near";
  if (is === "concern") return 4;
  if (was === "concern") return 3;
  if ([was, is].some(said)) return 2;
  return was === "unknown" || is === "unknown" ? 0 : 1;
}
