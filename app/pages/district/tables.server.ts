import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { distributionOf } from "#domain/indicators/indicator";
import { SCOPES } from "#domain/report/body";
import { CROSSED_CELL_COLUMNS, crossedCells } from "#tables/applicant-outcomes";
import type { NamedTable } from "#tables/column";
import { judgementColumns } from "#tables/judgement";
import { smallBodyFigures } from "#tables/small-bodies";
import { outcomeHeads } from "#tables/outcome-heads";
import { outcomeColumns } from "#tables/outcomes";
import { STANDARDISED_COLUMNS } from "#tables/standardised-rates";
import { tableFile, type LoadTables, type TableFile } from "../downloads/page-files";
import { APPLICANT_COLUMNS } from "./columns";
import { DIVISION_FINDING_COLUMNS } from "./finding-columns";
import { belowColumns, belowHeads } from "./below";
import { loadDistrict, type DistrictData } from "./data.server";
import { loadOutcomes } from "./outcomes-data.server";
import type { DistrictRequest } from "./request.server";
import { loadSums } from "./sums-data.server";
import { loadYears } from "./years-data.server";
import { countColumns, FORMULA_COLUMN, isRate, type ProfileRow, rateColumns } from "./profile";
import { REPORT_LIST_COLUMNS } from "./reports";
import { sumColumns } from "./sums";
import { yearsColumns } from "./years";

type Tables = Readonly<Record<string, TableFile>>;
type LoadPart = (
  request: Request,
  code: string,
) => Promise<{ tables: Tables; data: DistrictRequest }>;

const noLink = () => "";
const isCount = ({ code }: { readonly code: IndicatorCode }) =>
  INDICATORS[code].denominator === undefined;

/** Names a table after the division, what it shows and the scope. */
function fileOf({ related, filters }: DistrictRequest) {
  return <Row>(words: string, columns: NamedTable<Row>["columns"], rows: readonly Row[]) =>
    tableFile({
      name: [related.self.name, words, SCOPES[filters.scope].name].join(" · "),
      columns,
      rows,
    });
}

const loadFirst: LoadPart = async (request, code) => {
  const data = await loadDistrict(request, code);
  const file = fileOf(data);
  const year = `${data.filters.year}年度`;
  return {
    data,
    tables: {
      rates: file(
        `${year}比率`,
        [
          ...rateColumns(noLink).filter(({ id }) => id !== "excess"),
          ...verdictColumns(data.yardstick),
          FORMULA_COLUMN,
        ],
        data.profile.filter(isRate),
      ),
      counts: file(`${year}件数`, countColumns(noLink), data.profile.filter(isCount)),
      below: file(`${year}所辖地区`, belowColumns(belowHeads(), noLink, noLink), data.below),
      findings: file("核查发现", DIVISION_FINDING_COLUMNS, data.findings),
      reports: file("报告清单", REPORT_LIST_COLUMNS, data.reportYears.flatMap(listReports)),
    },
  };
};

const loadCourse: LoadPart = async (request, code) => {
  const data = await loadYears(request, code);
  const { series, years, boundaries } = data;
  const file = fileOf(data);
  const columns = (format: "share" | "count") => yearsColumns(years, format, boundaries);
  return {
    data,
    tables: {
      "years-rates": file(
        "历年比率",
        columns("share"),
        series.filter((row) => !isCount(row)),
      ),
      "years-counts": file("历年件数", columns("count"), series.filter(isCount)),
    },
  };
};

const loadAnswers: LoadPart = async (request, code) => {
  const data = await loadOutcomes(request, code);
  const file = fileOf(data);
  const year = `${data.filters.year}年度`;
  return {
    data,
    tables: {
      outcomes: file("历年办理结果", outcomeColumns(outcomeHeads()), data.mix),
      applicants: file("历年申请人构成", APPLICANT_COLUMNS, data.applicants),
      cross: file(`${year}申请人与办理结果`, CROSSED_CELL_COLUMNS, crossedCells(data.cross)),
      standardised: file(`${year}按申请人类型标准化`, STANDARDISED_COLUMNS, data.standardised),
    },
  };
};

const loadTotals: LoadPart = async (request, code) => {
  const data = await loadSums(request, code);
  const file = fileOf(data);
  const year = `${data.filters.year}年度`;
  const { rows } = data.sums;
  return {
    data,
    tables: {
      sums: file(`${year}与所辖合计（件数）`, sumColumns("count", noLink), rows.filter(isCount)),
      "sums-rates": file(
        `${year}与所辖合计（比率）`,
        sumColumns("rate", noLink),
        rows.filter((row) => !isCount(row)),
      ),
    },
  };
};

const USUAL = "rates";

/** Which tables are made of the same data, so that a file costs no more than what it shows. */
const PARTS: readonly { readonly names: readonly string[]; readonly load: LoadPart }[] = [
  { names: [USUAL, "counts", "below", "findings", "reports"], load: loadFirst },
  { names: ["years-rates", "years-counts"], load: loadCourse },
  { names: ["outcomes", "applicants", "cross", "standardised"], load: loadAnswers },
  { names: ["sums", "sums-rates"], load: loadTotals },
];

/** The tables of a division's pages; of a name that there is not, all of them. */
export const loadTables: LoadTables = async ({ request, params }) => {
  const name = new URL(request.url).searchParams.get("table") ?? USUAL;
  const part = PARTS.find(({ names }) => names.includes(name));
  const loaded = await Promise.all(
    (part ? [part] : PARTS).map(({ load }) => load(request, params["code"] ?? "")),
  );
  const dataset = loaded[0]?.data.related.self.dataset;
  return {
    tables: Object.fromEntries(loaded.flatMap(({ tables }) => Object.entries(tables))),
    usual: USUAL,
    ...(dataset === undefined ? {} : { dataset }),
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
