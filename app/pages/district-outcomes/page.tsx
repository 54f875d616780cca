import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import type { ApplicantOutcomes as Row } from "#domain/comparison/applicant-outcomes";
import type { DivisionYear } from "#domain/comparison/division-year";
import type { StandardisedRow } from "#domain/comparison/standardised-rates";
import { CROSS_READINGS, crossColumns, crossedCellLink } from "#tables/applicant-outcomes";
import { STANDARDISED_COLUMNS } from "#tables/standardised-rates";
import { formatWindowTitle } from "#request/subject";
import { json } from "../loaded-data.server";
import { APPLICANT_COLUMNS, linkedOutcomeColumns } from "../district/columns";
import { Files } from "../district/files";
import { DistrictFrame } from "../district/frame";
import { loadOutcomes, type OutcomesData } from "../district/outcomes-data.server";
import { frameOf } from "../district/request.server";
import { drawPageChart, type ShownChart } from "../downloads/page-chart.server";
import { chartsOf } from "./chart.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: formatWindowTitle(
      `${data?.frame.related.self.name ?? ""}办理结果和申请人`,
      data?.frame.controls,
    ),
  },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const data = await loadOutcomes(request, params["code"] ?? "");
  const { mix, cross } = chartsOf(data);
  return json({
    frame: frameOf(data),
    peers: data.peers.chosen,
    mix: data.mix,
    applicants: data.applicants,
    cross: data.cross,
    standardised: data.standardised,
    charts: {
      mix: mix && drawPageChart(mix, request),
      cross: cross && drawPageChart(cross, request),
    },
  });
}

export default function DistrictOutcomes() {
  const { frame, peers, mix, applicants, cross, standardised, charts } =
    useLoaderData<typeof loader>();
  const crossed = frame.report !== null && charts.cross !== null;
  return (
    <DistrictFrame
      {...frame}
      peers={peers}
      contents={{
        mixes: "办理结果和申请人构成",
        ...(crossed ? { "applicant-outcomes": "申请人与办理结果" } : {}),
      }}
    >
      <Mixes mix={mix} chart={charts.mix} applicants={applicants} />
      {frame.report === null || charts.cross === null ? null : (
        <ApplicantOutcomes
          chart={charts.cross}
          rows={cross}
          standardised={standardised}
          year={frame.filters.year}
          report={frame.report}
        />
      )}
    </DistrictFrame>
  );
}

type Mix = OutcomesData["mix"];

interface MixesProps {
  readonly mix: Mix;
  readonly chart: ShownChart | null;
  readonly applicants: readonly DivisionYear[];
}

/** How the cases were answered and who applied, year by year. */
function Mixes({ mix, chart, applicants }: MixesProps) {
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
        empty="报告未载入，或没有填写办理结果。"
      />
      <DataTable
        id="applicants"
        name="历年申请人构成"
        caption="本年新收申请的申请人构成"
        columns={APPLICANT_COLUMNS}
        rows={applicants}
        rowKey={({ report_id }) => report_id}
        barMaximum={1}
        empty="报告未载入，或没有填写申请人构成。"
      />
    </Section>
  );
}

interface ApplicantOutcomesProps {
  readonly rows: readonly Row[];
  readonly standardised: readonly StandardisedRow[];
  readonly chart: ShownChart;
  readonly year: number;
  readonly report: string;
}

/** The year's requests by type of applicant and outcome, each count leading to its printed cell. */
function ApplicantOutcomes(props: ApplicantOutcomesProps) {
  const { rows, standardised, chart, year, report } = props;
  const dataVersion = useDataVersion();
  const columns = useMemo(
    () =>
      crossColumns("counts", (row, crossed) =>
        crossedCellLink({ report_id: report, year }, row, crossed),
      ),
    [report, year],
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
        caption="按申请人类型标准化：各类申请人都按比较组其余地区同类比率办理时，应有多少件；差距中多少由申请人构成带来"
        columns={STANDARDISED_COLUMNS}
        rows={standardised}
        rowKey={({ code }) => code}
      />
    </Section>
  );
}
