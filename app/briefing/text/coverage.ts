import type { BriefingFacts } from "#domain/briefing/facts";
import { NAMED_AT_MOST } from "#domain/comparison/coverage";
import { searchWith } from "#domain/filters/address";
import { LEVELS } from "#domain/report/division";
import { SCOPES } from "#domain/report/scope";
import { text, type Piece } from "../briefing";
import { countFigure, reportsInWords } from "../figures";
import { printed } from "../plain-table";
import { listed } from "../wording";

/** Who the briefing is about: 县级人民政府, or another kind of body. */
export function groupInWords({ choices }: BriefingFacts): string {
  const { level, scope } = choices.filters;
  return `${LEVELS[level]}${SCOPES[scope].name}年度报告`;
}

/** Who was due, who has reported, who is missing: always in the text. */
export function coverageText(facts: BriefingFacts): Piece[] {
  const { coverage, choices } = facts;
  const { due, reported, missing } = coverage;
  const { year } = choices.filters;
  const how = {
    formula: `区划名录中${year}年存在的${LEVELS[choices.filters.level]}区划数，与其中已载入报告的区划数`,
    reports: reportsInWords(facts, year),
    href: `/checks${searchWith(choices.filters)}`,
  };
  if (due === 0) return text`所选范围内没有应当编制${groupInWords(facts)}的地区。`;
  const dueFigure = countFigure(`${year}年度应报数`, due, how);
  if (reported === 0)
    return text`${year}年度应报${dueFigure}个，截至数据截止日期均未报送，以下各项数字无法计算。`;
  const reportedFigure = countFigure(`${year}年度已报数`, reported, how);
  if (missing.length === 0)
    return text`${year}年度应报${dueFigure}个，已有报告${reportedFigure}个，全部报送。`;
  const rate = {
    ...countFigure(`${year}年度报送率`, reported / due, how),
    text: printed(reported / due, "share"),
    formula: `已报${reported}个 ÷ 应报${due}个`,
  };
  const lacking = countFigure(`${year}年度缺报数`, missing.length, how);
  const names = listed(
    missing.map(({ name }) => name),
    NAMED_AT_MOST,
  );
  return text`${year}年度应报${dueFigure}个，已有报告${reportedFigure}个，报送率${rate}；缺报${lacking}个，为${names}。以下合计数均不含缺报地区。`;
}
