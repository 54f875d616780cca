import { useMemo } from "react";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import type { Level } from "#domain/report/division";
import type { ProfileRow } from "#domain/tables/division-profile";
import { countColumns, isRate, rateColumns } from "#domain/tables/division-profile-columns";
import { Files } from "./files";
import type { ShownChart } from "../../page-charts.server";
import { toComparison, type Choice } from "./ways";

interface IndicatorsProps {
  readonly profile: readonly ProfileRow[];
  readonly spine: ShownChart | null;
  readonly peers: { readonly name: string; readonly count: number };
  readonly self: { readonly name: string; readonly province: string; readonly level: Level };
  readonly choice: Choice;
}

/** The indicators of the year beside last year and the peers. */
export function Indicators({ profile, spine, peers, self, choice }: IndicatorsProps) {
  const dataVersion = useDataVersion();
  const [rates, counts] = useMemo(() => {
    const way = (code: string) => toComparison(code, self.province, self.level, choice);
    return [rateColumns(way), countColumns(way)];
  }, [self, choice]);
  const rateRows = profile.filter(isRate);
  const incomparable = profile[0]?.incomparable ?? null;
  const group = `${peers.name}${peers.count}个（名单见页末）`;
  return (
    <Section
      title={`${choice.year}年各项指标`}
      id="indicators"
      lead={`${peers.count === 0 ? "没有同级地区可供比较" : `与${group}比较`}。比率旁列分子、分母和95%区间；点数字可查到报告原表的单元格。${profile.some(({ mark }) => mark !== null) ? "◇表示当年报告的数字有差错，“修正后范围”是按最小修正可能取到的数值。" : ""}${incomparable === null ? "" : `${incomparable}。`}`}
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
