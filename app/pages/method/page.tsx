import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#components/data-table";
import { Definitions } from "#components/definitions";
import { Folded } from "#components/folded";
import { Page, Section } from "#components/page";
import { TABLES } from "#domain/form/cells";
import { EDITION_FACTS, EDITIONS } from "#domain/form/edition";
import { formatFormula, formatQuantity } from "#domain/indicators/indicator-text";
import {
  checkColumns,
  type DeclaredIndicator,
  declaredIndicators,
  declaredLines,
  declaredRules,
  indicatorColumns,
  lineColumns,
  ruleColumns,
} from "#tables/method";
import { json } from "../loaded-data.server";
import { loadMethod } from "./data.server";

export const meta: MetaFunction = () => [{ title: "指标与方法 · 公开" }];

export function loader() {
  return json(loadMethod());
}

export default function Method() {
  const data = useLoaderData<typeof loader>();
  return (
    <Page
      title="指标与方法"
      lead="本页由程序所用的声明直接生成：印出的公式就是计算所用的公式，列出的规则就是核查所用的规则。"
    >
      <Section
        title="指标"
        id="indicators"
        lead="合计比率为分子合计除以分母合计；只计入分子、分母均已填写的报告；分母为0时记“—”。"
        files={<a href="/method.csv">下载CSV</a>}
      >
        <DataTable
          name="指标"
          columns={SHOWN}
          rows={declaredIndicators}
          rowKey={({ code }) => code}
          cells={{ formula: (indicator) => <Formula {...indicator} /> }}
        />
      </Section>
      <Section title="数字的几种状态" id="states">
        <Definitions definitions={data.states} />
      </Section>
      <Section title="数字有差错的报告怎样计入" id="adjusted">
        <Definitions definitions={data.adjustments} />
      </Section>
      <Section title="比较方法" id="statistics">
        <Definitions definitions={data.methods} />
        <p>判断共有：{data.verdicts.join("；")}。</p>
      </Section>
      <Section
        title="法律和统计口径"
        id="laws"
        lead="以下是本程序为说明数字而对条文所作的理解，不是法律意见；写入通报、简报之前，应请法律专业人员核对条文原文并确认。"
        files={<a href="/method.csv?table=laws">下载CSV</a>}
      >
        <DataTable
          name="法律和统计口径"
          columns={ruleColumns}
          rows={declaredRules}
          rowKey={({ source }) => source}
        />
      </Section>
      <Section
        title="核查规则"
        id="checks"
        lead="核查结果是向报告机关提出的问题，不是结论；容差为0。"
        files={<a href="/method.csv?table=checks">下载CSV</a>}
      >
        <DataTable
          name="核查规则"
          columns={checkColumns}
          rows={data.checks}
          rowKey={({ id }) => id}
          rowId={({ id }) => id}
        />
      </Section>
      <Section
        title="法定报告格式"
        id="form"
        lead={EDITIONS.map(
          (edition) =>
            `${EDITION_FACTS[edition].name}：${EDITION_FACTS[edition].notice}，适用于${EDITION_FACTS[edition].years}。`,
        ).join("")}
        files={<a href="/method.csv?table=form">下载CSV</a>}
      >
        {TABLES.map((table) => (
          <DataTable
            key={table.code}
            name={`表${table.numeral}　${table.title}`}
            caption={`表${table.numeral}　${table.title}`}
            columns={lineColumns}
            rows={declaredLines(table)}
            rowKey={({ line }) => line.code}
          />
        ))}
      </Section>
    </Page>
  );
}

/** What the page folds into the formula, or leaves to the file. */
const IN_FORMULA: ReadonlySet<string> = new Set(["group", "numerator", "denominator"]);
const SHOWN = indicatorColumns.filter(({ id }) => !IN_FORMULA.has(id));

/** Folded, since some take eight cells, which would be most of the table. */
function Formula(indicator: DeclaredIndicator) {
  const { numerator, denominator } = indicator;
  return (
    <>
      {formatFormula(indicator)}
      <Folded summary="所取单元格">
        {denominator
          ? `分子：${formatQuantity(numerator)}；分母：${formatQuantity(denominator)}`
          : formatQuantity(numerator)}
      </Folded>
    </>
  );
}
