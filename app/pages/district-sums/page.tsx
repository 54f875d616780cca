import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { AdjustedTotals } from "#components/adjusted-totals";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import type { NamedAdjustedTotal } from "#domain/comparison/adjusted-total";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { type Level, LEVELS } from "#domain/report/division";
import { formatWindowTitle } from "#request/subject";
import { json } from "../loaded-data.server";
import { Files } from "../district/files";
import { DistrictFrame } from "../district/frame";
import { type Choice, toComparison, toDivision } from "../district/links";
import { frameOf } from "../district/request.server";
import { loadSums } from "../district/sums-data.server";
import { sumColumns, type SumRow } from "../district/sums";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: formatWindowTitle(
      `${data?.frame.related.self.name ?? ""}与所辖合计核对`,
      data?.frame.controls,
    ),
  },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const data = await loadSums(request, params["code"] ?? "");
  const name = ({ code, name, level }: Child) => ({ code, name, level });
  const { rows, adjusted, due, missing } = data.sums;
  return json({
    frame: frameOf(data),
    peers: data.peers.chosen,
    sums: { rows, adjusted, due: due.map(name), missing: missing.map(name) },
  });
}

export default function DistrictSums() {
  const { frame, peers, sums } = useLoaderData<typeof loader>();
  const { year, scope } = frame.filters;
  return (
    <DistrictFrame {...frame} peers={peers} contents={{}}>
      {sums.due.length === 0 || scope !== "jurisdiction" ? (
        <p>只有市和省的全辖区报告可以与所辖地区合计核对。</p>
      ) : (
        <Sums {...sums} area={frame.related.self.code} choice={{ year, scope }} />
      )}
    </DistrictFrame>
  );
}

interface Child {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
}

interface SumsProps {
  readonly rows: readonly SumRow[];
  readonly adjusted: readonly NamedAdjustedTotal[];
  readonly due: readonly Child[];
  readonly missing: readonly Child[];
  readonly area: string;
  readonly choice: Choice;
}

/** The division's own report compared with the sum of the divisions directly below it. */
function Sums({ rows, adjusted, due, missing, area, choice }: SumsProps) {
  const level = due[0]?.level ?? "county";
  const [counts, rates] = useMemo(() => {
    const toIndicator = (code: IndicatorCode) => toComparison(code, area, level, choice);
    return [sumColumns("count", toIndicator), sumColumns("rate", toIndicator)];
  }, [area, level, choice]);
  const isCount = ({ code }: SumRow) => INDICATORS[code].denominator === undefined;
  return (
    <Section
      title={`本级报告与所辖${due.length}个${LEVELS[level]}地区合计`}
      id="sums"
      lead="本级的全辖区报告还包括本级部门，数字通常大于所辖合计；小于合计的请核对。比率的相差按未舍入的数值计算，与所列比率相减末位可有舍入之差。"
      files={<Files tables={{ sums: "件数", "sums-rates": "比率" }} />}
    >
      <p>
        应报{due.length}个，已有报告{due.length - missing.length}个。
        {missing.length === 0 ? null : (
          <>
            未载入：
            {missing.map(({ code, name }, index) => (
              <span key={code}>
                {index === 0 ? "" : "、"}
                <Link to={toDivision(code, choice)}>{name}</Link>
              </span>
            ))}
            ，合计不含这些地区。
          </>
        )}
      </p>
      <AdjustedTotals totals={adjusted} />
      <DataTable
        id="sum-counts"
        name="件数与所辖合计"
        columns={counts}
        rows={rows.filter(isCount)}
        rowKey={(row) => row.code}
      />
      <DataTable
        id="sum-rates"
        name="比率与所辖合计"
        columns={rates}
        rows={rows.filter((row) => !isCount(row))}
        rowKey={(row) => row.code}
      />
    </Section>
  );
}
