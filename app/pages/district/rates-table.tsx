import { Link } from "@remix-run/react";
import { Fragment } from "react";
import { colourOfVerdict, VERDICT_MARKS } from "#charts/palette";
import { QualityFlagMark, Value } from "#components/value";
import { YearStrip, YearStripLegend } from "#components/year-strip";
import type { IndicatorCode } from "#domain/indicators/indicators";
import { formatFraction } from "#domain/indicators/number-format";
import { VERDICTS } from "#domain/statistics/verdict";
import styles from "./district.module.css";
import { NO_RANK, type ShownRate } from "./shown-rates";

interface RatesTableProps {
  readonly rows: readonly ShownRate[];
  readonly toComparison: (code: IndicatorCode) => string;
  /** The address of the same page in another year. */
  readonly toYear: (year: number) => string;
}

/** The rates of a year: how high, among the peers, how judged, and how they were judged in the years before. */
export function RatesTable({ rows, toComparison, toYear }: RatesTableProps) {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return (
    <>
      <div className={styles.frame} tabIndex={0} role="region" aria-label="各项比率（表格）">
        <table className={styles.rates} id="rates">
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col" className={styles.figure}>
                比率
              </th>
              <th scope="col" className={styles.figure}>
                分子/分母
              </th>
              <th scope="col" className={styles.figure}>
                较上年
              </th>
              <th scope="col" className={styles.figure}>
                其余同级中位数
              </th>
              <th scope="col" className={styles.wideOnly}>
                在同级中的位置
              </th>
              <th scope="col">位次（可能的范围）/个数</th>
              <th scope="col">判断</th>
              <th scope="col">历年判断</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Fragment key={group}>
                <tr className={styles.group}>
                  <th scope="rowgroup" colSpan={9}>
                    {group}
                  </th>
                </tr>
                {rows
                  .filter((row) => row.group === group)
                  .map((row) => (
                    <Rate key={row.code} row={row} to={toComparison(row.code)} toYear={toYear} />
                  ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <YearStripLegend strips={rows.map(({ strip }) => strip)} />
    </>
  );
}

interface RateProps {
  readonly row: ShownRate;
  readonly to: string;
  readonly toYear: (year: number) => string;
}

function Rate({ row, to, toYear }: RateProps) {
  const { name, concern, value, numerator, denominator, cell, why, flag, verdict, rank, excess } =
    row;
  const figure = <Value value={value} format="share" why={why} />;
  return (
    <tr>
      <th scope="row">
        <Link to={to}>{name}</Link>
      </th>
      <td className={styles.figure}>
        {flag ? <QualityFlagMark {...flag} /> : null}
        {cell === null || value === null ? figure : <Link to={cell}>{figure}</Link>}
      </td>
      <td className={styles.figure}>
        {numerator === null || denominator === null ? "" : formatFraction(numerator, denominator)}
      </td>
      <td className={styles.figure}>
        <Value value={row.change} format="points" why={row.noChange} />
      </td>
      <td className={styles.figure}>
        {row.spread === undefined ? "" : <Value value={row.spread.median} format="share" />}
      </td>
      <td className={styles.wideOnly}>
        <Position row={row} />
      </td>
      <td>
        <Value value={rank} format="text" why={value === null ? why : NO_RANK} />
      </td>
      <td>
        {verdict === null ? (
          <Value value={null} format="text" why={why} />
        ) : (
          <>
            <span aria-hidden style={{ color: colourOfVerdict(verdict, concern) }}>
              {VERDICT_MARKS[verdict].sign}
            </span>{" "}
            {VERDICTS[verdict].short}
            {excess === null || VERDICTS[verdict].side === "within" ? null : (
              <small>{excess}</small>
            )}
          </>
        )}
      </td>
      <td>
        <YearStrip
          name={name}
          years={row.strip}
          concern={concern}
          hrefOf={({ year, gap }) => (gap === null ? toYear(year) : undefined)}
        />
      </td>
    </tr>
  );
}

const WIDTH = 136;

/** Where the division lies among its peers: all of them pale, the middle half darker, the median a line. */
function Position({ row: { value, spread, verdict, concern } }: { readonly row: ShownRate }) {
  if (spread === undefined || value === null) return null;
  const [from, to] = [Math.min(spread.least, value), Math.max(spread.most, value)];
  const x = (at: number): number =>
    to === from ? WIDTH / 2 : Math.round(6 + ((at - from) / (to - from)) * (WIDTH - 12));
  return (
    <svg
      viewBox={`0 0 ${WIDTH} 14`}
      width={WIDTH}
      height={14}
      aria-hidden
      className={styles.position}
    >
      <path className={styles.all} d={`M${x(spread.least)} 7H${x(spread.most)}`} />
      <path className={styles.half} d={`M${x(spread.q1)} 7H${x(spread.q3)}`} />
      <path className={styles.median} d={`M${x(spread.median)} 0V14`} />
      <circle
        cx={x(value)}
        cy={7}
        r={4.5}
        fill={verdict === null ? "#6f7885" : colourOfVerdict(verdict, concern)}
      />
    </svg>
  );
}
