import { absenceOf } from "#domain/checks/filing";
import { ABSENCES } from "#domain/report/absence";
import type { JudgedBody } from "#domain/comparison/judged-body";
import { formatChosen, formatGroupArea } from "#domain/comparison/comparison-title";
import { type IndicatorCode, INDICATORS } from "#domain/indicators/indicators";
import { distributionOf } from "#domain/indicators/indicator";
import { limitsAt } from "#domain/statistics/funnel-limits";
import { HIGH_LIMIT, VERDICTS } from "#domain/statistics/verdict";
import { dueCellLink } from "#tables/links";
import type { BriefingFacts, BriefingFinding } from "#domain/briefing/facts";
import { formatCellLabel } from "#domain/form/cell-label";
import { groupSlips, type Slip } from "#domain/checks/slips";
import { checkRuleOf } from "#domain/checks/rule-list";
import { SEVERITIES } from "#domain/report/severity";
import { FLAGGED_YEARS_MEANING, FLAGGED_YEARS_NAME } from "#domain/statistics/flagged-years";
import { formatFlaggedYears } from "#tables/comparison";
import { indicatorColumns } from "#tables/method";
import type { NumberedFigure } from "../briefing";
import { concernsOf, warnOf } from "./concerns";
import { PROMISES } from "#domain/statistics/funnel";

import {
  formatConsequences,
  formatDates,
  groupOf,
  isAreaItself,
  missingReportRequest,
  nounOf,
} from "../wording";
import { isOpen, openEarlier } from "./findings";
import { layOutTable, type PlainColumn, type PlainRow, type PlainTable } from "#export/plain-table";

/** Characters of a head that a usual column holds on one line. */
const SHORT_HEAD = 4;

/** 各地数据: a row a body with the chosen indicators and what is to be done; those not loaded come last. */
export function buildFiguresTable(facts: BriefingFacts): PlainTable {
  const { comparisons, coverage, choices } = facts;
  const remarks = remarksOf(facts);
  const bodies = comparisons[0]?.comparison.bodies ?? [];
  const hasCities = new Set(bodies.map(({ city }) => city)).size > 1;
  const hasErrors = bodies.some(({ errors }) => errors > 0);
  const hasRemarks = remarks.size > 0 || coverage.missing.length > 0;
  const columns: PlainColumn[] = comparisons.map(({ code }) => {
    const { name, format } = INDICATORS[code];
    return { id: code, header: name, format, width: name.length > SHORT_HEAD ? 1.3 : 1 };
  });
  const valuesIn = comparisons.map(
    ({ comparison }) =>
      new Map(comparison.bodies.map(({ report_id, value }) => [report_id, value])),
  );
  const rowOf = (
    { name, city, remark }: { name: string; city: string; remark: string },
    values: readonly (number | null)[],
    errors: number | null,
  ): PlainRow["values"] => [
    name,
    ...(hasCities ? [city] : []),
    ...values,
    ...(hasErrors ? [errors] : []),
    ...(hasRemarks ? [remark] : []),
  ];
  const rows = bodies.map((body): PlainRow => ({
    values: rowOf(
      {
        name: body.division,
        city: body.city ?? "",
        remark: (remarks.get(body.code) ?? []).join("；"),
      },
      valuesIn.map((values) => values.get(body.report_id) ?? null),
      body.errors,
    ),
    href: `/reports/${body.report_id}#requests`,
  }));
  const missing = coverage.missing.map(({ name, confirmed }): PlainRow => ({
    values: rowOf(
      { name, city: "", remark: ABSENCES[absenceOf(confirmed)].name },
      comparisons.map(() => null),
      null,
    ),
  }));
  return {
    name: `${isAreaItself(choices.filters) ? facts.areaName : ""}${groupOf(choices.filters)}${choices.filters.year}年度主要数据`,
    columns: [
      { id: "division", header: nounOf(facts), format: "text", width: 1.3 },
      ...(hasCities ? [{ id: "city", header: "所属市", format: "text" as const, width: 1.1 }] : []),
      ...columns,
      ...(hasErrors
        ? [{ id: "errors", header: "差错项数", format: "count" as const, width: 0.8 }]
        : []),
      ...(hasRemarks
        ? [{ id: "remark", header: "备注", format: "text" as const, width: 2.2 }]
        : []),
    ],
    rows: [...rows, ...missing],
    empty: "没有报告。",
    note: "新收申请、办结为件数。“—”为报告未填写所需数字、分母为0、数字勾稽不符未计入或者报告未载入，不是0。",
  };
}

/** What the table says beside the figures of a body, by its code: which of its rates are high, low or doubtful. */
function remarksOf(facts: BriefingFacts): ReadonlyMap<string, readonly string[]> {
  const remarks = new Map<string, string[]>();
  const add = (code: string, remark: string): void => {
    remarks.set(code, [...(remarks.get(code) ?? []), remark]);
  };
  for (const { code, named, doubtful } of concernsOf(facts)) {
    const { name } = INDICATORS[code];
    for (const body of named) add(body.code, `${name}${VERDICTS.high_998.short}`);
    for (const doubt of doubtful) add(doubt.body.code, `${name}${warnOf(doubt)}`);
  }
  return remarks;
}

/** 建议抽查地区一览表: the divisions beyond the 99.8% limit, each with the number of case files to examine. */
export function buildAttentionTable(facts: BriefingFacts): PlainTable {
  const [first] = facts.comparisons;
  const others = `${first ? formatGroupArea(first.comparison) : ""}其余${nounOf(facts)}合计`;
  const rows = concernsOf(facts).flatMap(({ code, named }) =>
    named.map((body): PlainRow => ({
      values: [
        body.division,
        INDICATORS[code].name,
        body.value,
        body.target,
        upperLimitOf(code, body),
        body.numerator,
        body.denominator,
        body.excess,
        body.adjustedP,
        formatFlaggedYears(body),
      ],
      href: dueCellLink(body, INDICATORS[code].numerator, facts.choices.filters.applicant),
    })),
  );
  return {
    name: `建议抽查${nounOf(facts)}一览表`,
    columns: [
      { id: "division", header: nounOf(facts), format: "text", width: 1.4 },
      { id: "indicator", header: "指标", format: "text", width: 1.3 },
      { id: "value", header: "比率", format: "share" },
      { id: "target", header: others, format: "share" },
      { id: "limit", header: HIGH_LIMIT, format: "share" },
      { id: "numerator", header: "分子", format: "count" },
      { id: "denominator", header: "分母", format: "count" },
      { id: "excess", header: "超出件数", format: "decimal" },
      { id: "adjusted_p", header: "校正后的概率", format: "probability" },
      { id: "persistence", header: FLAGGED_YEARS_NAME, format: "text" },
    ],
    rows,
    empty: `没有可以点名的${nounOf(facts)}。`,
    note: `超出件数为实际件数减去按${others}比率应有的件数，即建议抽查的案卷数；校正后的概率按从严标准计算，并考虑到同时比较多个${nounOf(facts)}，不超过0.05的才点名。没有${nounOf(facts)}真正突出时，约${PROMISES.namedIfNormal * 100}%的比较仍会误点至少一个${nounOf(facts)}，各地真实比率明显偏斜（少数${nounOf(facts)}一向高得多）的可达${PROMISES.namedIfSkewed * 100}%，因此点名只是抽查案卷的依据；${FLAGGED_YEARS_NAME}为${FLAGGED_YEARS_MEANING}。`,
  };
}

/** The 99.8% limit of a body about the rate of the others. */
function upperLimitOf(code: IndicatorCode, body: JudgedBody): number | null {
  const { denominator, target, targetVariance, tau2 } = body;
  if (denominator === null || target === null || targetVariance === null || tau2 === null)
    return null;
  const distribution = distributionOf(INDICATORS[code]);
  return limitsAt(denominator, target, { tau2, targetVariance, distribution }).high998;
}

/** 问题清单: the bodies whose report is not loaded, then every error and every finding to explain, with its cells. */
export function buildFindingsTable(facts: BriefingFacts): PlainTable {
  const { findings, coverage, choices } = facts;
  const unsettled = [...findings.filter(isOpen), ...openEarlier(facts)];
  const missing = coverage.missing.map(({ name, confirmed }): PlainRow["values"] => {
    const { grade, message, request } = missingReportRequest(choices.filters.year, confirmed);
    const said = confirmed === null ? request : `${formatDates(message)}。${request}`;
    return [name, choices.filters.year, grade, said];
  });
  const slips = groupSlips(unsettled);
  const rows: PlainRow[] = [...missing.map((values) => ({ values })), ...slips.map(slipRow)];
  const merged =
    slips.length < unsettled.length ? "同一处差错引起的几项合为一行，核查项逐一列出。" : "";
  return {
    name: "问题清单",
    columns: [
      { id: "number", header: "序号", format: "text", width: 0.65 },
      { id: "division", header: nounOf(facts), format: "text", width: 1 },
      { id: "year", header: "年度", format: "text", width: 0.65 },
      { id: "check", header: "核查项", format: "text", width: 2.4 },
      { id: "message", header: "问题", format: "text", width: 5.8 },
    ],
    rows: rows.map(({ values: [division, year, ...rest], ...row }, index) => ({
      ...row,
      values: [String(index + 1), division ?? null, String(year), ...rest],
    })),
    empty: "没有需要核实的问题。",
    ...(unsettled.length > 0
      ? {
          note: `核查项后注明的“${SEVERITIES.E.name}”为数字、格式或者期限与规定不符，“须说明”为请报告机关说明或者确认，不是差错的结论。${merged}`,
        }
      : {}),
  };
}

/** A slip in a row: every check that it fails, then what is wrong and what follows from it. */
function slipRow({ head, consequences }: Slip<BriefingFinding>): PlainRow {
  const [cell] = head.cells;
  const checks = [head, ...consequences].map(nameCheck);
  const counted = [...new Set(checks)].map((name) => {
    const count = checks.filter((each) => each === name).length;
    return count === 1 ? name : `${name}${count}项`;
  });
  const follows = formatConsequences(consequences.map(({ message }) => message));
  const message = formatDates(head.message);
  return {
    values: [
      head.division,
      head.year,
      counted.join("；"),
      follows === "" ? message : `${message}。${follows}`,
    ],
    href: `/reports/${head.report_id}#${cell ?? "findings"}`,
  };
}

function nameCheck({ check_id, severity }: BriefingFinding): string {
  const name = checkRuleOf(check_id)?.name ?? check_id;
  return `${name}（${severity === "E" ? SEVERITIES.E.name : "须说明"}）`;
}

/** Whether the text quotes figures: a letter to a body that has not reported quotes none. */
function hasFigures({ choices, sources }: BriefingFacts): boolean {
  const { bodyCode, filters } = choices;
  return (
    bodyCode === null ||
    sources.some(({ code, year }) => code === bodyCode && year === filters.year)
  );
}

/** 指标口径: the declarations of the indicators used. */
export function buildDefinitionsTable(facts: BriefingFacts): PlainTable {
  const { comparisons } = hasFigures(facts) ? facts : { comparisons: [] };
  const shown = ["name", "meaning", "formula", "numerator", "denominator", "caveat"];
  const [first] = comparisons;
  const chosen = first ? formatChosen(first.comparison) : "";
  const table = layOutTable(
    {
      name: "指标口径",
      columns: indicatorColumns.filter(({ id }) => shown.includes(id)),
      rows: comparisons.map(({ code }) => ({ code, ...INDICATORS[code] })),
    },
    "没有选择指标。",
  );
  return {
    ...table,
    columns: table.columns.map((column) =>
      column.id === "name" ? column : { ...column, width: column.id === "caveat" ? 3.6 : 1.6 },
    ),
    ...(chosen === "" ? {} : { note: `比较组${chosen}` }),
  };
}

/** 数字依据: every figure of the text with its number, formula, cells and reports. */
export function buildEvidenceTable(evidence: readonly NumberedFigure[]): PlainTable {
  return {
    name: "数字依据",
    columns: [
      { id: "number", header: "编号", format: "text", width: 0.6 },
      { id: "name", header: "数字", format: "text", width: 1.8 },
      { id: "text", header: "印出", format: "text", width: 1 },
      { id: "formula", header: "算法", format: "text", width: 2.6 },
      { id: "cells", header: "所取单元格", format: "text", width: 3 },
      { id: "reports", header: "所取报告", format: "text", width: 1.6 },
    ],
    rows: evidence.map(({ number, figure }) => ({
      values: [
        `[${number}]`,
        figure.name,
        figure.text,
        figure.formula,
        figure.cells.map(formatCellLabel).join("；"),
        figure.reports,
      ],
      href: figure.href,
      anchor: `evidence_${number}`,
    })),
    empty: "正文没有引用数字。",
    note: "所取报告的文件校验码见“报告来源”。",
  };
}

/** 报告来源: the reports of the year and of the year compared with, each with the SHA-256 of its document. */
export function buildSourcesTable(facts: BriefingFacts): PlainTable {
  const { filters, base, bodyCode } = facts.choices;
  const rows = facts.sources
    .filter(({ year }) => year === filters.year || year === base)
    .filter(({ code }) => bodyCode === null || code === bodyCode)
    .map((source): PlainRow => ({
      values: [
        `${source.year}年`,
        source.division,
        source.body,
        source.published_on,
        source.document_hash,
      ],
      href: `/reports/${source.id}`,
    }));
  return {
    name: "报告来源",
    columns: [
      { id: "year", header: "年度", format: "text", width: 1 },
      { id: "division", header: nounOf(facts), format: "text", width: 1.2 },
      { id: "body", header: "报告机关", format: "text", width: 2.8 },
      { id: "published", header: "发布日期", format: "text", width: 1.5 },
      { id: "hash", header: "文件校验码（SHA-256）", format: "text", width: 6, fine: true },
    ],
    rows,
    isForScreen: true,
    empty: "没有报告。",
    note:
      bodyCode === null
        ? "列出报告年度和对比年度的报告；历年数字取自同一范围的历年报告。"
        : "列出该单位的报告；合计取自同一范围的全部报告。",
  };
}
