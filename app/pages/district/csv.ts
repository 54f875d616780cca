import type { LoaderFunctionArgs } from "@remix-run/node";
import { INDICATORS } from "#domain/indicators/indicators";
import { SCOPES } from "#domain/report/body";
import { downloadCsv } from "#export/csv";
import { CROSSED_CELL_COLUMNS, crossedCells } from "#tables/applicant-outcomes";
import type { NamedTable } from "#tables/column";
import { outcomeColumns } from "#tables/outcomes";
import { STANDARDISED_COLUMNS } from "#tables/standardised";
import { requestedTable } from "../downloads/requested-table.server";
import { APPLICANT_COLUMNS, DIVISION_FINDING_COLUMNS } from "./columns";
import { type DistrictData, loadDistrict } from "./data.server";
import { countColumns, FORMULA_COLUMN, isRate, rateColumns } from "./profile";
import { REPORT_LIST_COLUMNS } from "./reports";
import { sumColumns } from "./sums";
import { yearsColumns } from "./years";

/** One table of a division's page as a file; `table` names it, the rates when left out. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const answer = await loadDistrict(request, params["code"] ?? "");
  const file = requestedTable(answer.parameters, namedTables(answer), "rates");
  return file((table) => downloadCsv(table, answer.related.self.dataset));
}

/** Makes a response of whichever table it is given. */
type Writer = <Row>(table: NamedTable<Row>) => Response;
type File = (write: Writer) => Response;

/** The tables of a division's page, by the name that the address gives them. */
export function namedTables(answer: DistrictData): ReadonlyMap<string, File> {
  const { related, filters, profile, series, years, boundaries, sums } = answer;
  const { name } = related.self;
  const here = () => "";
  const scope = SCOPES[filters.scope].name;
  const file =
    <Row>(words: string, columns: NamedTable<Row>["columns"], rows: readonly Row[]): File =>
    (write) =>
      write({ name: [name, words, scope].join(" · "), columns, rows });
  const isCount = ({ code }: { readonly code: string }) =>
    INDICATORS[code]?.denominator === undefined;
  const year = `${filters.year}年度`;
  return new Map([
    ["rates", file(`${year}比率`, [...rateColumns(here), FORMULA_COLUMN], profile.filter(isRate))],
    ["counts", file(`${year}件数`, countColumns(here), profile.filter(isCount))],
    [
      "years-rates",
      file(
        "历年比率",
        yearsColumns(years, "share", boundaries),
        series.filter((row) => !isCount(row)),
      ),
    ],
    [
      "years-counts",
      file("历年件数", yearsColumns(years, "count", boundaries), series.filter(isCount)),
    ],
    ["outcomes", file("历年办理结果", outcomeColumns, answer.mix)],
    ["applicants", file("历年申请人构成", APPLICANT_COLUMNS, answer.applicants)],
    ["cross", file(`${year}申请人与办理结果`, CROSSED_CELL_COLUMNS, crossedCells(answer.cross))],
    ["standardised", file(`${year}按申请人类型标准化`, STANDARDISED_COLUMNS, answer.standardised)],
    [
      "sums",
      file(`${year}与所辖合计（件数）`, sumColumns("count", here), sums.rows.filter(isCount)),
    ],
    [
      "sums-rates",
      file(
        `${year}与所辖合计（比率）`,
        sumColumns("rate", here),
        sums.rows.filter((row) => !isCount(row)),
      ),
    ],
    ["findings", file("核查发现", DIVISION_FINDING_COLUMNS, answer.findings)],
    ["reports", file("报告清单", REPORT_LIST_COLUMNS, answer.reportYears.flatMap(listReports))],
  ]);
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
