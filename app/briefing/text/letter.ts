import {
  type IndicatorCode,
  INDICATORS,
  OUTCOME_MIX,
  quantityOfOutcome,
} from "#domain/indicators/indicators";
import type { NumberFormat } from "#domain/indicators/number-format";
import { cellsOf } from "#domain/indicators/quantity";
import { dueCellLink } from "#tables/links";
import type { BriefingFacts, BriefingFinding } from "#domain/briefing/facts";
import { formatBoundaryBreak } from "#domain/report/boundary-changes";
import { explainLaws } from "#domain/indicators/law-breaks";
import {
  formatChosen,
  formatGroupArea,
  formatGroupBodies,
  formatYardstick,
} from "#domain/comparison/comparison-title";
import type { JudgedBody } from "#domain/comparison/comparison";
import { isJudged, RATE_FLOOR, VERDICTS } from "#domain/statistics/verdict";
import { text, type Block, type Figure, type Piece } from "../briefing";
import { figureOfBody, formatSubstitution } from "../figures";
import { formatPlainValue, type PlainTable } from "#export/plain-table";
import { formatDates, formatDay, formatList, missingReportRequest } from "../wording";
import { concernsOf, LIMIT_PROVES, writeBody } from "./concerns";
import { toParagraphs } from "./overview";
import { isLate, subheadingOf } from "./problems";

/** Name of the division that a letter goes to; its code where no name is known. */
export function recipientNameOf({ choices, coverage, sources }: BriefingFacts): string {
  const { divisionCode: division } = choices;
  return (
    sources.findLast((source) => source.division_code === division)?.division ??
    coverage.missing.find(({ code }) => code === division)?.name ??
    division ??
    ""
  );
}

function ownReportOf({ sources, choices }: BriefingFacts) {
  return sources.find(
    ({ division_code, year }) =>
      division_code === choices.divisionCode && year === choices.filters.year,
  );
}

function ownBodiesOf({ comparisons, choices }: BriefingFacts) {
  return comparisons.flatMap(({ code, comparison }) => {
    const body = comparison.bodies.find((each) => each.division_code === choices.divisionCode);
    return body
      ? [
          {
            code,
            body,
            target: comparison.funnel?.target ?? null,
            area: formatGroupArea(comparison),
            bodies: formatGroupBodies(comparison),
            chosen: formatChosen(comparison),
            yardstick: formatYardstick(comparison),
          },
        ]
      : [];
  });
}

function figureOfValue(code: IndicatorCode, body: JudgedBody): Figure {
  const indicator = INDICATORS[code];
  return figureOfBody(body, code, {
    name: "",
    text: formatPlainValue(body.value, indicator.format),
    value: body.value,
    formula: formatSubstitution(indicator, body),
  });
}

/** 主要数字: the document read, the figures of the recipient, and a table beside those of the group. */
export function writeOwnFigures(facts: BriefingFacts): Block[] {
  const { year } = facts.choices.filters;
  const report = ownReportOf(facts);
  if (!report)
    return toParagraphs([
      text`截至数据截止日期，${recipientNameOf(facts)}${year}年度报告未载入，其数字未计入任何合计。`,
    ]);
  const published = report.published_on
    ? `报告发布日期为${formatDay(report.published_on)}`
    : "报告未载明发布日期";
  const found = ownBodiesOf(facts);
  const unknown = found.filter(({ body }) => body.value === null);
  const known = found.filter(({ body }) => body.value !== null);
  const figures = known.flatMap(({ code, body }, index): Piece[] => {
    const { name, denominator } = INDICATORS[code];
    const unit = denominator ? "" : "件";
    return text`${name}${figureOfValue(code, body)}${unit}${index === known.length - 1 ? "。" : "，"}`;
  });
  return [
    ...toParagraphs([
      text`${published}，所依据文件的校验码（SHA-256）为${report.document_hash.slice(0, 16)}。`,
      figures,
      unknown.length === 0
        ? []
        : text`${unknown.map(({ code }) => INDICATORS[code].name).join("、")}无法计算：报告未填写所需数字，或分母为0。`,
    ]),
    { kind: "table", table: buildOwnTable(facts) },
  ];
}

function buildOwnTable(facts: BriefingFacts): PlainTable {
  const bodies = ownBodiesOf(facts);
  const { year } = facts.choices.filters;
  const boundaries = bodies.flatMap(({ body }) => formatBoundaryBreak(year, body.boundary) ?? []);
  const shown = bodies.map(({ code }) => INDICATORS[code]);
  const notCompared = [
    ...boundaries.slice(0, 1).map((reason) => `${reason}。`),
    ...explainLaws(shown, year - 1, year),
  ].join("");
  const alone = !hasOthers(facts);
  const table = {
    name: alone ? "主要指标" : "主要指标与全部地区合计对照",
    columns: [
      { id: "name", header: "指标", format: "text", width: 2 },
      { id: "value", header: "本地", format: "text", width: 1.2 },
      { id: "counts", header: "件数", format: "text", width: 1.4 },
      { id: "group", header: `${bodies[0]?.area ?? ""}合计`, format: "text" },
      { id: "verdict", header: "判断", format: "text", width: 1.2 },
      { id: "change", header: "较上年（百分点）", format: "text", width: 1.6 },
    ],
    rows: bodies.map(({ code, body, target }) => {
      const { name, format, numerator, denominator } = INDICATORS[code];
      return {
        values: [
          name,
          formatOwnValue(body, format),
          denominator
            ? `${formatPlainValue(body.numerator, "count")}／${formatPlainValue(body.denominator, "count")}`
            : formatPlainValue(body.numerator, "count"),
          denominator ? formatPlainValue(target, format) : formatPlainValue(null, format),
          body.verdict ? VERDICTS[body.verdict].short : "不作判断",
          formatOwnChange(body),
        ],
        href: dueCellLink(body, numerator, facts.choices.filters.applicant),
      };
    }),
    empty: "没有数字。",
    note: alone
      ? notCompared
      : `${bodies[0] ? `判断${bodies[0].yardstick}。${bodies[0].chosen}` : ""}合计为${bodies[0]?.bodies ?? "全部地区"}分子合计除以分母合计；件数类指标各地规模不同，不作高低判断。${notCompared}`,
  } satisfies PlainTable;
  return alone ? leaveOutColumns(table, ["group", "verdict"]) : table;
}

/** 66.7%（30.0%至90.3%） of few cases, which say little; 38.2% of enough of them. */
function formatOwnValue(body: JudgedBody, format: NumberFormat): string {
  const value = formatPlainValue(body.value, format);
  const { denominator, interval } = body;
  if (interval === null || denominator === null || denominator >= RATE_FLOOR) return value;
  return `${value}（${formatPlainValue(interval.lower, "share")}至${formatPlainValue(interval.upper, "share")}）`;
}

/** +1.3（−0.2至+2.8）, with the 95% interval. */
function formatOwnChange({ change }: JudgedBody): string | null {
  if (change === null) return null;
  const [moved, lower, upper] = [change.change, change.lower, change.upper].map((points) =>
    formatPlainValue(points, "points"),
  );
  return `${moved}（${lower}至${upper}）`;
}

/** A table without some of its columns. */
function leaveOutColumns(table: PlainTable, ids: readonly string[]): PlainTable {
  const kept = table.columns.map(({ id }) => !ids.includes(id));
  return {
    ...table,
    columns: table.columns.filter((_, index) => kept[index]),
    rows: table.rows.map((row) => ({
      ...row,
      values: row.values.filter((_, index) => kept[index]),
    })),
  };
}

/** The findings on the report of the recipient that call for an answer. */
function ownFindingsOf(facts: BriefingFacts): readonly BriefingFinding[] {
  return facts.findings.filter(
    ({ division_code, severity }) =>
      division_code === facts.choices.divisionCode && severity !== "I",
  );
}

/** The findings on earlier reports of the recipient that nobody has accepted. */
function openFindingsOf(facts: BriefingFacts): readonly BriefingFinding[] {
  return facts.earlierFindings.filter(
    ({ division_code, severity }) =>
      division_code === facts.choices.divisionCode && severity !== "I",
  );
}

/**
 * Rates beyond a 99.8% limit, high or low, of indicators that are no concern or have none named: the
 * letter requests an explanation, not case files.
 */
function outlyingRatesOf(facts: BriefingFacts) {
  const named = concernsOf(facts).flatMap(({ code, named }) =>
    named.some(({ division_code }) => division_code === facts.choices.divisionCode) ? [code] : [],
  );
  return ownBodiesOf(facts).filter(
    ({ code, body: { verdict } }) =>
      (verdict === "low_998" || verdict === "high_998") && !named.includes(code),
  );
}

/** Whether a rate counts requests by how they ended, which sorting into other outcomes moves. */
function isOutcomeRate(code: IndicatorCode): boolean {
  const lines = cellsOf(INDICATORS[code].numerator).plus.map(({ name }) => name);
  const outcomes = OUTCOME_MIX.flatMap((outcome) =>
    cellsOf(quantityOfOutcome(outcome)).plus.map(({ name }) => name),
  );
  return lines.every((line) => outcomes.includes(line));
}

/** What a letter asks about a rate beyond a limit. */
function askedOf(code: IndicatorCode): string {
  return isOutcomeRate(code) ? "办理结果归类和统计口径" : "统计口径";
}

/** Whether the report of any other division is loaded that the recipient's may be compared with. */
function hasOthers({ comparisons }: BriefingFacts): boolean {
  return comparisons.some(({ comparison: { groupSize } }) => groupSize > 1);
}

const ALONE = "未载入同级、同类、同一数据范围的其他报告，不与其他地区比较";

/** Whether any comparison judges the recipient: without one, no letter may end in an all-clear. */
function isJudgedAtAll(facts: BriefingFacts): boolean {
  return ownBodiesOf(facts).some(({ body: { verdict } }) => verdict !== null && isJudged(verdict));
}

/** 核查发现的问题: a numbered request for each finding, then the rates beyond a limit. */
export function writeFindings(facts: BriefingFacts): Block[] {
  if (!ownReportOf(facts)) return toParagraphs([text`没有可以核查的报告。`]);
  const own = ownFindingsOf(facts);
  const named = concernsOf(facts).flatMap((concern) => {
    const body = concern.named.find(
      ({ division_code }) => division_code === facts.choices.divisionCode,
    );
    return body ? [{ ...concern, body }] : [];
  });
  const open = openFindingsOf(facts);
  const requests: Block[] =
    own.length === 0
      ? toParagraphs([
          open.length === 0
            ? text`${facts.choices.filters.year}年度报告没有发现算术差错、法定要求上的差错。`
            : text`${facts.choices.filters.year}年度报告的核查没有提出问题，以前年度的报告尚有${String(open.length)}项待核实：`,
        ])
      : own.map(({ question }, index) => ({
          kind: "paragraph",
          pieces: text`${index + 1}.${formatDates(question)}`,
        }));
  const before = open.map(({ year, question }, index): Block => ({
    kind: "paragraph",
    pieces: text`${own.length + index + 1}.${year}年度报告尚待核实：${formatDates(question)}`,
  }));
  const others = outlyingRatesOf(facts).map(({ code, body, target, area }): Block => ({
    kind: "paragraph",
    pieces: text`${INDICATORS[code].name}：${figureOfValue(code, body)}（${formatPlainValue(body.numerator, "count")}件／${formatPlainValue(body.denominator, "count")}件），${body.verdict ? VERDICTS[body.verdict].name : ""}，${area}合计为${formatPlainValue(target, "share")}。请说明${askedOf(code)}有无不同；比率高低本身不说明办理是否妥当。`,
  }));
  const concerns: Block[] =
    named.length === 0
      ? others.length > 0
        ? []
        : toParagraphs([
            isJudgedAtAll(facts)
              ? text`能够判断的比率指标均在99.8%控制限以内；件数过少的不作判断。`
              : text`件数或者组内可判断的地区过少，无法比较，不作判断。`,
          ])
      : [
          ...named.map(({ code, comparison, body }): Block => ({
            kind: "paragraph",
            pieces: text`${INDICATORS[code].name}：${writeBody(code, body, formatGroupArea(comparison))}。`,
          })),
          {
            kind: "paragraph",
            pieces: text`${LIMIT_PROVES}`,
          },
        ];
  if (!hasOthers(facts)) return [...requests, ...before, ...toParagraphs([text`${ALONE}。`])];
  return [
    subheadingOf(1, ["报告内容"]),
    ...requests,
    ...before,
    subheadingOf(2, ["与其他地区比较"]),
    ...concerns,
    ...others,
  ];
}

/** 下一步要求 of a letter, derived from what the other sections found. */
export function writeOwnRequirements(facts: BriefingFacts): Block[] {
  if (!ownReportOf(facts))
    return toParagraphs([text`${missingReportRequest(facts.choices.filters.year).request}。`]);
  const cases = concernsOf(facts).flatMap(({ code, named }) => {
    const body = named.find(({ division_code }) => division_code === facts.choices.divisionCode);
    return body ? [`${INDICATORS[code].name}约${body.excess.toFixed(0)}件`] : [];
  });
  const asked = [...ownFindingsOf(facts), ...openFindingsOf(facts)];
  const late = asked.filter(isLate);
  const wrong = asked.length - late.length;
  const rates = outlyingRatesOf(facts);
  const nothing = asked.length + cases.length + rates.length === 0;
  const found = [
    wrong === 0
      ? []
      : text`请逐项核对上述${wrong}项${late.length === 0 ? "" : "报告"}内容的原始台账，属于差错的更正并重新公布，不属于差错的说明理由。`,
    late.length === 0
      ? []
      : text`请说明${formatList([...new Set(late.map(({ year }) => `${year}年度`))])}报告逾期公布的原因。`,
    cases.length === 0 ? [] : text`请按照超出件数抽查案卷（${cases.join("，")}），核实答复依据。`,
    ...[true, false].map((isOfOutcome) => {
      const some = rates.filter(({ code }) => isOutcomeRate(code) === isOfOutcome);
      const [first] = some;
      return first === undefined
        ? []
        : text`请说明${formatList(some.map(({ code }) => INDICATORS[code].name))}的${askedOf(first.code)}。`;
    }),
    nothing ? [] : text`请将核实结果书面反馈。`,
  ];
  if (!nothing) return toParagraphs(found);
  return toParagraphs([
    isJudgedAtAll(facts)
      ? text`没有需要核实的事项，供参考。`
      : text`报告内容没有需要核实的事项；${hasOthers(facts) ? "与其他地区的比较未作判断" : ALONE}，不说明有无问题。`,
  ]);
}
