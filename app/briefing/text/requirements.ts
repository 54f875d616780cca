import type { BriefingFacts } from "#domain/briefing/facts";
import { briefingTemplate } from "#domain/briefing/templates";
import { formatField } from "#domain/briefing/masthead";
import { groupMissing, NAMED_AT_MOST } from "#domain/comparison/coverage";
import { type IndicatorCode, INDICATORS } from "#domain/indicators/indicators";
import { VERDICTS } from "#domain/statistics/verdict";
import { type Block, type Piece, text, toParagraphs } from "../briefing";
import { formatList, listBodies, nounOf, writeUnderHeading } from "../wording";
import { concernsOf, type NamedBody } from "./concerns";
import { divisionNamesOf, headsOf, isOpen, openEarlier, sortFindings } from "./findings";

interface Requirement {
  readonly heading: string;
  readonly pieces: readonly Piece[];
}

/** 工作要求: only what the findings call for, by the deadline of the document. */
export function writeRequirements(facts: BriefingFacts): Block[] {
  const found = [
    ...requireReports(facts),
    ...requireSamples(facts),
    ...requireCorrections(facts),
    ...requireExplanations(facts),
    ...requireVerification(facts),
  ];
  if (found.length === 0)
    return toParagraphs([
      text`${writeNothingFound(facts)}请继续按照《条例》第四十九条、第五十条的规定编制和公布年度报告。`,
    ]);
  return [
    ...found.flatMap(({ heading, pieces }, index) =>
      writeUnderHeading(index + 1, heading, [pieces]),
    ),
    ...toParagraphs([
      text`请有关${nounOf(facts)}于${formatDeadline(facts)}书面反馈${writeContact(facts)}。`,
    ]),
  ];
}

/** 2026年12月31日前, or the blank to fill in; papers for the desk set no deadline. */
export function formatDeadline({ choices }: BriefingFacts): string {
  return `${formatField(choices.masthead, "deadline")}前`;
}

/** （联系人：…，联系电话：…）: documents that are sent say where to turn; empty in the others. */
export function writeContact({ choices }: BriefingFacts): string {
  const { template, masthead } = choices;
  if (briefingTemplate(template).heading === undefined) return "";
  return `（联系人：${formatField(masthead, "contact")}，联系电话：${formatField(masthead, "phone")}）`;
}

/** That nothing calls for an answer, of what was examined alone: no all-clear by want of power. */
function writeNothingFound(facts: BriefingFacts): string {
  const concerns = concernsOf(facts);
  const isCompared = concerns.some(({ comparison }) => comparison.funnel?.hasPower === true);
  const isChecked = facts.choices.template !== "topic";
  const pending = listPending(facts);
  if (pending.length > 0)
    return `没有点名要求整改的${nounOf(facts)}，但尚有待核实的：${pending.join("；")}。`;
  if (isCompared) return `本次${isChecked ? "核查和比较" : "比较"}没有发现需要整改、核实的事项。`;
  const silent = `可判断的${nounOf(facts)}过少，未作比较，不说明有无问题。`;
  return isChecked ? `本次核查没有提出问题；${silent}` : silent;
}

/** What is still open though no district is named for it, a clause each; with one of them there is no all-clear. */
function listPending(facts: BriefingFacts): string[] {
  const { findings, coverage } = facts;
  const open = headsOf([...findings.filter(isOpen), ...openEarlier(facts)]).length;
  const rates = concernsOf(facts).flatMap(({ code, named, watched, doubtful, lowUnnamed }) => {
    const sides = [
      { words: VERDICTS.high_998.short, count: named.length + watched.length },
      {
        words: VERDICTS.low_998.short,
        count: doubtful.filter(({ isLow }) => isLow).length + lowUnnamed,
      },
    ].filter((side) => side.count > 0);
    return sides.map(
      (side) =>
        `${INDICATORS[code].name}${side.words}的有${side.count}个${nounOf(facts)}，证据不足以点名，需要关注`,
    );
  });
  return [
    ...groupMissing(coverage.missing).map(
      ({ name, bodies }) => `报告${name}的${nounOf(facts)}${bodies.length}个`,
    ),
    open === 0 ? "" : `报告核查发现的事项${open}项`,
    ...rates,
  ].filter(Boolean);
}

function requireReports(facts: BriefingFacts): Requirement[] {
  const { coverage, choices } = facts;
  if (coverage.missing.length === 0 || choices.template === "topic") return [];
  const { year } = choices.filters;
  return groupMissing(coverage.missing).map(({ bodies, isConfirmed }) => {
    const names = listBodies(
      facts,
      bodies.map(({ name }) => name),
      NAMED_AT_MOST,
    );
    return isConfirmed
      ? {
          heading: "公布尚未公布的报告",
          pieces: text`请${names}按照《条例》规定编制并公布${year}年度报告。`,
        }
      : {
          heading: "核实未载入的报告",
          pieces: text`请${names}核实${year}年度报告是否已经公布；尚未公布的，按照《条例》规定编制并公布。`,
        };
  });
}

function requireSamples(facts: BriefingFacts): Requirement[] {
  const sentences = concernsOf(facts).flatMap(({ code, named }) =>
    named.length === 0
      ? []
      : [
          `请${formatList(named.map(({ division }) => division))}${named.length > 1 ? "分别" : ""}抽查不少于${named
            .map((body) => `${countSamples(body)}件`)
            .join("、")}的${describeCases(code)}案卷，核实答复依据是否充分。`,
        ],
  );
  return sentences.length === 0 ? [] : [{ heading: "抽查案卷", pieces: sentences }];
}

/** How many case files to examine: as many as are above what the others' rate would give. */
export function countSamples({ excess }: NamedBody): number {
  return Math.max(1, Math.round(excess));
}

/** What the cases of an indicator are: “本机关不掌握”. */
export function describeCases(code: IndicatorCode): string {
  return `“${INDICATORS[code].numerator.name}”`;
}

function requireCorrections(facts: BriefingFacts): Requirement[] {
  if (facts.choices.template === "topic") return [];
  const { wrong } = sortFindings(facts);
  if (wrong.length === 0) return [];
  return [
    {
      heading: "更正差错",
      pieces: text`请${listBodies(facts, divisionNamesOf(wrong), NAMED_AT_MOST)}对照问题清单逐项核对原始台账，属于差错的更正并重新公布，不属于差错的说明理由。`,
    },
  ];
}

function requireExplanations(facts: BriefingFacts): Requirement[] {
  if (facts.choices.template === "topic") return [];
  const { late, unclear } = sortFindings(facts);
  const earlier = headsOf(openEarlier(facts));
  const nameAll = (findings: typeof late) =>
    listBodies(facts, divisionNamesOf(findings), NAMED_AT_MOST);
  const clauses = [
    late.length > 0 ? `${nameAll(late)}说明逾期公布的原因` : "",
    unclear.length > 0 ? `${nameAll(unclear)}对照问题清单逐项说明` : "",
    earlier.length > 0
      ? `${nameEarlier(facts, divisionNamesOf(earlier))}核实往年报告尚未核实的${earlier.length}项内容`
      : "",
  ].filter(Boolean);
  if (clauses.length === 0) return [];
  return [
    {
      heading: "说明有关情况",
      pieces: text`请${clauses.join("；请")}。`,
    },
  ];
}

/** Those asked about earlier reports: of so many that a list would repeat the annex, only where they stand. */
function nameEarlier(facts: BriefingFacts, names: readonly string[]): string {
  return names.length > NAMED_AT_MOST
    ? `附件“问题清单”所列的${names.length}个${nounOf(facts)}`
    : `${formatList(names)}对照问题清单`;
}

/** Rates that may be low, or have moved, because cases were sorted otherwise. */
function requireVerification(facts: BriefingFacts): Requirement[] {
  const names = [
    ...new Set(
      concernsOf(facts).flatMap(({ doubtful }) => doubtful.map(({ body }) => body.division)),
    ),
  ];
  if (names.length === 0) return [];
  return [
    {
      heading: "核实归类和统计口径",
      pieces: text`请${listBodies(facts, names, NAMED_AT_MOST)}核实归类和统计口径有无变化。`,
    },
  ];
}
