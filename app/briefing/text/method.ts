import type { BriefingFacts } from "#domain/briefing/facts";
import { formatDay } from "#domain/briefing/masthead";
import {
  formatChosen,
  formatGroupArea,
  formatYardstick,
} from "#domain/comparison/comparison-title";
import { formatLeftOut } from "#domain/comparison/outcome-years";
import { CHANGE_KINDS_MEANING } from "#domain/indicators/group-change";
import { INDICATORS } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import { SCOPES } from "#domain/report/body";
import { explainFalseAlarms, formatFalseAlarms, PROMISES } from "#domain/statistics/funnel";
import { NAMING_LEVEL, RATE_FLOOR, VERDICTS } from "#domain/statistics/verdict";
import { type Block, type Piece, text, toParagraphs } from "../briefing";
import { formatReports } from "../figures";
import { formatList, GRADES_MEANING, nounOf } from "../wording";
import { concernsOf } from "./concerns";
import { writeRuleChanges } from "./overview";

/** 有关说明: where the figures are from, what the words mean, how bodies are compared and what the law moved. */
export function writeMethod(facts: BriefingFacts): Block[] {
  const { choices, loadedOn } = facts;
  const { year, scope } = choices.filters;
  return toParagraphs([
    text`1.数字来源。各项数字取自${formatReports(facts, year)}、${formatReports(facts, choices.base)}，数据截至${formatDay(loadedOn)}，范围为${SCOPES[scope].name}（${SCOPES[scope].meaning}）。报告未载入的地区不计入合计；报告印出的数字不作改动。每个数字的算法、单元格和报告，见另存的数字依据。${writeLeftOut(facts)}`,
    text`2.指标。${choices.indicators.map((code) => explainIndicator(INDICATORS[code])).join("")}`,
    text`3.用语。${GRADES_MEANING}。与对比年度相比，${CHANGE_KINDS_MEANING}。`,
    writeComparison(facts),
    writeLaws(facts),
  ]);
}

/** Changes of law and of the form between the years told; empty where there are none. */
function writeLaws(facts: BriefingFacts): Piece[] {
  const changes = writeRuleChanges(facts);
  return changes.length === 0 ? [] : text`5.法律和格式的变化。${changes.flat()}`;
}

/** What the composition of the outcomes leaves out; empty where nothing. */
function writeLeftOut({ choices, mix }: BriefingFacts): string {
  const years = [choices.base, choices.filters.year];
  const words = formatLeftOut(mix.filter(({ year }) => years.includes(year)));
  return words === undefined ? "" : `${words}。`;
}

/** 不掌握率指…；包含…。 What it is, and what must be known before it is quoted. */
function explainIndicator(indicator: Indicator): string {
  const { name, meaning, caveat = "" } = indicator;
  return `${name}指${meaning}${caveat === "" ? "。" : `；${caveat}`}`;
}

/** How a rate is called high or low, and what chance alone would give; empty where nothing is compared. */
function writeComparison(facts: BriefingFacts): Piece[] {
  const compared = concernsOf(facts).flatMap(({ code, comparison }) =>
    comparison.funnel?.hasPower === true ? [{ code, comparison, funnel: comparison.funnel }] : [],
  );
  const [first] = compared;
  if (!first) return [];
  const high = compared.filter(({ code }) => INDICATORS[code].concern !== "low");
  const bases = [...new Set(high.map(({ funnel }) => explainFalseAlarms(funnel)).filter(Boolean))];
  const chances = high.map(
    ({ code, funnel }) => `${INDICATORS[code].name}${formatFalseAlarms(funnel)}个`,
  );
  const chance =
    chances.length === 0
      ? ""
      : `单凭偶然，${formatGroupArea(first.comparison)}预计越过上限的：${formatList(chances)}${bases.length === 0 ? "" : `（${bases.join("；")}）`}。`;
  return text`4.比较方法。各地的比率${formatYardstick(first.comparison)}，件数不足${RATE_FLOOR}件的不作判断。${formatChosen(first.comparison)}“${VERDICTS.high_998.short}”“${VERDICTS.low_998.short}”指越过99.8%控制限；点名的，是按从严标准、考虑到同时比较多个${nounOf(facts)}（Benjamini–Hochberg校正，校正后的概率不超过${NAMING_LEVEL}）以后仍然成立的，校正后不成立的只作关注，不点名；只越过95%控制限的不列。${chance}没有${nounOf(facts)}真正突出时，约${PROMISES.namedIfNormal * 100}%的比较仍会误点至少一个${nounOf(facts)}，各地真实比率明显偏斜的可达${PROMISES.namedIfSkewed * 100}%。超出件数为实际件数减去按${formatGroupArea(first.comparison)}其余${nounOf(facts)}的合计比率应有的件数。`;
}
