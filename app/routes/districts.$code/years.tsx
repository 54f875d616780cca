import { useMemo } from "react";
import type { Drawing } from "#charts/drawing";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { INDICATORS } from "#domain/indicators/indicators";
import { yearsColumns, type YearsRow } from "#domain/tables/division-years";
import { Files } from "./files";

interface YearsProps {
  readonly series: readonly YearsRow[];
  readonly years: readonly number[];
  readonly drawing: Drawing | null;
  readonly name: string;
  readonly peers: string;
}

/** Every indicator through the years, as small charts and as two tables. */
export function Years({ series, years, drawing, name, peers }: YearsProps) {
  const dataVersion = useDataVersion();
  const [rates, counts] = useMemo(
    () => [yearsColumns(years, "share"), yearsColumns(years, "count")],
    [years],
  );
  const isCount = ({ code }: YearsRow) => INDICATORS[code]?.denominator === undefined;
  const reported = years.filter((year) =>
    series.some((row) => row.years.some((each) => each.year === year && each.value !== null)),
  );
  if (drawing === null)
    return (
      <Section title="历年变化" id="years">
        <p>没有任何一年的报告，无法显示变化。</p>
      </Section>
    );
  return (
    <Section
      title="历年变化"
      id="years"
      files={<Files tables={{ "years-counts": "历年件数", "years-rates": "历年比率" }} />}
    >
      <Chart
        drawing={drawing}
        title={`${name}${reported.length}个年度的各项指标（${reported[0] ?? ""}至${reported.at(-1) ?? ""}年）`}
        subtitle={`实线为本地区，阴影为95%区间，虚线为${peers}的中位数；竖线为2021年报告格式改变、2024年行政复议法修订施行。缺报年份留空，以“—”标出。`}
        source="各地公布的政府信息公开工作年度报告"
        dataVersion={dataVersion}
        tableId="years-rates"
      />
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
