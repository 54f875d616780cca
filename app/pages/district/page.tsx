import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { PageChart } from "#charts/page-chart";
import { FilterBar } from "#components/filter-bar";
import { Page } from "#components/page";
import { BRIEFING_TEMPLATES } from "#domain/briefing/templates";
import { SCOPES } from "#domain/report/body";
import {
  explainAbsence,
  formatLifespan,
  type Level,
  LEVELS,
  type Lifespan,
} from "#domain/report/division";
import { formatWindowTitle } from "#request/subject";
import { drawPageChart } from "../downloads/page-chart.server";
import { chartsOf } from "./chart.server";
import { loadDistrict } from "./data.server";
import styles from "./district.module.css";
import { Indicators, Sums, Years } from "./indicator-sections";
import { type Choice, toDivision, toLetter } from "./links";
import { ApplicantOutcomes, Mixes } from "./outcome-sections";
import { Findings, Peers, Reports } from "./report-sections";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle(`${data?.related.self.name ?? ""}区县档案`, data?.controls) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const code = params["code"] ?? "";
  const data = await loadDistrict(request, code);
  const { spine, years: throughYears, mix: mixes, cross: crossed } = chartsOf(data);
  const drawn = (chart: PageChart | null) => chart && drawPageChart(chart, request);
  const { related, filters, controls, peers, profile, series, years, boundaries } = data;
  const { applicants, mix, cross, standardised, sums, findings, reportYears, exists, current } =
    data;
  return json({
    related,
    filters,
    controls,
    idle: data.idle,
    peers,
    profile,
    yardstick: data.yardstick,
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
    examined: data.examined,
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
      <FilterBar controls={data.controls} idle={data.idle}>
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
          yardstick={data.yardstick}
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
            ? `${self.name}${choice.year}年度${SCOPES[choice.scope].name}报告未载入，没有当年的数字；未载入不等于没有公布。请换一个年度或数据范围，或见下方历年报告。`
            : explainAbsence(self, choice.year)}
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
      <Findings findings={data.findings} examined={data.examined} />
      <Reports years={data.reportYears} />
      <Peers self={self.code} name={peers.name} divisions={peers.divisions} choice={choice} />
    </Page>
  );
}

interface DivisionInTime extends Lifespan {
  readonly code: string;
  readonly level: Level;
}

interface AroundProps {
  readonly around: readonly DivisionInTime[];
  readonly choice: Choice;
}

/** Where the division lies, from the province down. */
export function Around({ around, choice }: AroundProps) {
  return (
    <>
      {around.map(({ code, name }, index) => (
        <span key={code}>
          {index === 0 ? "" : " / "}
          {index === around.length - 1 ? name : <Link to={toDivision(code, choice)}>{name}</Link>}
        </span>
      ))}
      {" / 区县档案"}
    </>
  );
}

interface LifeProps {
  readonly self: DivisionInTime;
  readonly predecessors: readonly DivisionInTime[];
  readonly successors: readonly DivisionInTime[];
  readonly choice: Choice;
}

/** Level, code and boundary changes, with links to its predecessors and successors. */
export function Life({ self, predecessors, successors, choice }: LifeProps) {
  return (
    <>
      {[`${LEVELS[self.level]}　区划代码${self.code}`, ...formatLifespan(self)].join("；")}
      <RelatedDivisions words="前身" divisions={predecessors.filter(hasEnded)} choice={choice} />
      <RelatedDivisions
        words="划自"
        divisions={predecessors.filter((each) => !hasEnded(each))}
        choice={choice}
      />
      <RelatedDivisions
        words={hasEnded(self) ? "其后" : "分出"}
        divisions={successors}
        choice={choice}
      />
      {predecessors.length + successors.length === 0
        ? null
        : "。区划调整前后范围不同，不宜直接比较。"}
    </>
  );
}

function hasEnded({ validTo }: DivisionInTime): boolean {
  return validTo !== null;
}

interface RelatedDivisionsProps {
  readonly words: string;
  readonly divisions: readonly DivisionInTime[];
  readonly choice: Choice;
}

function RelatedDivisions({ words, divisions, choice }: RelatedDivisionsProps) {
  if (divisions.length === 0) return null;
  return (
    <>
      ；{words}：
      {divisions.map(({ code, name, validFrom, validTo }, index) => {
        const year = Math.max(validFrom ?? 0, Math.min(choice.year, validTo ?? choice.year));
        return (
          <span key={code}>
            {index === 0 ? "" : "、"}
            <Link to={toDivision(code, { ...choice, year })}>{name}</Link>
          </span>
        );
      })}
    </>
  );
}

interface PeersControlProps {
  readonly chosen: string;
  /** Whether there is a city around the division to compare within. */
  readonly withinCity: boolean;
}

/** The part of the filter sentence that chooses the peers. */
export function PeersControl({ chosen, withinCity }: PeersControlProps) {
  const own = chosen !== "" && chosen !== "city";
  if (!withinCity && !own) return null;
  return (
    <label className={styles.control}>
      <span>比较对象</span>
      <select name="peers" defaultValue={chosen} key={chosen}>
        <option value="">同省同级地区</option>
        {withinCity ? <option value="city">同市同级地区</option> : null}
        {own ? <option value={chosen}>自选地区</option> : null}
      </select>
    </label>
  );
}
