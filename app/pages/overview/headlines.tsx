import { Link } from "@remix-run/react";
import { Hint } from "#components/hint";
import { Value } from "#components/value";
import { formatValue } from "#domain/indicators/number-format";
import { formatFormula } from "#domain/indicators/indicator-text";
import { INDICATORS } from "#domain/indicators/indicators";
import { explainBridgedLaw } from "#domain/indicators/law-breaks";
import type { Headline, OverviewData } from "./data.server";
import styles from "./headlines.module.css";

interface HeadlinesProps {
  readonly headlines: readonly Headline[];
  readonly year: number;
  readonly base: number;
  /** What of the change of a rate may be no change at all, in words. */
  readonly relabelled: OverviewData["relabelled"];
}

/** The headline figures; each leads to the bodies it is made of. */
export function Headlines({ headlines, year, base, relabelled }: HeadlinesProps) {
  return (
    <>
      <dl className={styles.grid}>
        {headlines.map((headline) => {
          const indicator = INDICATORS[headline.code];
          if (!indicator) return null;
          return (
            <div key={headline.code} className={styles.card}>
              <dt>
                {indicator.name}
                <Hint
                  term={indicator.name}
                >{`${indicator.meaning}。${formatFormula(indicator)}`}</Hint>
              </dt>
              <dd className={styles.value}>
                {headline.value === null ? (
                  <Value value={null} format={indicator.format} />
                ) : (
                  <Link to={headline.href}>
                    <Value value={headline.value} format={indicator.format} />
                  </Link>
                )}
                {indicator.format === "count" && headline.value !== null ? (
                  <span className={styles.unit}>件</span>
                ) : null}
              </dd>
              <dd className={styles.note}>{headline.change}</dd>
              <dd className={styles.note}>
                {indicator.denominator
                  ? `${formatValue(headline.numerator, "count")}／${formatValue(headline.denominator, "count")}${headline.interval === null ? "" : `，${headline.interval}`}`
                  : `${headline.reports}份报告合计`}
              </dd>
            </div>
          );
        })}
      </dl>
      {headlines.map(({ code, isCompared }) => {
        const indicator = INDICATORS[code];
        const words = indicator && isCompared && explainBridgedLaw(indicator, base, year);
        return words ? <p key={code}>{`${indicator.name}较${base}年的升降：${words}`}</p> : null;
      })}
      {relabelled.map(({ code, words }) => (
        <p key={`${code} relabelled`}>{`${INDICATORS[code].name}较${base}年的升降：${words}。`}</p>
      ))}
    </>
  );
}
