import { useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { EDITION_FACTS, type Edition } from "#domain/form/edition";
import { addressOfYear } from "#domain/tables/year-address";
import type { OrderedTable } from "#domain/tables/order";
import {
  doubtsIn,
  proactiveBodyColumns,
  proactiveYearColumns,
  type BodyProactive,
  type YearOfProactive,
} from "#domain/tables/proactive";

interface EditionSectionProps {
  readonly edition: Edition;
  readonly year: number;
  readonly years: readonly YearOfProactive[];
  readonly bodies: readonly BodyProactive[];
  readonly order: OrderedTable;
}

/** What the reports in one edition of the form state: sums by year, then body by body. */
export function EditionSection({ edition, year, years, bodies, order }: EditionSectionProps) {
  const [parameters] = useSearchParams();
  const [yearColumns, bodyColumns] = useMemo(
    () => [
      proactiveYearColumns(edition, (of) => addressOfYear(parameters, of, `bodies-${edition}`)),
      proactiveBodyColumns(edition),
    ],
    [edition, parameters],
  );
  const { name, notice, years: used } = EDITION_FACTS[edition];
  const file = (table: string) => {
    const search = new URLSearchParams(parameters);
    search.set("table", `${table}-${edition}`);
    return `/proactive.csv?${search.toString()}`;
  };
  return (
    <Section
      title={`${name}：历年合计和${year}年各地数字`}
      id={`edition-${edition}`}
      lead={`${notice}，用于${used}。合计只含采用该格式的报告；空白不作0。点数字可查到报告原表。`}
      files={
        <>
          <a href={file("years")} download>
            下载历年合计CSV
          </a>
          <a href={file("bodies")} download>
            下载各地数字CSV
          </a>
        </>
      }
    >
      {years.flatMap((each) =>
        doubtsIn(each).map((words) => (
          <p key={words}>
            ◇ {each.year}年{words}。
          </p>
        )),
      )}
      <DataTable
        name={`${name}历年合计`}
        columns={yearColumns}
        rows={years}
        rowKey={(row) => String(row.year)}
        empty="没有采用该格式的报告。"
      />
      <DataTable
        id={`bodies-${edition}`}
        name={`${name}各地数字`}
        columns={bodyColumns}
        rows={bodies}
        rowKey={({ report_id }) => report_id}
        order={order}
        empty={`${year}年没有采用该格式的报告。`}
      />
    </Section>
  );
}
