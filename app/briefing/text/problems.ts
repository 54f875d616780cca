import { INDICATORS } from "#domain/indicators/indicators";
import type { BriefingFacts, BriefingFinding } from "#domain/briefing/facts";
import { checkRuleOf } from "#domain/checks/rule-list";
import { formatSearch } from "#domain/filters/address";
import { SEVERITIES } from "#domain/report/severity";
import { isJudged, VERDICTS } from "#domain/statistics/verdict";
import { type Block, type Figure, type Piece, text, toParagraphs } from "../briefing";
import { figureOfCount, formatReports } from "../figures";
import {
  formatDates,
  formatList,
  gradeOf,
  joinClauses,
  listBodies,
  writeUnderHeading,
  nounOf,
} from "../wording";
import {
  type Concern,
  concernsOf,
  judgedBodiesOf,
  NO_VERDICT_ON_WORK,
  writeDoubt,
  writeNamed,
} from "./concerns";
import { divisionNamesOf, sortFindings } from "./findings";
import { writeCoverage } from "./overview";

/** How many divisions a paragraph names; the annex lists them all. */
const NAMED_IN_TEXT = 8;

/** A subsection of 存在问题: its heading, and one sentence for each division that it names. */
interface Subsection {
  readonly heading: string;
  readonly paragraphs: readonly (readonly Piece[])[];
}

/** 存在问题: only problems that there are, the gravest first; of the template issues, no comparison. */
export function writeProblems(facts: BriefingFacts): Block[] {
  const isList = facts.choices.template === "issues";
  const concerns = isList ? [] : concernsOf(facts);
  const found = [
    ...writeLateness(facts),
    ...writeErrors(facts),
    ...concerns.flatMap((concern) => writeHighRates(facts, concern)),
    ...writeDoubts(facts, concerns),
    ...writeQuestions(facts),
  ];
  const silent = found.length === 0;
  return [
    ...(isList ? toParagraphs([writeCoverage(facts)]) : []),
    ...found.flatMap(({ heading, paragraphs }, index) =>
      writeUnderHeading(index + 1, heading, paragraphs),
    ),
    ...(silent
      ? []
      : toParagraphs([text`${writeUnnamed(facts, concerns)}${writeUnjudged(facts, concerns)}`])),
  ];
}

function writeLateness(facts: BriefingFacts): Subsection[] {
  const { late } = sortFindings(facts);
  const grade = gradeOf(divisionNamesOf(late).length, facts.coverage.reported);
  if (grade === null) return [];
  const clauses = late
    .slice(0, NAMED_IN_TEXT)
    .map(({ division, message }) => `${division}，${formatDates(message)}`);
  const all = figureOfReports(
    facts,
    "逾期公布数",
    late.length,
    "发布日期晚于法定期限、迟延不超过四个月的报告数",
  );
  return [
    {
      heading: `${grade}${nounOf(facts)}逾期公布年度报告`,
      paragraphs: [
        late.length > NAMED_IN_TEXT
          ? text`${clauses.join("；")}；其余见附件（共${all}个）。`
          : text`${late.length > 1 ? text`共${all}个：` : ""}${clauses.join("；")}。`,
      ],
    },
  ];
}

function writeErrors(facts: BriefingFacts): Subsection[] {
  const { wrong } = sortFindings(facts);
  const reports = new Set(wrong.map(({ report_id }) => report_id)).size;
  const grade = gradeOf(reports, facts.coverage.reported);
  if (grade === null) return [];
  const names = divisionNamesOf(wrong);
  const clauses = names
    .slice(0, NAMED_IN_TEXT)
    .map((name) => `${name}${formatByCheck(wrong.filter(({ division }) => division === name))}`);
  const figures = {
    reports: figureOfReports(
      facts,
      "有差错的报告数",
      reports,
      `有程度为“${SEVERITIES.E.name}”的核查结果（逾期除外）的报告数`,
    ),
    errors: figureOfReports(
      facts,
      "差错项数",
      wrong.length,
      `程度为“${SEVERITIES.E.name}”的核查结果（逾期除外）项数，同一处差错引起的几项算一项`,
    ),
  };
  return [
    {
      heading: `${grade}报告的数字或者格式有差错`,
      paragraphs: [
        text`${figures.reports}份报告有${figures.errors}项差错，逐项见附件“问题清单”：${clauses.join("；")}${names.length > NAMED_IN_TEXT ? "；其余见附件" : ""}。`,
      ],
    },
  ];
}

function writeQuestions(facts: BriefingFacts): Subsection[] {
  const { unclear } = sortFindings(facts);
  const reports = new Set(unclear.map(({ report_id }) => report_id)).size;
  const grade = gradeOf(reports, facts.coverage.reported);
  if (grade === null) return [];
  const figures = {
    reports: figureOfReports(
      facts,
      "需要说明的报告数",
      reports,
      `有程度为“${SEVERITIES.W.name}”的核查结果的报告数`,
    ),
    items: figureOfReports(
      facts,
      "需要说明的项数",
      unclear.length,
      `程度为“${SEVERITIES.W.name}”的核查结果项数，同一处差错引起的几项算一项`,
    ),
  };
  return [
    {
      heading: `${grade}报告有内容需要说明`,
      paragraphs: [
        text`${figures.reports}份报告有${figures.items}项内容需要说明或者确认，见附件“问题清单”，涉及${listBodies(facts, divisionNamesOf(unclear), NAMED_IN_TEXT)}。`,
      ],
    },
  ];
}

/** The divisions whose high rate of an indicator may be named, a sentence each. */
function writeHighRates(facts: BriefingFacts, { code, comparison, named }: Concern): Subsection[] {
  const grade = gradeOf(named.length, judgedBodiesOf(comparison).length);
  if (grade === null) return [];
  const shown = named.slice(0, NAMED_IN_TEXT);
  const rest = named.length - shown.length;
  return [
    {
      heading: `${grade}${nounOf(facts)}${INDICATORS[code].name}${VERDICTS.high_998.short}`,
      paragraphs: [
        text`${joinClauses(shown.map((body) => writeNamed(facts, code, body, comparison)))}${rest > 0 ? `其余${rest}个${nounOf(facts)}见附件。` : ""}${NO_VERDICT_ON_WORK}`,
      ],
    },
  ];
}

/** The divisions whose rates may come from how cases were sorted, a sentence each. */
function writeDoubts(facts: BriefingFacts, concerns: readonly Concern[]): Subsection[] {
  const clauses = concerns.flatMap(({ code, doubtful }) =>
    doubtful.map((doubt) => writeDoubt(code, doubt)),
  );
  const divisions = new Set(
    concerns.flatMap(({ doubtful }) => doubtful.map(({ body }) => body.code)),
  );
  const all = Math.max(0, ...concerns.map(({ comparison }) => comparison.bodies.length));
  const grade = gradeOf(divisions.size, all);
  if (grade === null) return [];
  return [
    {
      heading: `${grade}${nounOf(facts)}的归类或者统计口径有待核实`,
      paragraphs: [joinClauses(clauses)],
    },
  ];
}

/** How many lie beyond a limit without enough evidence to be named: 不掌握率显著偏高的1个. */
function writeUnnamed(facts: BriefingFacts, concerns: readonly Concern[]): Piece[] {
  const { year } = facts.choices.filters;
  const clauses = concerns.flatMap(({ code, watched, lowUnnamed }) => {
    const count = (side: string, value: number): (readonly Piece[])[] =>
      value === 0
        ? []
        : [
            text`${INDICATORS[code].name}${side}的${figureOfCount(
              `${year}年${INDICATORS[code].name}${side}而不点名的${nounOf(facts)}数`,
              value,
              {
                formula: `越过控制限，但按从严标准、考虑到同时比较多个${nounOf(facts)}后证据不足以点名的${nounOf(facts)}数`,
                reports: formatReports(facts, year),
                href: `/compare${formatSearch(facts.choices.filters, { indicator: code })}`,
              },
            )}个`,
          ];
    return [
      ...count(VERDICTS.high_998.short, watched.length),
      ...count(VERDICTS.low_998.short, lowUnnamed),
    ];
  });
  if (clauses.length === 0) return [];
  return text`另有${clauses.flatMap((clause, index) => (index === 0 ? clause : ["、", ...clause]))}${nounOf(facts)}，考虑到同时比较多个${nounOf(facts)}，证据不足以点名，继续关注。`;
}

/** Of whom nothing is said for want of cases: without it, silence would read as an all-clear. */
function writeUnjudged(facts: BriefingFacts, concerns: readonly Concern[]): Piece[] {
  const silent = concerns.filter(({ comparison }) => judgedBodiesOf(comparison).length === 0);
  const some = concerns.flatMap(({ code, comparison: { bodies } }) => {
    const count = bodies.filter(({ verdict }) => verdict === null || !isJudged(verdict)).length;
    return count > 0 && count < bodies.length ? [{ name: INDICATORS[code].name, count }] : [];
  });
  const [first] = some;
  const isOne =
    first !== undefined && some.length > 1 && some.every(({ count }) => count === first.count);
  const names =
    some.length === concerns.length ? "各项比率" : formatList(some.map(({ name }) => name));
  const unjudged = isOne
    ? `${names}均有${first.count}个${nounOf(facts)}件数过少，不作判断。`
    : `件数过少、不作判断的${nounOf(facts)}：${some.map(({ name, count }) => `${name}${count}个`).join("，")}。`;
  const sentences = [
    silent.length > 0
      ? `${formatList(silent.map(({ code }) => INDICATORS[code].name))}可判断的${nounOf(facts)}过少，未作比较。`
      : "",
    some.length > 0 ? unjudged : "",
  ].join("");
  return sentences === "" ? [] : [sentences];
}

function figureOfReports(
  facts: BriefingFacts,
  name: string,
  value: number,
  formula: string,
): Figure {
  const { filters } = facts.choices;
  return figureOfCount(`${filters.year}年度${name}`, value, {
    formula,
    reports: formatReports(facts, filters.year),
    href: `/checks${formatSearch(filters)}`,
  });
}

/** 2项（表三四项平衡1项、表四案件合计1项）: how many findings, of which checks, the most frequent first. */
function formatByCheck(findings: readonly BriefingFinding[]): string {
  const counts = new Map<string, number>();
  for (const { check_id } of findings) counts.set(check_id, (counts.get(check_id) ?? 0) + 1);
  const parts = [...counts].sort(
    (one, other) => other[1] - one[1] || one[0].localeCompare(other[0]),
  );
  const names = parts.map(([id, count]) => {
    const name = checkRuleOf(id)?.name ?? id;
    return parts.length === 1 ? name : `${name}${count}项`;
  });
  return `${findings.length}项（${names.join("、")}）`;
}
