import { Link } from "@remix-run/react";
import { colourOfVerdict, VERDICT_MARKS } from "#charts/palette";
import { STRIP_GAPS, type StripYear } from "#domain/comparison/year-strip";
import type { ConcernSide } from "#domain/indicators/indicators";
import { VERDICTS } from "#domain/statistics/verdict";
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
        const inside = (
          <>
            <span aria-hidden>{signOf(each)}</span>
            <span aria-hidden>{String(each.year).slice(2)}</span>
            <span className="visually-hidden">{each.words}</span>
          </>
        );
        return (
          <li key={each.year} title={each.words} {...lookOf(each, concern)}>
            {href === undefined ? <span>{inside}</span> : <Link to={href}>{inside}</Link>}
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

/** What the shapes of strips mean: one line, for the foot of a list of them. */
export function YearStripLegend() {
  const said = (["high_998", "high_95", "within", "low_95", "low_998", "too_few"] as const).map(
    (code) => `${VERDICT_MARKS[code].sign} ${VERDICTS[code].short}`,
  );
  const gaps = [STRIP_GAPS.not_loaded].map(({ sign, name }) => `${sign} ${name}`);
  return <p className={styles.legend}>历年判断：{[...said, ...gaps].join("　")}</p>;
}
