import { INDICATORS } from "#domain/indicators/indicators";
import type { BriefingFacts, BriefingFinding } from "#domain/briefing/facts";
import { SEVERITIES } from "#domain/report/severity";
import { checkRuleOf } from "#domain/checks/rule-list";
import { TIMELINESS_RULES } from "#domain/checks/rules/timeliness";
import { cleanShareOf, NAMED_AT_MOST } from "#domain/comparison/coverage";
import { formatSearch } from "#domain/filters/address";
import { HIGH_LIMIT, type Verdict, VERDICTS } from "#domain/statistics/verdict";
import { formatPlainValue } from "#export/plain-table";
import { type Block, type Figure, type Piece, text } from "../briefing";
import { buildFunnelChart } from "../chart";
import { figureOfCount, formatReports } from "../figures";
import { formatDates, formatList, formatOrdinal, gradeOf, GRADES_MEANING } from "../wording";
import { concernsOf, writeConcern, writeConcernHeading } from "./concerns";
import { toParagraphs, writeCoverage } from "./overview";

const NAMED_IN_TEXT = 8;
export const isLate = ({ check_id, severity }: BriefingFinding): boolean =>
  severity === "E" && TIMELINESS_RULES.some(({ id }) => id === check_id);

/** A subsection of 存在问题; one that found nothing stands without its heading, after the others. */
interface Subsection {
  readonly found: boolean;
  readonly heading: readonly Piece[];
  readonly blocks: readonly Block[];
}

/** 存在问题: reporting, quality, then each indicator with the divisions beyond its limit; of the template issues, no comparison. */
export function writeProblems(facts: BriefingFacts): Block[] {
  const list = facts.choices.template === "issues";
  const concerns = list ? [] : concernsOf(facts);
  const matters = [
    writeReporting(facts),
    writeQuality(facts),
    ...concerns.map((concern): Subsection => ({
      found: concern.named.length > 0 || concern.doubtful.length > 0,
      heading: writeConcernHeading(concern),
      blocks: writeConcern(facts, concern),
    })),
  ];
  const found = matters.filter((matter) => matter.found);
  const others = matters.filter((matter) => !matter.found).flatMap(({ blocks }) => blocks);
  const [first] = concerns;
  const chart = first ? buildFunnelChart(facts, first) : null;
  return [
    ...(list ? [{ kind: "paragraph" as const, pieces: writeCoverage(facts) }] : []),
    ...found.flatMap(({ heading, blocks }, index) => [subheadingOf(index + 1, heading), ...blocks]),
    ...(others.length > 0 && found.length > 0
      ? [subheadingOf(found.length + 1, ["其他核查和比较情况"])]
      : []),
    ...others,
    ...(chart === null ? [] : [{ kind: "chart" as const, chart }]),
    ...(found.length === 0
      ? []
      : [{ kind: "paragraph" as const, pieces: text`${GRADES_MEANING}。` }]),
  ];
}

/** A heading of the second level: （一）… */
export function subheadingOf(number: number, pieces: readonly Piece[]): Block {
  return { kind: "heading", pieces: text`（${formatOrdinal(number)}）${pieces}` };
}

/** Divisions whose report is not loaded, and those that reported late. */
function writeReporting(facts: BriefingFacts): Subsection {
  const { due, reported, missing } = facts.coverage;
  const { late } = errorsOf(facts);
  const absentGrade = gradeOf(missing.length, due);
  const lateGrade = gradeOf(late.length, reported);
  const parts = [
    absentGrade === null ? "" : `${absentGrade}地区的年度报告未载入`,
    lateGrade === null ? "" : `${lateGrade}地区逾期公布年度报告`,
  ].filter(Boolean);
  const lateText =
    late.length === 0
      ? []
      : text`逾期公布的有${figureOfReports(facts, "逾期公布数", divisionNamesOf(late).length, "发布日期晚于法定期限的报告数")}个：${late
          .slice(0, NAMED_IN_TEXT)
          .map(({ division, message }) => `${division}，${formatDates(message)}`)
          .join(
            "；",
          )}${late.length > NAMED_IN_TEXT ? `；其余${late.length - NAMED_IN_TEXT}个见附件` : ""}。`;
  const names = formatList(
    missing.map(({ name }) => name),
    NAMED_IN_TEXT,
  );
  const absentText =
    missing.length === 0 || reported === 0
      ? writeCoverageOnce(facts)
      : text`未载入的有${figureOfReports(facts, "未载入数", missing.length, "应报而报告未载入的区划数")}个，为${names}${missing.length > NAMED_IN_TEXT ? "，名单见附件" : ""}，是否已经公布有待核实。`;
  return {
    found: parts.length > 0,
    heading: [parts.join("，")],
    blocks: toParagraphs([absentText, lateText]),
  };
}

/** The coverage, where no other part of the text tells it. */
function writeCoverageOnce(facts: BriefingFacts): Piece[] {
  const { template, sections } = facts.choices;
  return template === "issues" || sections.includes("overview") ? [] : writeCoverage(facts);
}

/** Reports with errors, and reports with something to explain. */
function writeQuality(facts: BriefingFacts): Subsection {
  const { wrong } = errorsOf(facts);
  const { reported } = facts.coverage;
  const unclear = facts.findings.filter(({ severity }) => severity === "W");
  const wrongReports = new Set(wrong.map(({ report_id }) => report_id)).size;
  const unclearReports = new Set(unclear.map(({ report_id }) => report_id)).size;
  const clean = cleanShareOf(facts.coverage);
  const grade = gradeOf(wrongReports, reported);
  const unclearGrade = gradeOf(unclearReports, reported);
  if (reported === 0) return { found: false, heading: [], blocks: [] };
  const names = formatList(divisionNamesOf(wrong), NAMED_IN_TEXT);
  const errorText =
    wrongReports === 0
      ? text`已载入的报告表格数字均未发现差错。`
      : text`${figureOfReports(facts, "有差错的报告数", wrongReports, "有程度为“差错”的核查结果（逾期除外）的报告数")}份报告有${figureOfReports(facts, "差错项数", wrong.length, "程度为“差错”的核查结果（逾期除外）项数")}项差错，涉及${names}，具体为${formatByCheck(wrong)}。`;
  const unclearText =
    unclear.length === 0
      ? []
      : text`另有${figureOfReports(facts, "需要说明的报告数", unclearReports, `有程度为“${SEVERITIES.W.name}”的核查结果的报告数`)}份报告的${figureOfReports(facts, "需要说明的项数", unclear.length, `程度为“${SEVERITIES.W.name}”的核查结果项数`)}项内容需要报告机关说明或者确认，涉及${formatList(divisionNamesOf(unclear), NAMED_IN_TEXT)}，具体为${formatByCheck(unclear)}。`;
  const cleanText =
    clean === null || clean === 1
      ? []
      : text`按办理件数计，${figureOfCleanShare(facts, clean)}出自数字未发现差错的报告（逾期公布不计）。`;
  return {
    found: grade !== null || unclearGrade !== null,
    heading: [grade === null ? `${unclearGrade ?? ""}报告有内容需要说明` : `${grade}报告存在差错`],
    blocks: toParagraphs([errorText, unclearText, cleanText]),
  };
}

/** The errors of all reports: those of being published late, and those in what a report says. */
function errorsOf({ findings }: BriefingFacts) {
  const errors = findings.filter(({ severity }) => severity === "E");
  return { late: errors.filter(isLate), wrong: errors.filter((finding) => !isLate(finding)) };
}

/** Names of the divisions of some findings, each once. */
function divisionNamesOf(findings: readonly BriefingFinding[]): string[] {
  return [...new Map(findings.map((each) => [each.division_code, each.division])).values()];
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

function figureOfCleanShare(facts: BriefingFacts, share: number) {
  const formula = "数字未发现差错的报告的办理结果总计 ÷ 全部已载入报告的办理结果总计";
  const figure = figureOfReports(facts, "未发现差错的报告所占办理件数", share, formula);
  return { ...figure, text: formatPlainValue(share, "share") };
}

/** 按期公布1项、合计2项: how many findings of each check, the most frequent first. */
function formatByCheck(findings: readonly BriefingFinding[]): string {
  const counts = new Map<string, number>();
  for (const { check_id } of findings) counts.set(check_id, (counts.get(check_id) ?? 0) + 1);
  return [...counts]
    .sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0]))
    .map(([id, count]) => `“${checkRuleOf(id)?.name ?? id}”${count}项`)
    .join("、");
}

interface Requirement {
  readonly heading: string;
  readonly pieces: readonly Piece[];
}

/** 下一步要求: only what the findings call for. */
export function writeRequirements(facts: BriefingFacts): Block[] {
  const found = [
    ...requireReports(facts),
    ...requireCorrections(facts),
    ...requireEarlier(facts),
    ...requireSamples(facts),
    ...requireVerification(facts),
  ];
  if (found.length === 0)
    return toParagraphs([
      text`${writeNothingFound(facts)}请继续按照《条例》第四十九条、第五十条的规定编制和公布年度报告。`,
    ]);
  return found.flatMap(({ heading, pieces }, index): Block[] => [
    subheadingOf(index + 1, [heading]),
    { kind: "paragraph", pieces },
  ]);
}

/** That nothing calls for an answer, of what was examined alone: no all-clear by want of power. */
function writeNothingFound(facts: BriefingFacts): string {
  const concerns = concernsOf(facts);
  const isCompared = concerns.some(({ comparison }) => comparison.funnel?.hasPower === true);
  const done = facts.choices.template === "topic" ? "" : "核查";
  const pending = listPending(facts);
  if (pending.length > 0) return `没有点名要求整改的地区，但尚有待核实的：${pending.join("；")}。`;
  if (isCompared)
    return `本次${done === "" ? "比较" : `${done}和比较`}没有发现需要整改、核实的事项。`;
  const silent = "可判断的地区过少，未作比较，不说明有无问题。";
  return done === "" ? silent : `本次${done}没有提出问题；${silent}`;
}

/** What is still open though no district is named for it, a clause each; with one of them there is no all-clear. */
function listPending(facts: BriefingFacts): string[] {
  const { findings, earlierFindings, coverage, comparisons } = facts;
  const isOpen = ({ severity }: BriefingFinding): boolean => severity !== "I";
  const open = [...findings, ...earlierFindings].filter(isOpen).length;
  const rates = comparisons.flatMap(({ code, comparison: { bodies } }) => {
    const count = (verdict: Verdict): number =>
      bodies.filter((body) => body.verdict === verdict).length;
    const sides = [
      { words: `高于${HIGH_LIMIT}`, count: count("high_998") },
      { words: VERDICTS.low_998.name, count: count("low_998") },
    ].filter((side) => side.count > 0);
    return sides.map(
      (side) => `${INDICATORS[code].name}有${side.count}个地区${side.words}，需要关注`,
    );
  });
  return [
    coverage.missing.length === 0 ? "" : `报告未载入的地区${coverage.missing.length}个`,
    open === 0 ? "" : `报告核查发现的事项${open}项`,
    ...rates,
  ].filter(Boolean);
}

function requireReports({ coverage, choices }: BriefingFacts): Requirement[] {
  if (coverage.missing.length === 0 || choices.template === "topic") return [];
  const names = formatList(
    coverage.missing.map(({ name }) => name),
    NAMED_AT_MOST,
  );
  return [
    {
      heading: "核实未载入的报告",
      pieces: text`请${names}核实${choices.filters.year}年度报告是否已经公布并反馈；尚未公布的，按照《条例》第四十九条、第五十条的规定编制并公布，未按要求公布的，依照《条例》第四十七条督促整改。`,
    },
  ];
}

function requireCorrections(facts: BriefingFacts): Requirement[] {
  if (facts.choices.template === "topic") return [];
  const { wrong, late } = errorsOf(facts);
  const unclear = facts.findings.filter(({ severity }) => severity === "W");
  const wrongNames = divisionNamesOf(wrong);
  const others = divisionNamesOf(unclear).filter((name) => !wrongNames.includes(name));
  const fix =
    wrongNames.length === 0
      ? ""
      : `请${formatList(wrongNames, NAMED_AT_MOST)}对照问题清单逐项核对原始台账，属于差错的更正并重新公布。`;
  const explain =
    others.length === 0 ? "" : `请${formatList(others, NAMED_AT_MOST)}对照问题清单逐项说明。`;
  const lateNames = formatList(divisionNamesOf(late), NAMED_AT_MOST);
  return [
    { heading: "核实报告内容", pieces: [fix, explain].filter(Boolean) },
    {
      heading: "说明逾期原因",
      pieces: late.length === 0 ? [] : text`请${lateNames}说明逾期公布的原因。`,
    },
  ].filter(({ pieces }) => pieces.length > 0);
}

/** What the checks of earlier reports found and nobody has settled: the letters request the same. */
function requireEarlier(facts: BriefingFacts): Requirement[] {
  if (facts.choices.template === "topic") return [];
  const open = facts.earlierFindings.filter(({ severity }) => severity !== "I");
  if (open.length === 0) return [];
  return [
    {
      heading: "核实往年报告",
      pieces: text`往年报告尚有${open.length}项核查发现没有核实，请${formatList(divisionNamesOf(open), NAMED_AT_MOST)}一并核实并反馈。`,
    },
  ];
}

/** Rates that may be low, or have moved, because cases were sorted otherwise. */
function requireVerification(facts: BriefingFacts): Requirement[] {
  const clauses = concernsOf(facts).flatMap(({ code, doubtful }) =>
    doubtful.length === 0
      ? []
      : [
          `${INDICATORS[code].name}方面为${formatList(
            doubtful.map(({ body }) => body.division),
            NAMED_AT_MOST,
          )}`,
        ],
  );
  if (clauses.length === 0) return [];
  return [
    {
      heading: "核实归类和统计口径",
      pieces: text`请比率${VERDICTS.low_998.short}或者疑改列其他情形的地区核实归类和统计口径有无变化并反馈：${clauses.join("；")}。`,
    },
  ];
}

function requireSamples(facts: BriefingFacts): Requirement[] {
  const clauses = concernsOf(facts)
    .filter(({ named }) => named.length > 0)
    .map(({ code, named }) => {
      const names = named.map(({ division }) => division);
      return `${INDICATORS[code].name}方面为${formatList(names, NAMED_AT_MOST)}`;
    });
  if (clauses.length === 0) return [];
  return [
    {
      heading: "抽查案卷",
      pieces: text`请比率高于${HIGH_LIMIT}、可以点名的地区按照附件所列超出件数抽查案卷，核实答复依据并反馈结果：${clauses.join("；")}。`,
    },
  ];
}
