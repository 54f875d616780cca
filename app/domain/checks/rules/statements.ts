import { formatLineLabel } from "../../form/cell-label";
import { cellName } from "../../form/cell-name";
import { EDITIONS } from "../../form/edition";
import type { SectionCode } from "../../form/sections";
import { SCOPE_CODES, speaksForGovernment } from "../../report/body";
import {
  type CheckRule,
  type CheckSubject,
  fails,
  holds,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";

const sectionText = ({ report }: CheckSubject, code: SectionCode): string | null =>
  report.sections.find((section) => section.code === code)?.text ?? null;

const DUTIES = [
  { code: "assessment", name: "工作考核", words: /考核|考评|绩效|考查评价|督查评比/ },
  {
    code: "review",
    name: "社会评议",
    words:
      /评议|社会评价|满意度|民意调查|问卷调查|好差评|第三方[^。；]{0,20}(?:评估|评价|测评|评测|考评)|(?:群众|公众|企业|社会(?:各界)?)[^。；，]{0,10}(?:评价|测评|打分|评分)/,
  },
  {
    code: "accountability",
    name: "责任追究",
    words: /责任追究|追究[^。；，]{0,12}责任|追责|问责|被追究/,
  },
] as const;

function checkAccountability({ report }: CheckSubject): RuleOutcome[] {
  if (!report.kind || !speaksForGovernment(report.kind, report.scope)) return [];
  if (report.sections.length === 0) return [notEvaluable([], "未读取到正文")];
  const text = report.sections.map((section) => section.text).join("\n");
  const missing = DUTIES.filter(({ words }) => !words.test(text));
  if (missing.length === 0) return [holds({ cells: [] })];
  return [fails({ cells: [] }, `未见${missing.map(({ name }) => name).join("、")}的结果情况`)];
}

const FEE_WORDS = /信息处理费|收费|收取.{0,12}费|费用|(?:缴款|缴费)通知/;
/** In other sections, where 行政事业性收费 may stand, only these speak of the fee for information. */
const FEE_NAMED = /信息处理费|收费通知|(?:政府信息|申请)公开[^。；]{0,10}收(?:取|费)/;
/** That no notice was sent; 未收取 says only that none was paid. */
const NO_FEE_NOTICE =
  /(?:未|没有|无)(?:发出|制发|下达|送达|产生|出具)?[^。；，]{0,12}(?:收费|缴款|缴费)通知|(?:收费|缴款|缴费)通知书?[^。；，\d]{0,6}0\s*[件份]|0\s*[件份](?:收费|缴款|缴费)通知/;
const FEE_NOTICES =
  /(?:发出|制发|下达|送达|出具)[^。；，\d]{0,12}(?:收费|缴款|缴费)通知书?[^。；，\d]{0,4}(\d+)\s*[件份]/;

function checkFeeStated(subject: CheckSubject): RuleOutcome[] {
  const text = sectionText(subject, "other_matters");
  if (text === null) return [notEvaluable([], "未读取到第六部分")];
  const isNamed = subject.report.sections.some((section) => FEE_NAMED.test(section.text));
  if (FEE_WORDS.test(text) || isNamed) return [holds({ cells: [] })];
  return [fails({ cells: [] }, "第六部分未说明信息处理费的收费通知件数、总金额和实际收取金额")];
}

function checkFeeAgrees(subject: CheckSubject): RuleOutcome[] {
  const name = cellName("other_fee_overdue", "total");
  const text = sectionText(subject, "other_matters");
  const cases = subject.values.valueOf(name);
  if (text === null || cases === null) return [notEvaluable([name], "未读取到第六部分或该行数字")];
  const notices = NO_FEE_NOTICE.test(text) ? 0 : Number(FEE_NOTICES.exec(text)?.[1] ?? cases);
  const expression = `${cases} ${cases > notices ? ">" : "≤"} ${notices}`;
  const comparison = { cells: [name], expression, left: cases, right: notices };
  if (cases <= notices) return [holds(comparison)];
  const said = notices === 0 ? "却称未发出收费通知" : `写发出收费通知${notices}件`;
  return [fails(comparison, `表三${formatLineLabel(name)}为${cases}件，第六部分${said}`)];
}

/** 统计期限自2023年1月1日起 and 2023年1月1日—12月31日, not 自2021年1月1日起施行. */
const PERIOD =
  /期限[^。；\d]{0,6}(20\d\d)年1月1日|(20\d\d)年1月1日(?:0时)?起?[，,]?(?:至|到|—|－|-|~|～)/;

function checkPeriod({ report }: CheckSubject): RuleOutcome[] {
  if (report.preface === null) return [notEvaluable([], "未读取到前言")];
  // A notice's title names the year that the notice is for.
  const preface = report.preface.replace(/\s/g, "").replace(/《[^》]*》|〈[^〉]*〉|<[^>]*>/g, "");
  const period = PERIOD.exec(preface);
  const started = period?.[1] ?? period?.[2];
  const named = [...preface.matchAll(/(20\d\d)年度/g)].map(([, year]) => Number(year));
  const years = started ? [Number(started), ...named] : named;
  if (years.length === 0) return [notEvaluable([], "前言未说明统计期限")];
  const wrong = years.find((year) => year !== report.year);
  if (wrong === undefined) return [holds({ cells: [], left: report.year, right: report.year })];
  return [
    fails(
      { cells: [], expression: `${wrong} ≠ ${report.year}`, left: wrong, right: report.year },
      `前言写${wrong}年${wrong === Number(started) ? "1月1日起统计" : "度"}，报告年度为${report.year}年`,
    ),
  ];
}

const NO_CHANNEL =
  /不适用[^。]{0,30}(?:第二十七条|依申请公开|申请公开)|不以自己名义[^。]{0,20}履行/;

function checkNoChannel(subject: CheckSubject): RuleOutcome[] {
  const text = subject.report.sections.map((section) => section.text).join("\n");
  if (!NO_CHANNEL.test(text)) return [];
  const name = cellName("new_requests", "total");
  const value = subject.values.valueOf(name);
  if (value === null) return [notEvaluable([name], "该格数字缺失")];
  const comparison = { cells: [name], expression: `${value} = 0`, left: value, right: 0 };
  if (value === 0) return [holds(comparison)];
  return [fails(comparison, `正文称不适用依申请公开，表三本年新收总计为${value}件`)];
}

const OWN_FIGURE = /\d|[一二两三四五六七八九十百千]+(?:件|条|次|场|期|篇|份|人|个(?!方面))/;
const OTHERS = /部分地区还|有的地区还|部分地方还|有的单位还/;

function checkOwnFacts({ report }: CheckSubject): RuleOutcome[] {
  const text = report.sections.find(({ code }) => code === "overview")?.text ?? "";
  if (text.length < 40) return [notEvaluable([], "第一部分缺失或过短")];
  const ownText = text.replace(/20\d\d年度?|〔\d+〕|\d+号/g, "");
  const others = OTHERS.exec(text)?.[0];
  if (others) return [fails({ cells: [] }, `第一部分写“${others}……”，似非本机关情况`)];
  if (OWN_FIGURE.test(ownText)) return [holds({ cells: [] })];
  return [fails({ cells: [] }, "第一部分未写任何本机关的具体数字")];
}

const ANY = { tables: [], editions: EDITIONS, scopes: SCOPE_CODES } as const;

/** What the text of a report must say, and must not say against the tables. */
export const STATEMENT_RULES = [
  {
    id: "C-50-4",
    severity: "W",
    name: "考核、评议和责任追究",
    basis: "《条例》第五十条第一款第（四）项",
    expression: "政府的报告写明工作考核、社会评议和责任追究结果情况",
    request: "请补充，或指出在何处说明。",
    ...ANY,
    evaluate: checkAccountability,
  },
  {
    id: "C-FEE",
    severity: "W",
    name: "信息处理费情况",
    basis: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
    expression: "2021年度起第六部分说明收费通知件数、总金额和实际收取金额",
    request: "请补充。",
    ...ANY,
    evaluate: (subject) => (subject.report.year < 2021 ? [] : checkFeeStated(subject)),
  },
  {
    id: "C-FEEX",
    severity: "W",
    name: "收费说明与表三相符",
    basis: "《条例》第四十二条；国办函〔2020〕109号",
    expression: "逾期未缴费件数不大于第六部分所写发出的收费通知件数",
    request: "请核对。",
    tables: ["requests"],
    editions: [2021],
    scopes: SCOPE_CODES,
    rightIn: "nowhere",
    evaluate: checkFeeAgrees,
  },
  {
    id: "C-PERIOD",
    severity: "E",
    name: "统计期限",
    basis: "年度报告统计期限为报告年度1月1日至12月31日",
    expression: "前言所写年度和起算日与报告年度相符",
    request: "请更正。",
    ...ANY,
    evaluate: checkPeriod,
  },
  {
    id: "C-CHANNEL",
    severity: "W",
    name: "不适用依申请公开",
    basis: "《条例》第二十七条",
    expression: "称不适用依申请公开的，表三新收应为0",
    request: "请核对。",
    ...ANY,
    rightIn: "nowhere",
    evaluate: checkNoChannel,
  },
  {
    id: "C-GENERIC",
    severity: "W",
    name: "有本机关的事实",
    basis: "《条例》第五十条，报告本机关情况",
    expression: "第一部分写有本机关的具体数字",
    request: "请补充本机关情况。",
    ...ANY,
    evaluate: checkOwnFacts,
  },
] as const satisfies readonly CheckRule[];
