import { editionDue, FIRST_YEAR } from "#domain/form/edition";
import { FICTIONAL_PREFIX, type Division } from "#domain/report/division";
import type { Scope } from "#domain/report/scope";
import { bodyName } from "./body-name";
import { publicationDate } from "./calendar";
import type { Figures } from "./figures";
import { printedCells, withSlips, type FormsPrinted, type PrintedFigure } from "./printing";
import { divisionsUnder } from "./register";
import { Simulation } from "./simulation";
import { STORIES } from "./stories";
import { SAMPLE_KINDS, type Nature, type PrintStyle, type SampleKind, type Story } from "./story";

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
  /** What the text states: the truth, or the slip where the body believes it. */
  readonly told: Figures;
  /** What last year's report of the same body told; null where there is none. */
  readonly lastYear: Figures | null;
  /** Everything planted in this report. */
  readonly stories: readonly Story[];
  /** Whose words it uses: a division and a year, its own unless it copied. */
  readonly words: { readonly division: Division; readonly year: number };
}

export interface ProvinceOptions {
  readonly years?: readonly number[];
  readonly divisions?: readonly Division[];
  readonly stories?: readonly Story[];
}

export const DEFAULT_SEED = 20190415;
export const SAMPLE_YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025] as const;

const ORDINARY_STYLE: PrintStyle = { zeros: "zero", slashes: false, blankTotals: false };

function formsOf(year: number, stories: readonly Story[]): FormsPrinted {
  const due = editionDue(year);
  const forms = { proactive_disclosure: due, requests: due, review_litigation: due };
  return stories.reduce((sum, story) => ({ ...sum, ...story.forms }), forms);
}

/**
 * Every report of the fictional province, year by year and in the order of the codes, the whole
 * jurisdiction's before the office's. The same seed gives the same reports. Without `divisions` it
 * is 示例省 of the register; other registers and other stories serve measurements and tests.
 */
export function* province(
  seed: number = DEFAULT_SEED,
  {
    years = SAMPLE_YEARS,
    divisions = divisionsUnder(FICTIONAL_PREFIX),
    stories = STORIES,
  }: ProvinceOptions = {},
): Generator<SampleReport> {
  const natures = new Map(
    stories.flatMap((story): [string, Nature][] =>
      story.nature ? [[story.divisions[0], story.nature]] : [],
    ),
  );
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const simulation = new Simulation(seed, divisions, natures);
  const lastYear = new Map<string, Figures>();
  const first = Math.min(FIRST_YEAR, ...years);
  for (let year = first; year <= Math.max(...years); year++) {
    const figures = simulation.year(year);
    if (!years.includes(year)) continue;
    for (const [code, truths] of figures) {
      const division = byCode.get(code);
      if (!division) continue;
      const city = division.level === "county" ? byCode.get(division.parent ?? "") : undefined;
      for (const kind of SAMPLE_KINDS) {
        const planted = stories.filter(
          (story) =>
            story.divisions.includes(code) &&
            story.kinds.includes(kind) &&
            story.years.includes(year),
        );
        const key = `${code}-${kind}`;
        const before = lastYear.get(key) ?? null;
        lastYear.delete(key);
        if (planted.some((story) => story.absent)) continue;
        const own = planted.filter((story) => story.divisions[0] === code);
        const copied = own.find((story) => story.copied)?.copied;
        const truth = truths[kind];
        const slips = own.flatMap((story) => story.slips ?? []);
        const believed = own.flatMap((story) => (story.told ? (story.slips ?? []) : []));
        const told = believed.length === 0 ? truth : withSlips(truth, believed);
        const forms = formsOf(year, own);
        const style = own.reduce((sum, story) => ({ ...sum, ...story.style }), ORDINARY_STYLE);
        yield {
          division,
          city,
          kind,
          scope: kind === "government" ? "jurisdiction" : "organ",
          year,
          body: bodyName(division, kind, city),
          publishedOn:
            own.find((story) => story.publishedOn)?.publishedOn ??
            publicationDate(seed, code, kind, year),
          forms,
          truth,
          printed: printedCells(withSlips(truth, slips), forms, style),
          told,
          lastYear: before,
          stories: own,
          words: {
            division: byCode.get(copied?.from ?? code) ?? division,
            year: year - (copied?.yearsAgo ?? 0),
          },
        };
        lastYear.set(key, told);
      }
    }
  }
}
