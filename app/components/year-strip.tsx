import { Link } from "@remix-run/react";
import { colourOfVerdict, VERDICT_MARKS } from "#charts/palette";
import { STRIP_GAPS, type StripYear } from "#domain/comparison/year-strip";
import { keysOf } from "#domain/records";
import type { ConcernSide } from "#domain/indicators/indicator";
import { VERDICT_CODES, VERDICTS } from "#domain/statistics/verdict";
import styles from "./year-strip.module.css";

interface YearStripProps {
  /** Whose years they are. */
  readonly name: string;
  readonly years: readonly StripYear[];
  readonly concern: ConcernSide | undefined;
  /** Where a year leads to: its report, or its comparison; undefined where there is nothing to see. */
  readonly hrefOf: (year: StripYear) => string | undefined;
}

/**
 * The verdict of each year in a row: since when a body stands out. Shape, colour and words; far beyond the limits is
 * filled, so that a run of such years is seen at once.
 */
export function YearStrip({ name, years, concern, hrefOf }: YearStripProps) {
  return (
    <ol className={styles.strip} aria-label={`${name}历年判断`}>
      {years.map((each) => {
        const href = hrefOf(each);
        // A link is named by its title: of hundreds of years on a page no word is sent twice.
        const inside = (
          <span aria-hidden>
            {signOf(each)}
            <b>{String(each.year).slice(2)}</b>
          </span>
        );
        return (
          <li key={each.year} {...lookOf(each, concern)}>
            {href === undefined ? (
              <span title={each.words}>
                {inside}
                <span className="visually-hidden">{each.words}</span>
              </span>
            ) : (
              <Link to={href} title={each.words} discover="none">
                {inside}
              </Link>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function signOf({ verdict, gap }: StripYear): string {
  if (verdict !== null) return VERDICT_MARKS[verdict].sign;
  return gap === null ? "" : STRIP_GAPS[gap].sign;
}

function lookOf({ verdict, gap }: StripYear, concern: ConcernSide | undefined) {
  if (verdict === null) return gap === "not_loaded" ? { className: styles.missing } : {};
  const colour = colourOfVerdict(verdict, concern);
  return verdict === "high_998" || verdict === "low_998"
    ? { className: styles.far, style: { background: colour } }
    : { style: { color: colour } };
}

/** What the shapes that occur in some strips mean: one line, for the foot of a list of them. */
export function YearStripLegend({
  strips,
}: {
  /** The strips above; every shape is explained where they are left out. */
  readonly strips?: readonly (readonly StripYear[])[];
}) {
  const all = strips?.flat();
  const verdicts = VERDICT_CODES.filter(
    (code) => all?.some(({ verdict }) => verdict === code) ?? true,
  );
  const gaps = keysOf(STRIP_GAPS).filter((code) => all?.some(({ gap }) => gap === code) ?? true);
  const years = all?.map(({ year }) => year) ?? [];
  const span =
    years.length === 0
      ? ""
      : `（${String(Math.min(...years))}至${String(Math.max(...years))}年，从左到右）`;
  const said = [
    ...verdicts.map((code) => ({ sign: VERDICT_MARKS[code].sign, name: VERDICTS[code].short })),
    ...gaps.map((code) => STRIP_GAPS[code]),
  ];
  if (said.length === 0) return null;
  return (
    <p className={styles.legend}>
      历年判断{span}：{said.map(({ sign, name }) => `${sign} ${name}`).join("　")}
    </p>
  );
}
