import { distributionOf, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { SCOPES } from "#domain/report/body";
import { CROSSED_CELL_COLUMNS, crossedCells } from "#tables/applicant-outcomes";
import type { NamedTable } from "#tables/column";
import { judgementColumns } from "#tables/judgement";
import { smallBodyFigures } from "#tables/small-bodies";
import { outcomeColumns } from "#tables/outcomes";
import { STANDARDISED_COLUMNS } from "#tables/standardised";
import { tableFile, type LoadTables } from "../downloads/page-files";
import { APPLICANT_COLUMNS, DIVISION_FINDING_COLUMNS } from "./columns";
import { loadDistrict, type DistrictData } from "./data.server";
import { countColumns, FORMULA_COLUMN, isRate, type ProfileRow, rateColumns } from "./profile";
import { REPORT_LIST_COLUMNS } from "./reports";
import { sumColumns } from "./sums";
import { yearsColumns } from "./years";

/** Every table of the page, each named after the district, the year and the scope. */
export const loadTables: LoadTables = async ({ request, params }) => {
  const data = await loadDistrict(request, params["code"] ?? "");
  const { related, filters, profile, series, years, boundaries, sums } = data;
  const { self } = related;
  const file = <Row>(words: string, columns: NamedTable<Row>["columns"], rows: readonly Row[]) =>
    tableFile({ name: [self.name, words, SCOPES[filters.scope].name].join(" · "), columns, rows });
  const year = `${filters.year}年度`;
  const noLink = () => "";
  const isCount = ({ code }: { readonly code: IndicatorCode }) =>
    INDICATORS[code].denominator === undefined;
  const [seriesCounts, seriesRates] = [
    series.filter(isCount),
    series.filter((row) => !isCount(row)),
  ];
  const [sumCounts, sumRates] = [
    sums.rows.filter(isCount),
    sums.rows.filter((row) => !isCount(row)),
  ];
  return {
    tables: {
      rates: file(
        `${year}比率`,
        [
          ...rateColumns(noLink).filter(({ id }) => id !== "excess"),
          ...verdictColumns(data.yardstick),
          FORMULA_COLUMN,
        ],
        profile.filter(isRate),
      ),
      counts: file(`${year}件数`, countColumns(noLink), profile.filter(isCount)),
      "years-rates": file("历年比率", yearsColumns(years, "share", boundaries), seriesRates),
      "years-counts": file("历年件数", yearsColumns(years, "count", boundaries), seriesCounts),
      outcomes: file("历年办理结果", outcomeColumns, data.mix),
      applicants: file("历年申请人构成", APPLICANT_COLUMNS, data.applicants),
      cross: file(`${year}申请人与办理结果`, CROSSED_CELL_COLUMNS, crossedCells(data.cross)),
      standardised: file(`${year}按申请人类型标准化`, STANDARDISED_COLUMNS, data.standardised),
      sums: file(`${year}与所辖合计（件数）`, sumColumns("count", noLink), sumCounts),
      "sums-rates": file(`${year}与所辖合计（比率）`, sumColumns("rate", noLink), sumRates),
      findings: file("核查发现", DIVISION_FINDING_COLUMNS, data.findings),
      reports: file("报告清单", REPORT_LIST_COLUMNS, data.reportYears.flatMap(listReports)),
    },
    usual: "rates",
    dataset: self.dataset,
  };
};

function verdictColumns(yardstick: string | null) {
  return judgementColumns<ProfileRow>({
    bodyOf: ({ judged }) => judged,
    distributionIn: ({ code }) => distributionOf(INDICATORS[code]),
    yardstickIn: () => yardstick,
  }).concat(smallBodyFigures<ProfileRow>(({ judged }) => judged));
}

/** The places of a year where a report is due, and the further reports. */
function listReports({ year, due, others }: DistrictData["reportYears"][number]) {
  return [
    ...due.map(({ kind, scope, report, words }) => ({ year, kind, scope, report, words })),
    ...others.map((report) => ({
      year,
      kind: report.kind,
      scope: report.scope,
      report,
      words: report.published_on === null ? "" : `${report.published_on}发布`,
    })),
  ];
}
