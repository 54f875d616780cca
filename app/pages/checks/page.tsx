import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "#components/data-table";
import { FilterBar } from "#components/filter-bar";
import { Folded } from "#components/folded";
import { NotLoaded } from "#components/not-loaded";
import { Page, Section } from "#components/page";
import type { FilterValues } from "#domain/filters/filters";
import { DIVISION_KINDS } from "#domain/report/body";
import { ABSENCES } from "#domain/report/absence";
import { acceptedColumns, findingColumns, hotSpotColumns } from "#tables/findings";
import type { FindingRow } from "#domain/checks/finding-row";
import { groupSlips } from "#domain/checks/slips";
import { groupMissing } from "#domain/comparison/coverage";
import { provinceOf } from "#domain/report/division";
import { json } from "../loaded-data.server";
import { attentionColumns, isProblem, type Problem, PROBLEM_CODES, PROBLEMS } from "./attention";
import { reportLink } from "#tables/links";
import { orderByGravity } from "./filing-order";
import { FilingMatrix, MATRIX_PAGE } from "./filing-matrix";
import styles from "./filing-matrix.module.css";
import { tablePageOf } from "#tables/order";
import { orderTablePage } from "#request/table-order.server";
import { formatWindowTitle } from "#request/subject";
import { loadChecks } from "./data.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: formatWindowTitle("质量核查", data?.controls) },
];

/** How many missing reports a title names. */
const NAMED = 20;

/** The order of the query, the gravest first: no column has it. */
const AS_FOUND = { by: "", descending: false };

const columnsOf = (accepted: boolean) => (accepted ? acceptedColumns : findingColumns);

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, filings, findings, hotSpots, attention, earlier } = await loadChecks(request);
  const accepted = page.filters.state !== "pending" && page.filters.state !== "open";
  const slips = groupSlips(findings).map(({ head, consequences }): FoundSlip => ({
    ...head,
    consequences: consequences.map(({ fingerprint, check, message, report_id, cell }) => ({
      fingerprint,
      words: `${check.name}：${message}`,
      to: reportLink(report_id, cell ?? "findings"),
    })),
  }));
  const { rows, order } = orderTablePage(slips, columnsOf(accepted), page.parameters, AS_FOUND);
  const asked = page.parameters.get("problem");
  const problem = isProblem(asked) ? asked : null;
  const chosen = attention.filter(({ problems }) => problem === null || problems.includes(problem));
  const years = [...new Set(filings.map(({ year }) => year))];
  const matrixPage = tablePageOf(
    page.parameters,
    filings.length / Math.max(1, years.length),
    MATRIX_PAGE,
    BODIES_AT_ONCE,
  );
  const ofYear = filings.filter(({ year, due }) => year === page.filters.year && due);
  const missing = ofYear.filter(({ report_id: id }) => id === null);
  return json({
    controls: page.controls,
    idle: page.idle,
    inWords: page.inWords,
    dataset: page.dataset,
    year: page.filters.year,
    kind: page.filters.kind,
    accepted,
    filings: orderByGravity(filings, years, page.filters.year).slice(
      (matrixPage.first - 1) * years.length,
      matrixPage.last * years.length,
    ),
    matrixPage,
    years,
    absence: page.absence,
    anyLoaded: filings.some(({ report_id: id }) => id !== null),
    due: ofYear.length,
    missing: groupMissing(missing).map(({ name, bodies }) => ({
      absence: name,
      count: bodies.length,
      names: bodies.slice(0, NAMED).map((body) => body.name),
    })),
    findings: rows,
    order,
    found: slips.length,
    folded: findings.length - slips.length,
    problem,
    tiles: PROBLEM_CODES.map((code) => ({
      code,
      count: attention.filter(({ problems }) => problems.includes(code)).length,
    })).filter(({ code, count }) => count > 0 || !RARE.includes(code)),
    attention: chosen.slice(0, SHOWN_AT_ONCE),
    attentionCount: chosen.length,
    earlier,
    letters: { area: provinceOf(page.filters.area), level: page.filters.level },
    allLetters: toAllLetters(page.filters),
    hotSpots,
  });
}

/** Problems whose tile is shown only where some body has them. */
const RARE: readonly Problem[] = ["unpublished", "withdrawn"];

/** Address of the list of every letter that the bodies chosen get. */
function toAllLetters({ year, area, level, scope, kind }: FilterValues): string {
  const parts = { template: "letter", year: String(year), area, level, scope, kind };
  return `/briefing?${new URLSearchParams(parts).toString()}`;
}

/** 13个机关的往年报告还有事项没有核实。; empty where there is none. */
function formatEarlier(bodies: number): string {
  return bodies === 0 ? "" : `${bodies}个机关的往年报告还有事项没有核实。`;
}

/** As many bodies as a supervisor reads at once; the tiles and filters narrow the list. */
const SHOWN_AT_ONCE = 50;

/** As many bodies of the matrix on one page: those with something to answer for come first. */
const BODIES_AT_ONCE = 30;

/** A finding with those that the same slip brings about, each with the way to its cell. */
interface FoundSlip extends FindingRow {
  readonly consequences: readonly {
    readonly fingerprint: string;
    readonly words: string;
    readonly to: string;
  }[];
}

/** A finding's words with its consequences folded below; null where it has none, for the plain cell. */
function tellSlip({ message, report_id, cell, consequences }: FoundSlip): ReactNode {
  if (consequences.length === 0) return null;
  return (
    <>
      <Link to={reportLink(report_id, cell ?? "findings")}>{message}</Link>
      <Folded summary={`同一处差错还使另外${consequences.length}项不符`}>
        <ul>
          {consequences.map(({ fingerprint, words, to }) => (
            <li key={fingerprint}>
              <Link to={to}>{words}</Link>
            </li>
          ))}
        </ul>
      </Folded>
    </>
  );
}

interface FilingsOfYear {
  readonly year: number;
  readonly due: number;
  readonly missing: readonly {
    readonly absence: string;
    readonly count: number;
    readonly names: readonly string[];
  }[];
}

/** How many reports of the year are due, loaded and not, and of whom. */
function formatFilingTitle({ year, due, missing }: FilingsOfYear): string {
  if (due === 0) return `${year}年度：不知道有哪些应当报告的机关`;
  if (missing.length === 0) return `${year}年度应报${due}个，报告均已载入`;
  const said = missing.map(({ absence, count, names }) => {
    const listed = `${names.join("、")}${count > names.length ? "等" : ""}`;
    return count === due ? `报告均${absence}：${listed}` : `${absence}${count}个：${listed}`;
  });
  return `${year}年度应报${due}个，${said.join("；")}`;
}

export default function Checks() {
  const data = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  const spots = useMemo(
    () =>
      hotSpotColumns(data.years, (year, check) => {
        const search = new URLSearchParams(parameters);
        search.set("year", String(year));
        search.set("check", check);
        return `?${search.toString()}#findings`;
      }),
    [data.years, parameters],
  );
  return (
    <Page
      title="质量核查"
      lead={data.inWords}
      {...(data.anyLoaded || data.dataset === "demo" ? { dataset: data.dataset } : {})}
    >
      <FilterBar controls={data.controls} idle={data.idle} keep={["sort", "q", "problem"]} />
      {data.anyLoaded ? <Attention {...data} /> : null}
      <Section
        title={formatFilingTitle(data)}
        id="filings"
        lead={
          data.anyLoaded
            ? `每格是一个机关一个年度的报告；点击可看报告原表。问题重的在前，先看${data.year}年，再看各年合计。${data.absence === null ? `${ABSENCES.not_loaded.name}：${ABSENCES.not_loaded.meaning}；点这样的格，可以登记未公布。` : ""}部门、乡镇和街道从第一次有报告的年度起列入。`
            : undefined
        }
      >
        {data.absence === null ? null : <NotLoaded {...data.absence} />}
        {data.anyLoaded ? (
          <FilingMatrix
            filings={data.filings}
            years={data.years}
            page={data.matrixPage}
            kind={data.kind}
          />
        ) : null}
      </Section>
      <Section
        title={data.absence === null || data.found > 0 ? `核查发现${data.found}项` : "核查发现"}
        id="findings"
        lead={`核查发现是向报告机关提出的问题，不是结论。${data.folded === 0 ? "" : `一处差错引起的几项不符合为一项，其余${data.folded}项折在它下面；清单文件逐项列出。`}`}
        files={
          <>
            <a href={`/checks.xlsx?${parameters.toString()}`} download>
              下载问题清单（Excel，每个地区一页）
            </a>
            <a href={`/checks.csv?${parameters.toString()}`} download>
              下载CSV
            </a>
          </>
        }
      >
        <form method="get" className="screen-only" role="search">
          {[...parameters].map(([key, value]) =>
            key === "q" || key === "page" ? null : (
              <input key={key} type="hidden" name={key} value={value} />
            ),
          )}
          <label>
            地区或机关名称 <input name="q" defaultValue={parameters.get("q") ?? ""} size={12} />
          </label>{" "}
          <button type="submit">查找</button>
        </form>
        <DataTable
          name="核查发现"
          columns={columnsOf(data.accepted)}
          rows={data.findings}
          rowKey={(row) => row.fingerprint}
          order={data.order}
          cells={{ message: tellSlip }}
          isPage
          empty={data.absence === null ? "没有符合条件的发现。" : "报告未载入，没有可以核查的。"}
        />
      </Section>
      {data.anyLoaded ? (
        <Section title="各项规则历年发现的条数" id="hot-spots">
          <DataTable
            name="各项规则历年发现的条数"
            columns={spots}
            rows={data.hotSpots}
            rowKey={(row) => `${row.check_id} ${row.severity}`}
            empty="没有发现。"
          />
        </Section>
      ) : null}
    </Page>
  );
}

type ChecksData = ReturnType<typeof useLoaderData<typeof loader>>;

/** How many bodies have to answer for what, and each of them with the letter that asks. */
function Attention(data: ChecksData) {
  const { tiles, problem, attention, attentionCount, year, letters, earlier, allLetters } = data;
  const isSingle = DIVISION_KINDS.includes(data.kind);
  const [parameters] = useSearchParams();
  const columns = useMemo(
    () =>
      attentionColumns(letters.area, letters.level).filter(
        ({ id }) => id !== "city" || attention.some(({ city }) => city !== null),
      ),
    [letters.area, letters.level, attention],
  );
  const toTile = (code: Problem): string => {
    const search = new URLSearchParams(parameters);
    if (code === problem) search.delete("problem");
    else search.set("problem", code);
    return `?${search.toString()}`;
  };
  return (
    <Section
      title={`${year}年度：${attentionCount}个机关需要处理`}
      id="attention"
      lead={`${isSingle ? "政府的全辖区报告和政府办公厅（室）的本机关报告一并统计；" : ""}点方格只看这一类，再点一次看全部。问题重的在前，每行可以直接出函。${attentionCount > attention.length ? `先列${attention.length}个，请用筛选条件缩小范围。` : ""}`}
    >
      <ul className={styles.tiles}>
        {tiles.map(({ code, count }) => (
          <li key={code}>
            <Link
              to={toTile(code)}
              preventScrollReset
              {...(code === problem ? { "aria-current": "true" } : {})}
            >
              {PROBLEMS[code].name}
              <strong>{count}</strong>
              <small>{PROBLEMS[code].meaning}</small>
            </Link>
          </li>
        ))}
      </ul>
      <p>
        {formatEarlier(earlier)}
        核实更正函还就往年未核实的事项、比率明显偏高需要抽查的案卷提出要求，下表不列：
        <Link to={allLetters}>发函清单</Link>。
      </p>
      <DataTable
        name="需要处理的机关"
        columns={columns}
        rows={attention}
        rowKey={({ division_code, name, kind }) => `${division_code} ${kind} ${name}`}
        empty="这一类没有机关。"
      />
    </Section>
  );
}
