import { useMemo } from "react";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import type { ApplicantOutcomes as Row } from "#domain/comparison/applicant-outcomes";
import { CROSS_READINGS, crossColumns, toCrossedCell } from "#domain/tables/applicant-outcomes";
import { STANDARDISED_COLUMNS, type StandardisedRow } from "#domain/tables/standardised";
import type { ShownChart } from "../../page-charts.server";
import { Files } from "./files";

interface ApplicantOutcomesProps {
  readonly rows: readonly Row[];
  readonly standardised: readonly StandardisedRow[];
  readonly chart: ShownChart;
  readonly year: number;
  readonly report: string;
}

/** The year's requests by type of applicant and outcome, each count leading to its printed cell. */
export function ApplicantOutcomes(props: ApplicantOutcomesProps) {
  const { rows, standardised, chart, year, report } = props;
  const dataVersion = useDataVersion();
  const columns = useMemo(
    () => crossColumns("counts", (row, crossed) => toCrossedCell(report, row, crossed)),
    [report],
  );
  return (
    <Section
      title={`${year}年申请人与办理结果`}
      id="applicant-outcomes"
      files={<Files tables={{ cross: "申请人与办理结果", standardised: "按申请人类型标准化" }} />}
    >
      <Chart {...chart} dataVersion={dataVersion} tableId="cross" />
      <DataTable
        id="cross"
        name={`申请人与办理结果${CROSS_READINGS.counts.name}`}
        columns={columns}
        rows={rows}
        rowKey={({ applicant }) => applicant}
      />
      <DataTable
        id="standardised"
        name="按申请人类型标准化"
        caption="按申请人类型标准化：各类申请人都按同级地区同类比率办理时，应有多少件；差距中多少由申请人构成带来"
        columns={STANDARDISED_COLUMNS}
        rows={standardised}
        rowKey={({ code }) => code}
      />
    </Section>
  );
}
