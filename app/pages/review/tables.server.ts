import type { NamedTable } from "#tables/column";
import { tableFile, type LoadTables } from "../downloads/page-files";
import { caveatsOf } from "#domain/indicators/law-breaks";
import { INDICATORS } from "#domain/indicators/indicators";
import { explainReportsCounted } from "#domain/comparison/disputes";
import { bodyNoun } from "#domain/report/body";
import { adjustedTotalColumns } from "#tables/adjusted-totals";
import {
  bodyDisputeColumns,
  CORRECTION_COLUMNS,
  type DisputeYearRow,
  disputeYearColumns,
  LINK_COLUMNS,
  yearRates,
} from "./columns";
import { loadReview } from "./data.server";

export const loadTables: LoadTables = async ({ request }) => {
  const { page, years, corrections, bodies, link, adjusted } = await loadReview(request);
  const file = <Row>(
    name: string,
    columns: NamedTable<Row>["columns"],
    rows: readonly Row[],
    ofYear: Pick<NamedTable<Row>, "year"> = {},
  ) => tableFile({ name: `${name} · ${page.inWords}`, columns, rows, ...ofYear });
  const { year } = page.filters;
  return {
    tables: {
      years: file(
        "历年复议诉讼",
        [
          ...disputeYearColumns(),
          ...adjustedTotalColumns<DisputeYearRow>(
            adjusted,
            ({ year }) => year === page.filters.year,
          ),
          {
            id: "notes",
            header: "说明",
            format: "text",
            value: (row) => explainReportsCounted([row], bodyNoun(page.filters.kind)).join(""),
          },
          {
            id: "caveats",
            header: `${INDICATORS.dispute_rate.name}的说明`,
            format: "text",
            value: () => caveatsOf(INDICATORS.dispute_rate).join(""),
          },
        ],
        years,
      ),
      corrections: file("复议诉讼结果", CORRECTION_COLUMNS, corrections),
      bodies: file("各地复议诉讼", bodyDisputeColumns(yearRates()), bodies, { year }),
      link: file("不掌握率与纠错", LINK_COLUMNS, link.groups),
    },
    usual: "years",
    dataset: page.dataset,
  };
};
