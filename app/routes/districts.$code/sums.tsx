import { Link } from "@remix-run/react";
import { useMemo } from "react";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { INDICATORS } from "#domain/indicators/indicators";
import { LEVELS, type Level } from "#domain/report/division";
import { sumColumns, type SumRow } from "#domain/tables/division-sums";
import { Files } from "./files";
import { toComparison, toDivision, type Choice } from "./ways";

interface Child {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
}

interface SumsProps {
  readonly rows: readonly SumRow[];
  readonly due: readonly Child[];
  readonly missing: readonly Child[];
  readonly area: string;
  readonly choice: Choice;
}

/** The division's own report beside the sum of the divisions directly below it. */
export function Sums({ rows, due, missing, area, choice }: SumsProps) {
  const level = due[0]?.level ?? "county";
  const [counts, rates] = useMemo(() => {
    const way = (code: string) => toComparison(code, area, level, choice);
    return [sumColumns("count", way), sumColumns("rate", way)];
  }, [area, level, choice]);
  const isCount = ({ code }: SumRow) => INDICATORS[code]?.denominator === undefined;
  return (
    <Section
      title={`本级报告与所辖${due.length}个${LEVELS[level]}地区合计`}
      id="sums"
      lead="本级的全辖区报告还包括本级部门，数字通常大于所辖合计；小于合计的请核对。"
      files={<Files tables={{ sums: "件数", "sums-rates": "比率" }} />}
    >
      <p>
        应报{due.length}个，已有报告{due.length - missing.length}个。
        {missing.length === 0 ? null : (
          <>
            缺报：
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
