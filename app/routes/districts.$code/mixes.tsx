import { useMemo } from "react";
import type { Drawing } from "#charts/drawing";
import { Chart } from "#components/chart";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { useDataVersion } from "#components/use-data-version";
import { percent } from "#domain/indicators/format";
import { OUTCOME_MIX, outcomeQuantity } from "#domain/indicators/outcome-mix";
import { APPLICANT_COLUMNS } from "#domain/tables/division-applicants";
import type { DivisionYear } from "#domain/tables/division-year";
import { linkedOutcomeColumns } from "#domain/tables/division-outcomes";
import { Files } from "./files";
import type { DivisionAnswer } from "./question.server";

type Mix = DivisionAnswer["mix"];

interface MixesProps {
  readonly mix: Mix;
  readonly drawing: Drawing | null;
  readonly applicants: readonly DivisionYear[];
}

/** How the cases were answered and who applied, year by year. */
export function Mixes({ mix, drawing, applicants }: MixesProps) {
  const dataVersion = useDataVersion();
  const columns = useMemo(() => linkedOutcomeColumns(applicants), [applicants]);
  return (
    <Section
      title="办理结果和申请人构成"
      id="mixes"
      files={<Files tables={{ outcomes: "办理结果", applicants: "申请人构成" }} />}
    >
      {drawing === null ? null : (
        <Chart
          drawing={drawing}
          title={largestIn(mix)}
          subtitle="各类办理结果占办理结果总计的比重"
          source="各地公布的政府信息公开工作年度报告"
          dataVersion={dataVersion}
          tableId="outcomes"
        />
      )}
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

/** The largest outcome of the last year, in a sentence. */
function largestIn(mix: Mix): string {
  const last = mix.at(-1);
  if (!last || !last.handled) return "历年办理结果构成";
  const { year, handled, outcomes } = last;
  const [largest] = OUTCOME_MIX.map((outcome) => ({
    name: outcomeQuantity(outcome).name,
    count: outcomes[outcome] ?? 0,
  })).toSorted((a, b) => b.count - a.count);
  if (!largest) return "历年办理结果构成";
  return `${year}年办理结果中，“${largest.name}”最多，占${percent(largest.count / handled)}`;
}
