import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { DIVISION_FINDING_COLUMNS, type DivisionFinding } from "#domain/tables/division-findings";
import { Files } from "./files";

/** What the checks found in the division's reports of every year. */
export function Findings({ findings }: { readonly findings: readonly DivisionFinding[] }) {
  return (
    <Section
      title="核查发现"
      id="findings"
      lead={`历年共${findings.length}项。点说明可查到报告原表上的单元格。`}
      files={<Files tables={{ findings: "核查发现" }} />}
    >
      <DataTable
        name="核查发现一览"
        columns={DIVISION_FINDING_COLUMNS}
        rows={findings}
        rowKey={({ fingerprint }) => fingerprint}
        empty="各项核查没有发现问题。"
      />
    </Section>
  );
}
