import { useMemo } from "react";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { APPLICANT_COLUMNS } from "#domain/tables/division-applicants";
import type { DivisionYear } from "#domain/tables/division-year";
import { linkedOutcomeColumns } from "#domain/tables/division-outcomes";
import { Files } from "./files";
import type { ShownChart } from "../../page-charts.server";
import type { DivisionAnswer } from "./question.server";

type Mix = DivisionAnswer["mix"];

interface MixesProps {
  readonly mix: Mix;
  readonly chart: ShownChart | null;
  readonly applicants: readonly DivisionYear[];
}

/** How the cases were answered and who applied, year by year. */
export function Mixes({ mix, chart, applicants }: MixesProps) {
  const dataVersion = useDataVersion();
  const columns = useMemo(() => linkedOutcomeColumns(applicants), [applicants]);
  return (
    <Section
      title="办理结果和申请人构成"
      id="mixes"
      files={<Files tables={{ outcomes: "办理结果", applicants: "申请人构成" }} />}
    >
      {chart === null ? null : <Chart {...chart} dataVersion={dataVersion} tableId="outcomes" />}
      <DataTable
        id="outcomes"
        name="历年办理结果件数"
        columns={columns}
        rows={mix}
        rowKey={({ year }) => String(year)}
        empty="没有报告填写办理结果。"
      />
      <DataTable
        id="applicants"
        name="历年申请人构成"
        caption="本年新收申请的申请人构成"
        columns={APPLICANT_COLUMNS}
        rows={applicants}
        rowKey={({ report_id }) => report_id}
        barMaximum={1}
        empty="没有报告填写申请人构成。"
      />
    </Section>
  );
}
