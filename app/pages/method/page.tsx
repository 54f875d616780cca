import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#components/data-table";
import { Page, Section } from "#components/page";
import { describeCheckRules } from "#domain/checks/rule-list";
import { TABLES } from "#domain/form/cells";
import { EDITION_FACTS, EDITIONS } from "#domain/form/edition";
import {
  checkColumns,
  declaredIndicators,
  declaredLines,
  indicatorColumns,
  lineColumns,
} from "#tables/method";
import styles from "./method.module.css";
import { Statistics } from "./statistics";

export const meta: MetaFunction = () => [{ title: "指标与方法 · 公开" }];

export function loader() {
  return json({ checks: describeCheckRules() });
}

export default function Method() {
  const { checks } = useLoaderData<typeof loader>();
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
          columns={indicatorColumns}
          rows={declaredIndicators}
          rowKey={({ code }) => code}
        />
      </Section>
      <Section title="数字的几种状态" id="states">
        <States />
      </Section>
      <Section title="比较方法" id="statistics">
        <Statistics />
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
          rows={checks}
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

const STATES = [
  ["0", "报告填写了数字0。"],
  ["空白", "单元格未填写。参与求和时按0计，但显示为空白；整项均未填写时，比率记“—”。"],
  ["／", "单元格填写斜线。处理与空白相同，显示为斜线。"],
  ["缺报", "没有载入该机关该年度的报告，不等于0，合计时注明缺报单位。"],
  ["—", "分母为0或所需数字未填写，无法计算。"],
  ["不完整", "某张表有行列缺失或无法辨认，该表的数字不计入任何合计，等待人工核对。"],
] as const;

/** How what is not a number is kept apart from 0. */
export function States() {
  return (
    <dl className={styles.list}>
      {STATES.map(([state, meaning]) => (
        <div key={state}>
          <dt>{state}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
