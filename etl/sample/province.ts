import { editionFor, FIRST_YEAR } from "#domain/form/edition";
import type { Scope } from "#domain/report/body";
import { type Division, FICTIONAL_PREFIX } from "#domain/report/division";
import { loadDivisions } from "../intake/register";
import type { Figures } from "./figures";
import { applySlips, type FormsPrinted, printCells, type PrintedFigure } from "./printing";
import { randomInteger, randomStream } from "./random";
import { Simulation } from "./simulation";
import { STORIES } from "./stories";
import { type Nature, type PrintStyle, SAMPLE_KINDS, type SampleKind, type Story } from "./story";

/** The divisions of the fictional province in the register. */
export function fictionalDivisions(): Division[] {
  return loadDivisions().filter(({ code }) => code.startsWith(FICTIONAL_PREFIX));
}

/** One report of the demo province: what is true, what it prints and what is planted in it. */
export interface SampleReport {
  readonly division: Division;
  /** The city around the division, where there is one. */
  readonly city: Division | undefined;
  readonly kind: SampleKind;
  readonly scope: Scope;
  readonly year: number;
  readonly body: string;
  readonly publishedOn: string;
  readonly forms: FormsPrinted;
  /** Every cell of the form as it truly is, totals included. */
  readonly truth: Figures;
  /** The cells as printed, in the order of the form. */
  readonly printed: readonly PrintedFigure[];
  /** The figures that the text states: the true ones, or the printed ones where a story says so. */
  readonly stated: Figures;
  /** The figures that last year's report of the same body stated; null where there is none. */
  readonly lastYear: Figures | null;
  /** Everything planted in this report. */
  readonly stories: readonly Story[];
  /** Whose words it uses: a division and a year, its own unless the text is copied. */
  readonly words: { readonly division: Division; readonly year: number };
}

interface ProvinceOptions {
  readonly years?: readonly number[];
  readonly divisions?: readonly Division[];
  readonly stories?: readonly Story[];
}

export const DEFAULT_SEED = 20190415;
const SAMPLE_YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025] as const;

const ORDINARY_STYLE: PrintStyle = { zeros: "zero", slashes: false, blankTotals: false };

function formsOf(year: number, stories: readonly Story[]): FormsPrinted {
  const due = editionFor(year);
  const forms = { proactive_disclosure: due, requests: due, review_litigation: due };
  return stories.reduce((sum, story) => ({ ...sum, ...story.forms }), forms);
}

/** Prints a report with everything that its stories plant. */
function printReport(
  seed: number,
  body: Pick<SampleReport, "division" | "city" | "kind" | "year" | "truth" | "lastYear">,
  stories: readonly Story[],
  wordsOf: (code: string) => Division | undefined,
): SampleReport {
  const { division, city, kind, year, truth } = body;
  const slips = stories.flatMap((story) => story.slips ?? []);
  const believed = stories.flatMap((story) => (story.repeatsSlips ? (story.slips ?? []) : []));
  const forms = formsOf(year, stories);
  const style = stories.reduce((sum, story) => ({ ...sum, ...story.style }), ORDINARY_STYLE);
  const copied = stories.find((story) => story.copied)?.copied;
  return {
    ...body,
    scope: kind === "government" ? "jurisdiction" : "organ",
    body: bodyNameOf(division, kind, city),
    publishedOn:
      stories.find((story) => story.publishedOn)?.publishedOn ??
      drawPublicationDate(seed, division.code, kind, year),
    forms,
    printed: printCells(applySlips(truth, slips), forms, style),
    stated: believed.length === 0 ? truth : applySlips(truth, believed),
    stories,
    words: {
      division: (copied?.from ? wordsOf(copied.from) : undefined) ?? division,
      year: year - (copied?.yearsAgo ?? 0),
    },
  };
}

/**
 * Generates every report of the fictional province by year and division code, the jurisdiction's before
 * the office's. The same seed gives the same reports. The divisions are those of 示例省 in the register
 * unless others are given, as for measurements and tests.
 */
export function* simulateProvince(
  seed: number = DEFAULT_SEED,
  {
    years = SAMPLE_YEARS,
    divisions = fictionalDivisions(),
    stories = STORIES,
  }: ProvinceOptions = {},
): Generator<SampleReport> {
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const plantedIn = (code: string): Story[] =>
    stories.filter((story) => story.divisions[0] === code);
  const planted = new Map(divisions.map(({ code }) => [code, plantedIn(code)]));
  const natures = new Map(
    [...planted].map(([code, own]): [string, Nature] => [
      code,
      own.reduce<Nature>((sum, story) => ({ ...sum, ...story.nature }), {}),
    ]),
  );
  const simulation = new Simulation(seed, divisions, natures);
  const lastYear = new Map<string, Figures>();
  for (let year = Math.min(FIRST_YEAR, ...years); year <= Math.max(...years); year++) {
    const figures = simulation.year(year);
    if (!years.includes(year)) continue;
    for (const [code, truths] of figures) {
      const division = byCode.get(code);
      if (!division) continue;
      const city = division.level === "county" ? byCode.get(division.parent ?? "") : undefined;
      for (const kind of SAMPLE_KINDS) {
        const own = (planted.get(code) ?? []).filter(
          (story) => story.kinds.includes(kind) && story.years.includes(year),
        );
        const key = `${code}-${kind}`;
        const before = lastYear.get(key) ?? null;
        lastYear.delete(key);
        if (own.some((story) => story.absent)) continue;
        const body = { division, city, kind, year, truth: truths[kind], lastYear: before };
        const report = printReport(seed, body, own, (other) => byCode.get(other));
        lastYear.set(key, report.stated);
        yield report;
      }
    }
  }
}

/**
 * A report as it stood before it was corrected: another document of the same body and year, published earlier, with a
 * cell misprinted. The later one counts.
 */
export function firstPrintOf(report: SampleReport): SampleReport | null {
  const { division, kind, year, truth, forms } = report;
  if (`${division.code} ${kind} ${year}` !== CORRECTED) return null;
  const slips = [{ cell: "handled_total_total", add: 10 }];
  return {
    ...report,
    publishedOn: `${year + 1}-01-12`,
    printed: printCells(applySlips(truth, slips), forms, ORDINARY_STYLE),
  };
}

/** The report that was published twice: 睦川县's of 2024. */
const CORRECTED = "990221 government 2024";

/**
 * A report that its body took down again: last year's figures published as this year's. What the year was truly like
 * was never published.
 */
export function withdrawnAfter(report: SampleReport): SampleReport | null {
  const { division, kind, year } = report;
  if (`${division.code} ${kind} ${year + 1}` !== WITHDRAWN) return null;
  return { ...report, year: year + 1, publishedOn: `${year + 2}-03-14`, lastYear: report.truth };
}

/** The report that was published and taken down again: 柏泽县's of 2023; data/absences.csv says so. */
const WITHDRAWN = "990722 government 2023";

/** Counties whose bodies bear the name of the city before their own, by the end of their name. */
const BEARS_CITY_NAME: Readonly<Record<string, true | undefined>> = { 区: true };

/** The name of the body that reports: 澜阳市葭塘区人民政府, but 静川县人民政府. */
function bodyNameOf(division: Division, kind: SampleKind, city: Division | undefined): string {
  const bearsCityName = division.level === "county" && BEARS_CITY_NAME[division.name.slice(-1)];
  const government = `${bearsCityName ? (city?.name ?? "") : ""}${division.name}人民政府`;
  if (kind === "government") return government;
  return `${government}${division.level === "province" ? "办公厅" : "办公室"}`;
}

const DAY = 86_400_000;

/** First and last day, as month and day, of the season in which a body publishes in time (条例 art. 49). */
const PUBLICATION_SEASON = {
  government: { first: [1, 20], last: [3, 29] },
  office: { first: [1, 8], last: [1, 29] },
} as const satisfies Record<SampleKind, unknown>;

/** Draws the working day in the following year on which a report is published, as YYYY-MM-DD. */
function drawPublicationDate(seed: number, code: string, kind: SampleKind, year: number): string {
  const next = randomStream(seed, "published", code, kind, year);
  const { first, last } = PUBLICATION_SEASON[kind];
  const from = Date.UTC(year + 1, first[0] - 1, first[1]);
  const to = Date.UTC(year + 1, last[0] - 1, last[1]);
  let day = from + DAY * randomInteger(next, 0, (to - from) / DAY);
  while ([0, 6].includes(new Date(day).getUTCDay())) day -= DAY;
  return new Date(day).toISOString().slice(0, 10);
}
