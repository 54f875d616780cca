import { Link } from "@remix-run/react";
import { Hint } from "#components/hint";
import { Value } from "#components/value";
import { formatValue } from "#domain/indicators/number-format";
import type { Headline, OverviewData } from "./data.server";
import styles from "./headlines.module.css";

interface HeadlinesProps {
  readonly headlines: readonly Headline[];
  readonly base: number;
  /** What of the change of a rate may be no change at all, in words. */
  readonly relabelled: OverviewData["relabelled"];
}

/** The headline figures; each leads to the bodies it is made of. */
export function Headlines({ headlines, base, relabelled }: HeadlinesProps) {
  return (
    <>
      <dl className={styles.grid}>
        {headlines.map((headline) => {
          const { name, format } = headline;
          return (
            <div key={headline.code} className={styles.card}>
              <dt>
                {name}
                <Hint term={name}>{headline.meaning}</Hint>
              </dt>
              <dd className={styles.value}>
                {headline.value === null ? (
                  <Value value={null} format={format} />
                ) : (
                  <Link to={headline.href}>
                    <Value value={headline.value} format={format} />
                  </Link>
                )}
                {format === "count" && headline.value !== null ? (
                  <span className={styles.unit}>件</span>
                ) : null}
              </dd>
              <dd className={styles.note}>
                {headline.change}
                {headline.changeHref === null ? null : (
                  <>
                    {" "}
                    <Link to={headline.changeHref}>由谁带来</Link>
                  </>
                )}
              </dd>
              <dd className={styles.note}>
                {headline.isRate
                  ? `${formatValue(headline.numerator, "count")}／${formatValue(headline.denominator, "count")}${headline.interval === null ? "" : `，${headline.interval}`}`
                  : `${headline.reports}份报告合计`}
              </dd>
            </div>
          );
        })}
      </dl>
      {headlines.map(({ code, name, acrossLaw }) =>
        acrossLaw === null ? null : <p key={code}>{`${name}较${base}年的升降：${acrossLaw}`}</p>,
      )}
      {relabelled.map(({ code, name, words }) => (
        <p key={`${code} relabelled`}>{`${name}较${base}年的升降：${words}。`}</p>
      ))}
    </>
  );
}
