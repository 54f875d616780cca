import { useMemo } from "react";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import type { BoundaryChange } from "#domain/comparison/boundary";
import { INDICATORS } from "#domain/indicators/indicators";
import { yearsColumns, type YearsRow } from "#domain/tables/division-years";
import type { ShownChart } from "../../page-charts.server";
import { Files } from "./files";

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
  const isCount = ({ code }: YearsRow) => INDICATORS[code]?.denominator === undefined;
  if (chart === null)
    return (
      <Section title="历年变化" id="years">
        <p>没有任何一年的报告，无法显示变化。</p>
      </Section>
    );
  return (
    <Section
      title="历年变化"
      id="years"
      {...(boundaries.length > 0 ? { lead: boundariesInWords(boundaries) } : {})}
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

function boundariesInWords(boundaries: readonly BoundaryChange[]): string {
  const said = boundaries.map(({ year, words }) => `${year}年${words}`);
  return `${said.join("；")}。前后范围不同，各年数字不宜跨调整年度直接比较。`;
}
