import { formatCaveat } from "#domain/indicators/law-breaks";
import { INDICATORS } from "#domain/indicators/indicators";
import type { BriefingFacts } from "#domain/briefing/facts";
import { RELABELLING_RULES } from "#domain/checks/rules/relabelling";
import { effectOf, explainChange, type Relabelling } from "#domain/comparison/change";
import { formatGroupArea } from "#domain/comparison/comparison-title";
import { cellsOf } from "#domain/indicators/quantity-cells";
import { formatQuantity, formatFormula } from "#domain/indicators/indicator-text";
import { CHANGE_KINDS, compareGroups, formatChangeInterval } from "#domain/indicators/group-change";
import { formatPercentagePoints } from "#domain/indicators/number-format";
import { rateOf } from "#domain/statistics/ratio";
import { text, type Block, type Figure, type Piece, toParagraphs } from "../briefing";
import { buildFunnelChart, buildSeriesChart } from "../chart";
import { concernsOf, writeConcern } from "./concerns";
import {
  cellNamesOf,
  figureOfGroup,
  formatGroupValue,
  formatReports,
  formatSubstitution,
} from "../figures";
import { formatPlainValue, type PlainTable } from "#export/plain-table";
import {
  writeAdjusted,
  writeCoverage,
  writeIndicator,
  writeOtherReports,
  writeRuleChanges,
} from "./overview";
import { formatList, joinClauses, nounOf } from "../wording";

/** 指标口径与历年情况: the definition of the indicator, its course over the years as text, chart and table. */
export function writeTopic(facts: BriefingFacts): Block[] {
  const code = facts.choices.filters.indicator;
  const indicator = INDICATORS[code];
  const cells = indicator.denominator
    ? `分子取${formatQuantity(indicator.numerator)}，分母取${formatQuantity(indicator.denominator)}`
    : `取${formatQuantity(indicator.numerator)}`;
  const blocks = toParagraphs([
    text`${indicator.name}指${indicator.meaning}，计算公式为${formatFormula(indicator)}，${cells}。${formatCaveat(indicator)}`,
    writeCoverage(facts),
    joinClauses([writeIndicator(facts, code)]),
    writeOtherReports(facts),
    writeAdjusted(facts),
    writeConcentration(facts),
    ...writeRuleChanges(facts, []),
  ]);
  const chart =
    facts.series.length < 2
      ? []
      : [{ kind: "chart" as const, chart: buildSeriesChart(facts, code) }];
  return [...blocks, ...chart, { kind: "table", table: buildYearsTable(facts) }];
}

/** What the largest bodies make of the province's rate; empty where the group is small or the indicator a count. */
function writeConcentration(facts: BriefingFacts): Piece[] {
  const { filters } = facts.choices;
  const comparison = facts.comparisons[0]?.comparison;
  if (!comparison?.concentration) return [];
  const { concentration, bodies, groupSize } = comparison;
  // Of a city that is compared with the province, the province's largest bodies say nothing.
  if (bodies.length < groupSize) return [];
  const area = formatGroupArea(comparison);
  const { largest, without, top, topShare } = concentration;
  const indicator = INDICATORS[filters.indicator];
  const figure = (name: string, value: number | null, formula: string): Figure => ({
    name: `${filters.year}年${name}`,
    text: formatPlainValue(value, "share"),
    value,
    formula,
    cells: cellNamesOf(indicator),
    reports: formatReports(facts, filters.year),
    href: figureOfGroup(facts, filters.indicator, filters.year).href,
  });
  const rest = figure(
    `不含件数最多${nounOf(facts)}的${area}${indicator.name}`,
    rateOf(without),
    formatSubstitution(indicator, without),
  );
  const share = figure(
    `件数最多的${top}个${nounOf(facts)}所占比重`,
    topShare,
    `件数最多的${top}个${nounOf(facts)}的${indicator.denominator?.name ?? ""} ÷ ${area}${indicator.denominator?.name ?? ""}`,
  );
  return text`不含件数最多的${largest.division}，${area}合计${indicator.name}为${rest}；件数最多的${String(top)}个${nounOf(facts)}占${area}${indicator.denominator?.name ?? ""}的${share}。`;
}

function buildYearsTable(facts: BriefingFacts): PlainTable {
  const code = facts.choices.filters.indicator;
  const { name, numerator, denominator, format } = INDICATORS[code];
  const sides = denominator ? [numerator.name, denominator.name] : [numerator.name];
  return {
    name: `历年${name}`,
    columns: [
      { id: "year", header: "年度", format: "text" },
      { id: "reports", header: "填写的报告份数", format: "count" },
      ...sides.map((header) => ({ id: header, header, format: "count" as const })),
      ...(denominator ? [{ id: "value", header: name, format }] : []),
    ],
    rows: facts.series.map(({ year, figures }) => {
      const found = figures[code];
      const counts = [found?.numerator ?? null, found?.denominator ?? null, found?.value ?? null];
      return {
        values: [
          `${year}年`,
          found?.reports ?? null,
          ...(denominator ? counts : counts.slice(0, 1)),
        ],
      };
    }),
    empty: "没有报告。",
  };
}

/** 各地情况: the divisions beyond the limit, with the funnel. */
export function writeBodies(facts: BriefingFacts): Block[] {
  const [concern] = concernsOf(facts);
  if (!concern) return toParagraphs([text`该指标是件数，各地规模不同，不作高低判断。`]);
  const chart = buildFunnelChart(facts, concern);
  return [
    ...writeConcern(facts, concern),
    ...(chart === null ? [] : [{ kind: "chart" as const, chart }]),
  ];
}

const SHOWN = 5;
const [{ id: RELABELLED }] = RELABELLING_RULES;

/** 升降的来源: Kitagawa decomposition of the change into own rates and shares of the volume. */
export function writeChange(facts: BriefingFacts): Block[] {
  const { filters, base } = facts.choices;
  const indicator = INDICATORS[filters.indicator];
  const [compared] = facts.comparisons;
  if (!indicator.denominator || !compared) return toParagraphs([text`该指标是件数，不作分解。`]);
  const stated = [...facts.earlier, ...compared.comparison.bodies];
  const explained = explainChange(indicator, stated, base, filters.year, {
    register: facts.register,
    relabellings: relabellingsOf(facts),
  });
  if (explained.kind === "refused") return toParagraphs([text`${explained.reason}`]);
  const { decomposition: parts, bodies: contributing } = explained;
  const boundaries = [...new Set(contributing.flatMap(({ boundary }) => boundary ?? []))];
  const figure = (name: string, value: number): Piece => ({
    name: `${filters.year}年${indicator.name}变化：${name}`,
    text: formatPercentagePoints(value, 2),
    value,
    formula: "拆成两部分：各地两年比率之差×平均件数比重；平均比率之差×比重变化",
    cells: cellNamesOf(indicator),
    reports: `${formatReports(facts, filters.year)}，${formatReports(facts, base)}`,
    href: figureOfGroup(facts, filters.indicator, filters.year).href,
  });
  const largest = contributing
    .map((body) => ({ ...body, size: effectOf(body) }))
    .filter(({ size }) => Math.abs(size) >= 0.00005)
    .slice(0, SHOWN);
  const whole = compareGroups(indicator, parts.sums.earlier, parts.sums.later);
  const moved = parts.byEntered + parts.byLeft;
  return toParagraphs([
    text`${filters.year}年${indicator.name}为${formatGroupValue(facts, filters.indicator, filters.year)}，较${base}年的变化为${figure("合计", parts.change)}${whole?.interval ? `（${formatChangeInterval(whole.interval)}${whole.kind === "moved" ? "" : `，${CHANGE_KINDS[whole.kind].name}`}）` : ""}。其中，各地比率升降影响${figure("各地比率升降", parts.byRate)}，各地件数比重变化影响${figure("各地件数比重变化", parts.byShare)}${moved === 0 ? "" : text`，只在其中一年有数字的地区影响${figure("只有一年数字的地区", moved)}`}。`,
    largest.length === 0
      ? []
      : text`影响最大的${nounOf(facts)}依次为：${largest
          .map(({ division, code, size }) => [
            division,
            figure(division, size),
            writeRelabelling(facts, code),
          ])
          .flatMap((pair, index) => (index === 0 ? pair : ["；", ...pair]))}。`,
    explained.relabelled?.without
      ? text`不计办理结果归类可能有变化的${formatList(explained.relabelled.names)}，${indicator.name}的变化为${figure("不计归类可能有变化的地区", explained.relabelled.without.change)}。`
      : [],
    boundaries.length === 0 ? [] : text`${boundaries.join("。")}。`,
  ]);
}

/** What the checks say of cases sorted into other outcomes in the years compared. */
function relabellingsOf({ choices, findings, earlierFindings }: BriefingFacts): Relabelling[] {
  return [...earlierFindings, ...findings].flatMap(({ check_id, code, report_id, year, cells }) =>
    check_id === RELABELLED && year > choices.base ? [{ code, report_id, year, cells }] : [],
  );
}

/** A remark where a check says that a division sorted cases into other outcomes in between; else empty. */
function writeRelabelling({ choices, findings, earlierFindings }: BriefingFacts, code: string) {
  const { filters, base } = choices;
  const counted = cellsOf(INDICATORS[filters.indicator].numerator).plus.map(({ name }) => name);
  const years = [...earlierFindings, ...findings]
    .filter(
      ({ check_id, code: own, year, cells }) =>
        check_id === RELABELLED &&
        own === code &&
        year > base &&
        cells.some((cell) => counted.includes(cell)),
    )
    .map(({ year }) => year);
  if (years.length === 0) return "";
  const inWords = formatList([...new Set(years)].sort((a, b) => a - b).map((year) => `${year}年`));
  return `（其中${inWords}办理结果归类有变化，尚待核实）`;
}
