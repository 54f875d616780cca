import { Link } from "@remix-run/react";
import { QualityFlagMark, Value } from "#components/value";
import type { ColumnFlag } from "#tables/column";
import { COLUMN_FORMATS } from "#tables/column";
import type { Indicator } from "#domain/indicators/indicator";
import type { IndicatorCode } from "#domain/indicators/indicators";
import styles from "./district.module.css";

/** A count of the year with last year's and the peers' median. */
interface ShownCount extends Pick<Indicator, "name" | "meaning"> {
  readonly code: IndicatorCode;
  readonly value: number | null;
  readonly last: number | null;
  readonly change: number | null;
  readonly cell: string | null;
  readonly why: string;
  readonly flag: ColumnFlag | null;
  readonly median: number | null;
}

/** How many cases there are, each count leading to its printed cell. */
export function Counts({ rows }: { readonly rows: readonly ShownCount[] }) {
  return (
    <dl className={styles.counts}>
      {rows.map(({ code, name, meaning, value, last, change, cell, why, flag, median }) => {
        const figure = <Value value={value} format="count" why={why} />;
        const growth = change === null || !last ? null : change / last;
        return (
          <div key={code}>
            <dt title={meaning}>{name}</dt>
            <dd>
              {flag ? <QualityFlagMark {...flag} /> : null}
              {cell === null || value === null ? figure : <Link to={cell}>{figure}</Link>} 件
            </dd>
            <dd>
              {growth === null ? "" : `较上年${COLUMN_FORMATS.growth.words(growth)}；`}
              其余同级中位数
              <Value
                value={median}
                format={Number.isInteger(median) ? "count" : "decimal"}
                why="没有可比较的同级地区"
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
