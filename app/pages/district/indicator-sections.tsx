import { Link } from "@remix-run/react";
import { useMemo } from "react";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import type { BoundaryChange } from "#domain/report/boundary-changes";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { type Level, LEVELS } from "#domain/report/division";
import type { ShownChart } from "../downloads/page-chart.server";
import { Files } from "./files";
import { type Choice, toComparison, toDivision } from "./links";
import { countColumns, isRate, type ProfileRow, rateColumns } from "./profile";
import { sumColumns, type SumRow } from "./sums";
import { yearsColumns, type YearsRow } from "./years";

interface IndicatorsProps {
  readonly profile: readonly ProfileRow[];
  readonly spine: ShownChart | null;
  /** What the rates are judged against; null where nothing is. */
  readonly yardstick: string | null;
  readonly peers: { readonly name: string; readonly count: number };
  readonly self: { readonly name: string; readonly province: string; readonly level: Level };
  readonly choice: Choice;
}

/** The indicators of the year, compared with last year and the peers. */
export function Indicators({ profile, spine, yardstick, peers, self, choice }: IndicatorsProps) {
  const dataVersion = useDataVersion();
  const [rates, counts] = useMemo(() => {
    const toIndicator = (code: IndicatorCode) =>
      toComparison(code, self.province, self.level, choice);
    return [rateColumns(toIndicator), countColumns(toIndicator)];
  }, [self, choice]);
  const rateRows = profile.filter(isRate);
  const incomparable = profile[0]?.incomparable ?? null;
  const group = `${peers.name}${peers.count}个（名单见页末）`;
  return (
    <Section
      title={`${choice.year}年各项指标`}
      id="indicators"
      lead={`${peers.count === 0 ? "没有同级地区可供比较" : `中位数和图中范围取自${group}`}；判断、超出件数和比率的位次${yardstick ?? "不作"}。比率旁列分子、分母和95%区间；点数字可查到报告原表的单元格。${profile.some(({ flag }) => flag !== null) ? "◇表示当年报告的数字有差错，“修正后范围”是按最小修正可能取到的数值。" : ""}${incomparable === null ? "" : `${incomparable}。`}`}
      files={<Files tables={{ counts: "件数", rates: "比率" }} />}
    >
      <DataTable
        id="counts"
        name="件数"
        columns={counts}
        rows={profile.filter((row) => !isRate(row))}
        rowKey={(row) => row.code}
      />
      {spine === null ? null : <Chart {...spine} dataVersion={dataVersion} tableId="rates" />}
      <DataTable
        id="rates"
        name="比率"
        columns={rates}
        rows={rateRows}
        rowKey={(row) => row.code}
        barMaximum={1}
      />
    </Section>
  );
}

interface YearsProps {
  readonly series: readonly YearsRow[];
  readonly years: readonly number[];
  readonly boundaries: readonly BoundaryChange[];
  readonly chart: ShownChart | null;
}

/** Every indicator through the years, as small charts and as two tables. */
export function Years({ series, years, boundaries, chart }: YearsProps) {
  const dataVersion = useDataVersion();
  const [rates, counts] = useMemo(
    () => [yearsColumns(years, "share", boundaries), yearsColumns(years, "count", boundaries)],
    [years, boundaries],
  );
  const isCount = ({ code }: YearsRow) => INDICATORS[code].denominator === undefined;
  if (chart === null)
    return (
      <Section title="历年变化" id="years">
        <p>各年度的报告均未载入，没有变化可以显示。</p>
      </Section>
    );
  return (
    <Section
      title="历年变化"
      id="years"
      {...(boundaries.length > 0 ? { lead: formatBoundaries(boundaries) } : {})}
      files={<Files tables={{ "years-counts": "历年件数", "years-rates": "历年比率" }} />}
    >
      <Chart {...chart} dataVersion={dataVersion} tableId="years-rates" />
      <DataTable
        id="years-rates"
        name="历年比率"
        columns={rates}
        rows={series.filter((row) => !isCount(row))}
        rowKey={(row) => row.code}
      />
      <DataTable
        id="years-counts"
        name="历年件数"
        columns={counts}
        rows={series.filter(isCount)}
        rowKey={(row) => row.code}
      />
    </Section>
  );
}

function formatBoundaries(boundaries: readonly BoundaryChange[]): string {
  const said = boundaries.map(({ year, words }) => `${year}年${words}`);
  return `${said.join("；")}。前后范围不同，各年数字不宜跨调整年度直接比较。`;
}

interface Child {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
}

interface SumsProps {
  readonly rows: readonly SumRow[];
  readonly due: readonly Child[];
  readonly missing: readonly Child[];
  readonly area: string;
  readonly choice: Choice;
}

/** The division's own report compared with the sum of the divisions directly below it. */
export function Sums({ rows, due, missing, area, choice }: SumsProps) {
  const level = due[0]?.level ?? "county";
  const [counts, rates] = useMemo(() => {
    const toIndicator = (code: IndicatorCode) => toComparison(code, area, level, choice);
    return [sumColumns("count", toIndicator), sumColumns("rate", toIndicator)];
  }, [area, level, choice]);
  const isCount = ({ code }: SumRow) => INDICATORS[code].denominator === undefined;
  return (
    <Section
      title={`本级报告与所辖${due.length}个${LEVELS[level]}地区合计`}
      id="sums"
      lead="本级的全辖区报告还包括本级部门，数字通常大于所辖合计；小于合计的请核对。"
      files={<Files tables={{ sums: "件数", "sums-rates": "比率" }} />}
    >
      <p>
        应报{due.length}个，已有报告{due.length - missing.length}个。
        {missing.length === 0 ? null : (
          <>
            未载入：
            {missing.map(({ code, name }, index) => (
              <span key={code}>
                {index === 0 ? "" : "、"}
                <Link to={toDivision(code, choice)}>{name}</Link>
              </span>
            ))}
            ，合计不含这些地区。
          </>
        )}
      </p>
      <DataTable
        id="sum-counts"
        name="件数与所辖合计"
        columns={counts}
        rows={rows.filter(isCount)}
        rowKey={(row) => row.code}
      />
      <DataTable
        id="sum-rates"
        name="比率与所辖合计"
        columns={rates}
        rows={rows.filter((row) => !isCount(row))}
        rowKey={(row) => row.code}
      />
    </Section>
  );
}
