import { Link } from "@remix-run/react";
import { Doubt, Value } from "#components/value";
import { formatted, percent } from "#domain/indicators/format";
import { INDICATOR_GROUPS, INDICATORS } from "#domain/indicators/indicators";
import { SCOPES, type Scope } from "#domain/report/scope";
import type { BesideFigure, SideBySide } from "#domain/tables/side-by-side";
import styles from "./beside-table.module.css";

interface Column {
  readonly code: string;
  readonly name: string;
  readonly absent: string | null;
}

interface BesideTableProps {
  readonly columns: readonly Column[];
  readonly rows: readonly SideBySide[];
  readonly choice: { readonly year: number; readonly scope: Scope };
}

/** Indicators down, divisions across, in the groups of the declaration. */
export function BesideTable({ columns, rows, choice: { year, scope } }: BesideTableProps) {
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label="地区并列表">
      <table className={styles.table}>
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
          </tr>
        </thead>
        {Object.entries(INDICATOR_GROUPS).map(([group, words]) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={columns.length + 1} className={styles.group}>
                {words}
              </th>
            </tr>
            {rows
              .filter(({ code }) => INDICATORS[code]?.group === group)
              .map(({ code, figures }) => (
                <tr key={code}>
                  <th scope="row" title={INDICATORS[code]?.meaning}>
                    {INDICATORS[code]?.name}
                  </th>
                  {figures.map((figure) => (
                    <td key={figure.code} className={styles.figure}>
                      <Figure figure={figure} format={INDICATORS[code]?.format ?? "count"} />
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Figure({ figure, format }: { figure: BesideFigure; format: "count" | "share" }) {
  const { value, numerator, denominator, interval, cell, why, mark } = figure;
  const shown = <Value value={value} format={format} why={why} />;
  return (
    <>
      {mark === null ? null : <Doubt {...mark} />}
      {cell === null ? shown : <Link to={cell}>{shown}</Link>}
      {denominator === null ? null : (
        <small>
          {formatted(numerator, "count")}/{formatted(denominator, "count")}
          {interval === null ? "" : `，${percent(interval.lower)}–${percent(interval.upper)}`}
        </small>
      )}
    </>
  );
}
