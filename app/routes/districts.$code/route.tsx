import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { PageChart } from "#charts/page-chart";
import { FilterBar } from "#components/filter-bar";
import { Page } from "#components/page";
import { BRIEFING_TEMPLATES } from "#domain/briefing/templates";
import { whyNotIn } from "#domain/report/division-life";
import { SCOPES } from "#domain/report/scope";
import { shown } from "../../page-charts.server";
import { ApplicantOutcomes } from "./applicant-outcomes";
import { chartsOf } from "./charts.server";
import { Findings } from "./findings";
import { Around, Life } from "./heading";
import { Indicators } from "./indicators";
import { Mixes } from "./mixes";
import { Peers } from "./peers";
import { PeersControl } from "./peers-control";
import { askDivision } from "./question.server";
import { Reports } from "./reports";
import { Sums } from "./sums";
import { Years } from "./years";
import { toLetter } from "./ways";
import styles from "./district.module.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.related.self.name} · 区县档案 · 公开` : "区县档案 · 公开" },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const code = params["code"] ?? "";
  const answer = await askDivision(request, code);
  const { spine, years: throughYears, mix: mixes, cross: crossed } = chartsOf(answer);
  const drawn = (chart: PageChart | null) =>
    chart && shown(chart, `/districts/${code}/chart`, request);
  const { related, filters, controls, peers, profile, series, years, boundaries } = answer;
  const { applicants, mix, cross, standardised, sums, findings, reportYears, exists, current } =
    answer;
  return json({
    related,
    filters,
    controls,
    peers,
    profile,
    series,
    years,
    boundaries,
    applicants,
    mix,
    cross,
    standardised,
    sums,
    findings,
    reportYears,
    exists,
    report: current?.report_id ?? null,
    charts: {
      spine: drawn(spine),
      years: drawn(throughYears),
      mix: drawn(mixes),
      cross: drawn(crossed),
    },
  });
}

export default function District() {
  const data = useLoaderData<typeof loader>();
  const { related, filters, charts, peers } = data;
  const { self } = related;
  const choice = { year: filters.year, scope: filters.scope };
  return (
    <Page
      title={self.name}
      eyebrow={<Around around={related.around} choice={choice} />}
      lead={
        <Life
          self={self}
          predecessors={related.predecessors}
          successors={related.successors}
          choice={choice}
        />
      }
      dataset={self.dataset}
    >
      <FilterBar controls={data.controls}>
        <PeersControl
          chosen={peers.chosen}
          withinCity={self.level === "county" && self.city !== null}
        />
      </FilterBar>
      {data.report === null ? null : (
        <p className="screen-only">
          <Link to={toLetter(self, choice)}>
            给{self.name}的{BRIEFING_TEMPLATES.letter.name}
          </Link>
        </p>
      )}
      {data.report !== null ? (
        <Indicators
          profile={data.profile}
          spine={charts.spine}
          peers={{
            name: peers.name,
            count: peers.divisions.filter(({ code }) => code !== self.code).length,
          }}
          self={self}
          choice={choice}
        />
      ) : (
        <p className={styles.notice} role="note">
          {data.exists
            ? `没有载入${self.name}${choice.year}年的${SCOPES[choice.scope].name}报告，不能计算当年指标。请换一个年度或数据范围，或见下方历年报告。`
            : whyNotIn(self, choice.year)}
        </p>
      )}
      <Years
        series={data.series}
        years={data.years}
        boundaries={data.boundaries}
        chart={charts.years}
      />
      <Mixes mix={data.mix} chart={charts.mix} applicants={data.applicants} />
      {data.report === null || charts.cross === null ? null : (
        <ApplicantOutcomes
          chart={charts.cross}
          rows={data.cross}
          standardised={data.standardised}
          year={choice.year}
          report={data.report}
        />
      )}
      {data.sums.due.length === 0 || choice.scope !== "jurisdiction" ? null : (
        <Sums {...data.sums} area={self.code} choice={choice} />
      )}
      <Findings findings={data.findings} />
      <Reports years={data.reportYears} />
      <Peers self={self.code} name={peers.name} divisions={peers.divisions} choice={choice} />
    </Page>
  );
}
