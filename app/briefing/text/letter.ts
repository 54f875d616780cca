import { type IndicatorCode, INDICATORS } from "#domain/indicators/indicators";
import type { BriefingFacts, BriefingFinding } from "#domain/briefing/facts";
import { formatDay } from "#domain/briefing/masthead";
import type { Letter } from "#domain/briefing/templates";
import { formatGroupArea } from "#domain/comparison/comparison-title";
import type { JudgedBody } from "#domain/comparison/judged-body";
import { formatRequest } from "#domain/checks/engine";
import { DIVISION_KINDS } from "#domain/report/body";
import { groupSlips, type Slip } from "#domain/checks/slips";
import { isNameable } from "#domain/statistics/funnel";
import { text, type Block, type Figure, type Piece, toParagraphs } from "../briefing";
import { figureOfBody, formatSubstitution } from "../figures";
import { formatPlainValue } from "#export/plain-table";
import {
  formatConsequences,
  formatDates,
  formatList,
  joinClauses,
  missingReportRequest,
  nounOf,
} from "../wording";
import { concernsOf, isOutcomeRate, NO_VERDICT_ON_WORK, writeNamed } from "./concerns";
import { isLateness, isOpen, openEarlier } from "./findings";
import { countSamples, describeCases, formatDeadline, writeContact } from "./requirements";

/** What the body that a letter goes to is called; its code where no name is known. */
export function recipientNameOf({ choices, coverage, sources }: BriefingFacts): string {
  const { bodyCode } = choices;
  return (
    sources.findLast(({ code }) => code === bodyCode)?.division ??
    coverage.missing.find(({ code }) => code === bodyCode)?.name ??
    bodyCode ??
    ""
  );
}

/** Who should have published a report: the division, or its office where reports of offices alone were chosen. */
function reporterOf(facts: BriefingFacts): string {
  const { bodyCode } = facts.choices;
  const name = recipientNameOf(facts);
  if (!isOfficeOnly(facts)) return name;
  const earlier = facts.sources.findLast(({ code }) => code === bodyCode);
  return earlier?.body ?? `${name}人民政府办公室`;
}

/** Whether the reports chosen are those of offices about themselves alone. */
function isOfficeOnly({ choices: { filters } }: BriefingFacts): boolean {
  return filters.scope === "organ" && filters.kind === "office";
}

/** Whether what was chosen is called by its division and not by a name of its own, as a department is. */
function isSpokenForByDivision({ choices: { filters } }: BriefingFacts): boolean {
  return DIVISION_KINDS.includes(filters.kind);
}

/** Whom a letter about a report that is not loaded goes to, by the kind of report. */
export function usualRecipientOf(facts: BriefingFacts): string {
  if (!isSpokenForByDivision(facts)) return recipientNameOf(facts);
  return isOfficeOnly(facts) ? reporterOf(facts) : `${recipientNameOf(facts)}人民政府`;
}

export function ownReportOf({ sources, choices }: BriefingFacts) {
  return sources.find(
    ({ code, year }) => code === choices.bodyCode && year === choices.filters.year,
  );
}

/** What a letter may ask its recipient about. */
export interface Matters {
  readonly isMissing: boolean;
  /** That the report of the year was published late. */
  readonly late: readonly BriefingFinding[];
  /** Everything else that the checks ask about the report of the year, then about earlier ones. */
  readonly content: readonly BriefingFinding[];
  readonly earlier: readonly BriefingFinding[];
  /** High rates that may be named, with the case files to examine. */
  readonly named: readonly Outlier[];
  /** Other rates beyond a limit that survive the correction for comparing many: an explanation is asked for. */
  readonly outlying: readonly Outlier[];
}

interface Outlier {
  readonly code: IndicatorCode;
  readonly body: JudgedBody;
  readonly pieces: readonly Piece[];
}

/**
 * What is to be asked of the body chosen.
 * @param concerns those of the facts, which are the same whichever body is chosen
 */
export function findMatters(facts: BriefingFacts, concerns = concernsOf(facts)): Matters {
  const { bodyCode } = facts.choices;
  const isOwn = (finding: BriefingFinding): boolean => finding.code === bodyCode && isOpen(finding);
  const own = facts.findings.filter(isOwn);
  const named = concerns.flatMap(({ code, comparison, named: bodies }) =>
    bodies
      .filter((body) => body.code === bodyCode)
      .map((body): Outlier => ({
        code,
        body,
        pieces: text`${writeNamed(facts, code, body, comparison)}。请抽查不少于${String(countSamples(body))}件${describeCases(code)}案卷，核实答复依据。${NO_VERDICT_ON_WORK}`,
      })),
  );
  return {
    isMissing: ownReportOf(facts) === undefined,
    late: own.filter(isLateness),
    content: own.filter((finding) => !isLateness(finding)),
    earlier: openEarlier(facts).filter(isOwn),
    named,
    outlying: findOutlying(facts, named),
  };
}

/** The rates beyond a limit, high or low, that may be named and are not among the concerns. */
function findOutlying(facts: BriefingFacts, named: readonly Outlier[]): Outlier[] {
  return facts.comparisons.flatMap(({ code, comparison }) => {
    if (named.some((each) => each.code === code)) return [];
    return comparison.bodies
      .filter((body) => body.code === facts.choices.bodyCode && isNameable(body))
      .map((body): Outlier => ({
        code,
        body,
        pieces: text`${INDICATORS[code].name}${figureOfValue(code, body)}（${formatPlainValue(body.numerator, "count")}件／${formatPlainValue(body.denominator, "count")}件），显著${body.verdict === "low_998" ? "低" : "高"}于${formatGroupArea(comparison)}其余${nounOf(facts)}的${formatPlainValue(body.target, "share")}。请说明${isOutcomeRate(code) ? "办理结果归类和统计口径" : "统计口径"}有无不同；比率高低本身不说明办理是否妥当。`,
      }));
  });
}

function figureOfValue(code: IndicatorCode, body: JudgedBody): Figure {
  return figureOfBody(body, code, {
    name: "",
    text: formatPlainValue(body.value, INDICATORS[code].format),
    value: body.value,
    formula: formatSubstitution(INDICATORS[code], body),
  });
}

/** The letters that there is something to ask in. */
export function lettersDue({
  isMissing,
  late,
  content,
  earlier,
  named,
  outlying,
}: Matters): Letter[] {
  const due: readonly (readonly [Letter, boolean])[] = [
    ["reminder", isMissing],
    ["lateness", late.length > 0],
    ["correction", content.length + earlier.length + named.length + outlying.length > 0],
  ];
  return due.flatMap(([letter, isDue]) => (isDue ? [letter] : []));
}

/** What each letter says; where it has nothing to ask, that. */
const LETTER_WRITERS: Readonly<
  Record<Letter, (facts: BriefingFacts, matters: Matters) => Block[]>
> = {
  reminder: writeReminder,
  lateness: writeLatenessLetter,
  correction: writeCorrection,
};

/** The text of the letter chosen. */
export function writeRequest(facts: BriefingFacts): Block[] {
  const { letter } = facts.choices;
  const matters = findMatters(facts);
  if (letter === null || !lettersDue(matters).includes(letter))
    return toParagraphs([text`没有需要就此发函的事项。`]);
  return LETTER_WRITERS[letter](facts, matters);
}

function writeReminder(facts: BriefingFacts): Block[] {
  const { year } = facts.choices.filters;
  const { bodyCode } = facts.choices;
  const confirmed = facts.coverage.missing.find(({ code }) => code === bodyCode)?.confirmed ?? null;
  const report = isOfficeOnly(facts) ? "本机关报告" : "报告";
  const known =
    confirmed === null
      ? `截至${formatDay(facts.loadedOn)}，${reporterOf(facts)}${year}年度${report}在汇总系统中未载入，是否已经公布有待核实。`
      : confirmed.withdrawn !== null
        ? `经${confirmed.by}于${formatDay(confirmed.date)}核实（依据：${confirmed.source}），${reporterOf(facts)}公布的${year}年度${report}已于${formatDay(confirmed.withdrawn)}撤下（原因：${confirmed.reason}），截至${formatDay(facts.loadedOn)}没有载入重新公布的报告。`
        : `经${confirmed.by}于${formatDay(confirmed.date)}核实（依据：${confirmed.source}），${reporterOf(facts)}未公布${year}年度${report}（原因：${confirmed.reason}）。`;
  return toParagraphs([
    text`《中华人民共和国政府信息公开条例》（以下简称《条例》）第四十九条、第五十条规定了政府信息公开工作年度报告的公布期限和内容。${known}`,
    text`${missingReportRequest(year, confirmed).request}${confirmed?.withdrawn ? "" : "，并说明原因"}。请于${formatDeadline(facts)}书面反馈${writeContact(facts)}。`,
  ]);
}

function writeLatenessLetter(facts: BriefingFacts, { late }: Matters): Block[] {
  const { year } = facts.choices.filters;
  return toParagraphs([
    text`根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第四十九条规定的期限，对${recipientNameOf(facts)}${year}年度政府信息公开工作年度报告的公布时间进行了核查：${joinClauses(late.map(({ message }) => [formatDates(message)]))}`,
    text`请于${formatDeadline(facts)}书面说明逾期的原因和整改情况；页面所示日期因网站迁移、重新发布等改变的，请提供原发布日期及其证明材料${writeContact(facts)}。`,
  ]);
}

/** A numbered request for each finding, then for each rate; a letter about the only report has no rate to compare. */
function writeCorrection(facts: BriefingFacts, matters: Matters): Block[] {
  const { content, earlier, named, outlying } = matters;
  const asked = yearsAsked(facts, matters);
  const yearOf = (year: number): string => (asked.length === 1 ? "" : `${year}年度报告：`);
  const slips = groupSlips([...content, ...earlier]);
  const heads = slips.map(({ head }) => head);
  const requests: readonly (readonly Piece[])[] = [
    ...slips.map(
      (slip, index) =>
        text`${yearOf(slip.head.year)}${writeSlip(slip, referToBasis(heads, index))}`,
    ),
    ...[...named, ...outlying].map(({ pieces }) => pieces),
  ];
  const isWrong = content.length + earlier.length > 0;
  const years = formatList(asked.map((each) => `${each}年度`));
  return toParagraphs([
    text`根据《中华人民共和国政府信息公开条例》${isWrong ? "（以下简称《条例》）" : ""}的有关规定，对${recipientNameOf(facts)}${years}政府信息公开工作年度报告进行了核查${named.length + outlying.length > 0 ? `，并与同级${nounOf(facts)}作了比较` : ""}，有下列${requests.length > 1 ? `${requests.length}项` : "情况"}需要核实：`,
    ...requests.map(
      (pieces, index) => text`${requests.length > 1 ? `${index + 1}.` : ""}${pieces}`,
    ),
    text`${isWrong ? "请逐项核对原始台账，属于差错的更正并重新公布，不属于差错的说明理由，" : "请将核实情况"}于${formatDeadline(facts)}书面反馈${writeContact(facts)}。`,
  ]);
}

/** What is asked about one slip: the question of its first finding, and what else it puts out of balance. */
function writeSlip({ head, consequences }: Slip<BriefingFinding>, basisOf: string): string {
  const whole = basisOf === "" ? head.question : `${formatOwn(head)}${basisOf}`;
  const question = writeOnOneLine(
    head.nearest === null ? whole : whole.replace(head.nearest, quoteFirst(head.nearest)),
  );
  return `${question}${formatConsequences(consequences.map(({ message }) => message))}`;
}

/** Characters of a report that a letter quotes: enough to find the place. */
const QUOTED = 30;

/** Of quotations parted by 、 or ；the beginning of the first, and how many there are: a letter has room for no more. */
function quoteFirst(quotations: string): string {
  const [first = "", ...others] = quotations.split(/(?<=”)(?:、|；[^“]*)(?=“)/u);
  const [, before = "", quoted = ""] = /^([^“]*“)([\s\S]*)”$/u.exec(first) ?? [];
  const words = quoted.replace(/……$/u, "");
  const short = words.length > QUOTED ? `${before}${words.slice(0, QUOTED)}……”` : first;
  return others.length === 0 ? short : `${short}等${others.length + 1}处`;
}

/** A request without its basis. */
function formatOwn({ check_id: check, message, nearest }: BriefingFinding): string {
  return formatRequest({ check, message, nearest }, { withBasis: false });
}

/** Which earlier one of some findings rests on the same basis, in words; '' for the first to state it. */
function referToBasis(findings: readonly BriefingFinding[], index: number): string {
  const finding = findings[index];
  if (finding === undefined || finding.question === formatOwn(finding)) return "";
  const first = findings.findIndex(({ check_id }) => check_id === finding.check_id);
  return first < index ? `依据同第${first + 1}项。` : "";
}

/** A text on one line, though it quotes several of a report. */
function writeOnOneLine(question: string): string {
  return formatDates(question).replaceAll(/\s*\n\s*/gu, "");
}

/** The years of the reports that a letter of correction asks about, the earliest first. */
function yearsAsked(
  { choices: { filters } }: BriefingFacts,
  { content, earlier, named, outlying }: Matters,
): number[] {
  const isOwn = content.length + named.length + outlying.length > 0 || earlier.length === 0;
  const years = new Set([...earlier.map(({ year }) => year), ...(isOwn ? [filters.year] : [])]);
  return [...years].sort((one, other) => one - other);
}

/** The year that a letter is about, in words: of earlier reports alone their years, up to two by number. */
export function letterYears(facts: BriefingFacts): string {
  const { letter, filters } = facts.choices;
  const own = `${filters.year}年度`;
  if (letter !== "correction") return own;
  const years = yearsAsked(facts, findMatters(facts));
  if (years.includes(filters.year)) return own;
  return years.length > 2 ? "往年" : formatList(years.map((each) => `${each}年度`));
}

/** What a letter is about, for its title. */
export function letterSubject(facts: BriefingFacts): readonly string[] {
  const { letter, filters } = facts.choices;
  const { year } = filters;
  switch (letter) {
    case "reminder":
      return [`关于核实${year}年度政府信息公开工作`, "年度报告公布情况的函"];
    case "lateness":
      return [`关于说明${year}年度政府信息公开工作`, "年度报告逾期公布情况的函"];
    case "correction": {
      return [`关于核实${letterYears(facts)}政府信息公开工作`, "年度报告有关内容的函"];
    }
    case null:
      return [`关于核实${year}年度政府信息公开工作`, "年度报告有关内容的函"];
  }
}
