import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import { INDICATORS } from "#domain/indicators/indicators";
import { explainLaws } from "#domain/indicators/laws-between";
import { isJudged } from "#domain/statistics/verdict";
import { reportLink } from "#tables/links";
import { formatWindowTitle } from "#request/subject";
import { json } from "../loaded-data.server";
import { belowColumns, belowHeads, type BelowRow } from "./below";
import { Counts } from "./counts";
import { loadDistrict } from "./data.server";
import { Files } from "./files";
import { DistrictFrame } from "./frame";
import { type Choice, toComparison, toDivision } from "./links";
import { isRate } from "./profile";
import { RatesTable } from "./rates-table";
import { Findings, Reports } from "./report-sections";
import { frameOf } from "./request.server";
import { listShownRates } from "./shown-rates";
import { summarizeVerdicts } from "./summary";
import styles from "./district.module.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: formatWindowTitle(
      `${data?.frame.related.self.name ?? ""}区县档案`,
      data?.frame.controls,
    ),
  },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const data = await loadDistrict(request, params["code"] ?? "");
  const { profile, years, peers, related } = data;
  return json({
    frame: frameOf(data),
    standing: data.standing,
    verdicts: profile.some(({ verdict }) => verdict !== null && isJudged(verdict))
      ? summarizeVerdicts(related.self.name, profile.filter(isRate))
      : null,
    peers: {
      name: peers.name,
      count: peers.divisions.filter(({ code }) => code !== related.self.code).length,
      chosen: peers.chosen,
    },
    yardstick: data.yardstick,
    incomparable: profile[0]?.incomparable ?? null,
    laws: profile.some(({ last }) => last !== null)
      ? explainLaws(
          profile.flatMap(({ code }) =>
            INDICATORS[code].group === "applicant" ? [] : INDICATORS[code],
          ),
          data.filters.year - 1,
          data.filters.year,
        ).join("")
      : "",
    profile: listShownRates(profile, years, data.groupArea),
    counts: profile
      .filter((row) => !isRate(row))
      .map(({ code, value, last, change, cell, why, flag, peers: spread }) => ({
        name: INDICATORS[code].name,
        meaning: INDICATORS[code].meaning,
        ...{ code, value, last, change, cell, why },
        flag: flag && { words: flag.words, moves: flag.moves },
        median: spread?.median ?? null,
      })),
    below: data.below,
    belowHeads: data.below.length === 0 ? [] : belowHeads(),
    findings: data.findings,
    reportYears: data.reportYears,
    examined: data.examined,
  });
}

export default function District() {
  const data = useLoaderData<typeof loader>();
  const { frame, peers, below } = data;
  const { self } = frame.related;
  const choice: Choice = { year: frame.filters.year, scope: frame.filters.scope };
  const hasReport = frame.report !== null;
  const contents = {
    ...(hasReport ? { indicators: "各项指标" } : {}),
    ...(below.length > 0 ? { below: "所辖地区" } : {}),
    reports: "历年报告",
    findings: "核查发现",
  };
  return (
    <DistrictFrame {...frame} peers={peers.chosen} contents={contents}>
      {hasReport ? (
        <>
          <p className={styles.standing}>{data.standing}</p>
          {data.verdicts === null ? null : <p>{data.verdicts}。</p>}
          <Counts rows={data.counts} />
          <Section
            title={`${choice.year}年各项比率`}
            id="indicators"
            lead={leadOf(data)}
            files={<Files tables={{ rates: "比率", counts: "件数" }} />}
          >
            <RatesTable
              rows={data.profile}
              toComparison={(code) => toComparison(code, self.province, self.level, choice)}
              toYear={(year) => toDivision(self.code, { ...choice, year })}
            />
            {data.laws === "" ? null : <p>{`较上年：${data.laws}`}</p>}
          </Section>
        </>
      ) : null}
      {below.length === 0 ? null : (
        <Below rows={below} heads={data.belowHeads} choice={choice} self={self} />
      )}
      <Reports years={data.reportYears} area={self} />
      <Findings findings={data.findings} examined={data.examined} />
    </DistrictFrame>
  );
}

/** What the rates are judged against, and what the signs of the table mean. */
function leadOf({
  peers,
  yardstick,
  profile,
  incomparable,
}: Pick<
  ReturnType<typeof useLoaderData<typeof loader>>,
  "peers" | "yardstick" | "profile" | "incomparable"
>): string {
  const group =
    peers.count === 0
      ? "没有同级地区可供比较"
      : `中位数和位置图取自${peers.name}中有该项数字的其余地区（浅灰为全部，深灰为中间一半，竖线为中位数，圆点为本地区）`;
  const doubts = profile.some(({ flag }) => flag !== null) ? "◇表示当年报告的数字有差错。" : "";
  const notes = `${doubts}${incomparable === null ? "" : `${incomparable}。`}`;
  if (peers.count > 0 && profile.every(({ spread }) => spread === undefined))
    return `${peers.name}的其余地区有该项数字的太少，没有中位数和位置图，比率高低无从判断。点比率可查到报告原表的单元格。${notes}`;
  return `${group}；判断和位次${yardstick ?? "不作"}。点比率可查到报告原表的单元格，点指标名可看各地。${notes}`;
}

interface BelowProps {
  readonly rows: readonly BelowRow[];
  readonly heads: ReturnType<typeof belowHeads>;
  readonly self: { readonly name: string };
  readonly choice: Choice;
}

/** The divisions directly below, with figures and verdicts. */
function Below({ rows, heads, self, choice }: BelowProps) {
  const columns = useMemo(
    () =>
      belowColumns(
        heads,
        (code) => toDivision(code, choice),
        (report) => reportLink(report),
      ),
    [heads, choice],
  );
  return (
    <Section
      title={`${self.name}所辖${rows.length}个地区`}
      id="below"
      lead="判断与省内同级地区相比；需要关注的排在前面。点地区名称查看历年情况。"
      files={<Files tables={{ below: "所辖地区" }} />}
    >
      <DataTable name="所辖地区" columns={columns} rows={rows} rowKey={({ code }) => code} />
    </Section>
  );
}
