import type { BriefingFacts, PlacedFinding } from "#domain/briefing/facts";
import { checkOf } from "#domain/checks/checks";
import { SEVERITIES } from "#domain/checks/check";
import { TIMELINESS_CHECKS } from "#domain/checks/timeliness";
import { cleanShare } from "#domain/comparison/coverage";
import { searchWith } from "#domain/filters/address";
import { text, type Block, type Figure, type Piece } from "../briefing";
import { countFigure, reportsInWords } from "../figures";
import { printed } from "../plain-table";
import { datesInWords, graded, listed } from "../wording";
import { asParagraphs } from "./overview";
import { coverageText } from "./coverage";

const NAMED_IN_TEXT = 8;
const isLate = ({ check_id, severity }: PlacedFinding): boolean =>
  severity === "E" && TIMELINESS_CHECKS.some(({ id }) => id === check_id);

/** Findings that a report is late, and those that its figures are wrong. */
export function errorsOf({ findings }: BriefingFacts) {
  const errors = findings.filter(({ severity }) => severity === "E");
  return { late: errors.filter(isLate), wrong: errors.filter((finding) => !isLate(finding)) };
}

/** The districts of some findings, each once. */
export function divisionsOf(findings: readonly PlacedFinding[]): string[] {
  return [...new Map(findings.map((each) => [each.division_code, each.division])).values()];
}

function counted(facts: BriefingFacts, name: string, value: number, formula: string): Figure {
  const { filters } = facts.choices;
  return countFigure(`${filters.year}年度${name}`, value, {
    formula,
    reports: reportsInWords(facts, filters.year),
    href: `/checks${searchWith(filters)}`,
  });
}

/** One thing looked into: whether something was found, in a heading and in full. */
export interface Matter {
  readonly found: boolean;
  readonly heading: readonly Piece[];
  readonly blocks: readonly Block[];
}

/** Who has not reported, or too late. */
export function reporting(facts: BriefingFacts): Matter {
  const { due, reported, missing } = facts.coverage;
  const { late } = errorsOf(facts);
  const absent = graded(missing.length, due);
  const tardy = graded(late.length, reported);
  const parts = [
    absent === null ? "" : `${absent}地区未报送年度报告`,
    tardy === null ? "" : `${tardy}地区逾期公布年度报告`,
  ].filter(Boolean);
  const lateText =
    late.length === 0
      ? []
      : text`逾期公布的有${counted(facts, "逾期公布数", divisionsOf(late).length, "发布日期晚于法定期限的报告数")}个：${late
          .slice(0, NAMED_IN_TEXT)
          .map(({ division, message }) => `${division}，${datesInWords(message)}`)
          .join(
            "；",
          )}${late.length > NAMED_IN_TEXT ? `；其余${late.length - NAMED_IN_TEXT}个见附件` : ""}。`;
  const names = listed(
    missing.map(({ name }) => name),
    NAMED_IN_TEXT,
  );
  const absentText =
    missing.length === 0 || reported === 0
      ? coverageText(facts)
      : text`未报送的有${counted(facts, "缺报数", missing.length, "应报而没有载入报告的区划数")}个，为${names}${missing.length > NAMED_IN_TEXT ? "，名单见附件" : ""}。`;
  return {
    found: parts.length > 0,
    heading: [parts.join("，")],
    blocks: asParagraphs([absentText, lateText]),
  };
}

/** Reports whose figures do not hold, or must be explained. */
export function quality(facts: BriefingFacts): Matter {
  const { wrong } = errorsOf(facts);
  const { reported } = facts.coverage;
  const asked = facts.findings.filter(({ severity }) => severity === "W");
  const wrongReports = new Set(wrong.map(({ report_id }) => report_id)).size;
  const askedReports = new Set(asked.map(({ report_id }) => report_id)).size;
  const clean = cleanShare(facts.coverage);
  const grade = graded(wrongReports, reported);
  const toAsk = graded(askedReports, reported);
  if (reported === 0) return { found: false, heading: [], blocks: [] };
  const names = listed(divisionsOf(wrong), NAMED_IN_TEXT);
  const errorText =
    wrongReports === 0
      ? text`已有报告的表格数字均未发现差错。`
      : text`${counted(facts, "有差错的报告数", wrongReports, "有程度为“差错”的核查结果（逾期除外）的报告数")}份报告有${counted(facts, "差错项数", wrong.length, "程度为“差错”的核查结果（逾期除外）项数")}项差错，涉及${names}，具体为${byCheck(wrong)}。`;
  const askedText =
    asked.length === 0
      ? []
      : text`另有${counted(facts, "需要说明的报告数", askedReports, `有程度为“${SEVERITIES.W.name}”的核查结果的报告数`)}份报告的${counted(facts, "需要说明的项数", asked.length, `程度为“${SEVERITIES.W.name}”的核查结果项数`)}项内容需要报告机关说明或者确认，涉及${listed(divisionsOf(asked), NAMED_IN_TEXT)}，具体为${byCheck(asked)}。`;
  const cleanText =
    clean === null
      ? []
      : text`按办理件数计，${cleanFigure(facts, clean)}出自数字未发现差错的报告（逾期公布不计）。`;
  return {
    found: grade !== null || toAsk !== null,
    heading: [grade === null ? `${toAsk ?? ""}报告有内容需要说明` : `${grade}报告存在差错`],
    blocks: asParagraphs([errorText, askedText, cleanText]),
  };
}

function cleanFigure(facts: BriefingFacts, share: number) {
  const formula = "数字未发现差错的报告的办理结果总计 ÷ 全部已有报告的办理结果总计";
  const figure = counted(facts, "未发现差错的报告所占办理件数", share, formula);
  return { ...figure, text: printed(share, "share") };
}

/** 按期公布1项、合计2项: how many findings of each check, the most frequent first. */
function byCheck(findings: readonly PlacedFinding[]): string {
  const counts = new Map<string, number>();
  for (const { check_id } of findings) counts.set(check_id, (counts.get(check_id) ?? 0) + 1);
  return [...counts]
    .sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0]))
    .map(([id, count]) => `“${checkOf(id)?.name ?? id}”${count}项`)
    .join("、");
}
