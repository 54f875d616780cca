import { Link } from "@remix-run/react";
import { QualityFlagMark, Value } from "#components/value";
import { formatFraction, formatPercent } from "#domain/indicators/number-format";
import { INDICATORS } from "#domain/indicators/indicators";
import { INDICATOR_GROUPS } from "#domain/indicators/indicator";
import { SCOPES, type Scope } from "#domain/report/body";
import { VERDICTS } from "#domain/statistics/verdict";
import { COLUMN_FORMATS } from "#tables/column";
import type { SideBySideFigure, SideBySide } from "./columns";
import styles from "./table.module.css";

interface Column {
  readonly code: string;
  readonly name: string;
  readonly absent: string | null;
}

interface SideBySideTableProps {
  readonly columns: readonly Column[];
  readonly rows: readonly SideBySide[];
  readonly choice: { readonly year: number; readonly scope: Scope };
}

/** Indicators down, divisions across, in the groups of the declaration. */
export function SideBySideTable({ columns, rows, choice: { year, scope } }: SideBySideTableProps) {
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label="地区并列表">
      <table id="side-by-side" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              {year}年（{SCOPES[scope].name}）
            </th>
            {columns.map(({ code, name, absent }) => (
              <th key={code} scope="col" className={styles.figure}>
                <Link to={`/districts/${code}?year=${year}&scope=${scope}`}>{name}</Link>
                {absent === null ? null : <small>{absent}</small>}
              </th>
            ))}
            <th scope="col" className={styles.figure}>
              省内同级合计
            </th>
          </tr>
        </thead>
        {Object.entries(INDICATOR_GROUPS).map(([group, words]) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={columns.length + 2} className={styles.group}>
                {words}
              </th>
            </tr>
            {rows
              .filter(({ code }) => INDICATORS[code].group === group)
              .map(({ code, figures, province }) => (
                <tr key={code}>
                  <th scope="row" title={INDICATORS[code].meaning}>
                    {INDICATORS[code].name}
                  </th>
                  {figures.map((figure) => (
                    <td key={figure.code} className={styles.figure}>
                      <Figure figure={figure} format={INDICATORS[code].format ?? "count"} />
                    </td>
                  ))}
                  <td className={styles.figure}>
                    <Value value={province.value} format={INDICATORS[code].format} />
                    {province.denominator === null ? null : (
                      <small>{formatFraction(province.numerator, province.denominator)}</small>
                    )}
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Figure({ figure, format }: { figure: SideBySideFigure; format: "count" | "share" }) {
  const { value, numerator, denominator, interval, position, cell, why, flag, difference } = figure;
  const shown = <Value value={value} format={format} why={why} />;
  return (
    <>
      {flag === null ? null : <QualityFlagMark {...flag} />}
      {cell === null ? shown : <Link to={cell}>{shown}</Link>}
      {denominator === null ? null : (
        <small>
          {formatFraction(numerator, denominator)}
          {interval === null
            ? ""
            : `，${formatPercent(interval.lower)}–${formatPercent(interval.upper)}`}
          {position?.body.verdict ? `，${VERDICTS[position.body.verdict].short}` : ""}
        </small>
      )}
      {difference === null ? null : (
        <small>
          差{COLUMN_FORMATS.points.words(difference.change)}（
          {COLUMN_FORMATS.points.plain?.(difference.lower)}至
          {COLUMN_FORMATS.points.plain?.(difference.upper)}）
          {difference.lower > 0 || difference.upper < 0 ? <strong>有差别</strong> : null}
        </small>
      )}
    </>
  );
}
