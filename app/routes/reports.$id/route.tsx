import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { CellLegend } from "#components/cell-legend";
import { Narrative } from "#components/narrative";
import { Page, Section } from "#components/page";
import { verdictCounts, verdictGroups } from "#domain/tables/report-verdicts";
import { askReport } from "./question.server";
import { Corrections } from "./corrections";
import { Documents } from "./documents";
import { Facts } from "./facts";
import { Findings } from "./findings";
import { Kin } from "./kin";
import { Problems } from "./problems";
import { RowGuard } from "./row-guard";
import { Repairs } from "./repairs";
import { Tables } from "./tables";
import { Verdicts } from "./verdicts";
import { useAddressedCell } from "./use-addressed-cell";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · 报告原表 · 公开` : "报告原表 · 公开" },
];

export async function loader({ params }: LoaderFunctionArgs) {
  const { verdicts, ...answer } = await askReport(params["id"] ?? "");
  return json({
    ...answer,
    verdictGroups: verdictGroups(verdicts),
    verdictCounts: verdictCounts(verdicts),
  });
}

export default function Report() {
  useAddressedCell();
  const data = useLoaderData<typeof loader>();
  const { report, tables, findings, corrections, problems, sections, documents } = data;
  const states = new Set(tables.flatMap(({ cells }) => cells.map(({ state }) => state)));
  return (
    <Page
      title={data.title}
      eyebrow={<Around around={data.around} year={report.year} />}
      dataset={report.dataset}
    >
      <Kin year={report.year} {...data.kin} />
      <Facts report={report} forms={data.forms} findings={findings} />
      <Section
        title="统计表"
        id="tables"
        lead="照原件的格式显示每一格印出的内容。指向或选中一格，页面下方显示原文、在原件中的位置和采用的数值。"
        files={
          <Link to={`/reports/${encodeURIComponent(report.id)}.csv`} reloadDocument>
            下载CSV
          </Link>
        }
      >
        <CellLegend states={states} findings={findings.some(({ cells }) => cells.length > 0)} />
        <Tables tables={tables} findings={findings} />
      </Section>
      <Findings findings={findings} />
      <Verdicts id={report.id} groups={data.verdictGroups} counts={data.verdictCounts} />
      {data.repairs.length === 0 ? null : <Repairs repairs={data.repairs} doubts={data.doubts} />}
      {data.guard === null ? null : <RowGuard {...data.guard} />}
      {corrections.length === 0 ? null : <Corrections corrections={corrections} />}
      {problems.length === 0 ? null : <Problems problems={problems} />}
      {sections.length === 0 ? null : (
        <Section
          title="正文"
          id="narrative"
          {...(findings.some(({ quotation }) => quotation !== null)
            ? { lead: "标出的字句与表格数字不一致或需要说明，点开见核查发现。" }
            : {})}
        >
          <Narrative sections={sections} findings={findings} />
        </Section>
      )}
      <Documents documents={documents} />
    </Page>
  );
}

interface AroundProps {
  readonly around: readonly { readonly code: string; readonly name: string }[];
  readonly year: number;
}

function Around({ around, year }: AroundProps) {
  return (
    <>
      {around.map(({ code, name }, index) => (
        <span key={code}>
          {index === 0 ? "" : " / "}
          <Link to={`/districts/${code}?year=${year}`}>{name}</Link>
        </span>
      ))}
      {" / 报告原表"}
    </>
  );
}
