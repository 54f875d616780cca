import { INDICATORS } from "#domain/indicators/indicators";
import type { BriefingFacts } from "#domain/briefing/facts";
import {
  BRIEFING_SECTIONS,
  briefingTemplate,
  type BriefingSectionCode,
} from "#domain/briefing/templates";
import { formatGroupSize } from "#domain/comparison/comparison-title";
import { datasetOf, LEVELS } from "#domain/report/division";
import { SCOPES } from "#domain/report/body";
import {
  identityOf,
  isFigure,
  text,
  type Block,
  type Briefing,
  type BriefingSection,
  type Figure,
  type NumberedFigure,
  type Piece,
} from "./briefing";
import { fileNameOf } from "#export/download";
import { fingerprintOf, formatFingerprint } from "./fingerprint";
import type { PlainTable } from "#export/plain-table";
import * as annexes from "./text/annexes";
import { writeFeatures } from "./text/features";
import {
  recipientNameOf,
  writeFindings,
  writeOwnFigures,
  writeOwnRequirements,
} from "./text/letter";
import { writeOverview } from "./text/overview";
import { writeProblems, writeRequirements } from "./text/problems";
import { writeBodies, writeChange, writeTopic } from "./text/topic";
import { formatDay } from "./wording";

interface Writer {
  /** Writes a section of the text. */
  readonly text?: (facts: BriefingFacts) => readonly Block[];
  /** Makes the table of an annex; one without rows is left out. */
  readonly annex?: (facts: BriefingFacts, evidence: readonly NumberedFigure[]) => PlainTable;
}

/** What writes each section. */
const WRITERS: Readonly<Record<BriefingSectionCode, Writer>> = {
  overview: { text: writeOverview },
  features: { text: writeFeatures },
  topic: { text: writeTopic },
  bodies: { text: writeBodies },
  change: { text: writeChange },
  own: { text: writeOwnFigures },
  problems: { text: writeProblems },
  findings: { text: writeFindings },
  requirements: {
    text: (facts) =>
      facts.choices.template === "letter" ? writeOwnRequirements(facts) : writeRequirements(facts),
  },
  annex_figures: { annex: annexes.buildFiguresTable },
  annex_attention: { annex: annexes.buildAttentionTable },
  annex_findings: { annex: annexes.buildFindingsTable },
  annex_definitions: { annex: annexes.buildDefinitionsTable },
  annex_evidence: { annex: (_facts, evidence) => annexes.buildEvidenceTable(evidence) },
  annex_sources: { annex: annexes.buildSourcesTable },
};

/** The briefing of some facts: its text, its annexes, and a numbered entry of evidence for each figure. */
export function composeBriefing(facts: BriefingFacts): Briefing {
  const { choices } = facts;
  const { sections: codes } = choices;
  const opening = openingOf(facts);
  const sections = codes.flatMap((code): BriefingSection[] => {
    const blocks = WRITERS[code].text?.(facts);
    return blocks ? [{ code, heading: BRIEFING_SECTIONS[code].name, annex: null, blocks }] : [];
  });
  const evidence = numberFigures([
    ...opening,
    ...sections.flatMap(({ blocks }) => blocks.flatMap(piecesOf)),
  ]);
  const tables = codes.flatMap((code) => {
    const table = WRITERS[code].annex?.(facts, evidence);
    return table && table.rows.length > 0 ? [{ code, table }] : [];
  });
  const title = titleOf(facts);
  const dataset = datasetOf(choices.filters.area);
  return {
    template: choices.template,
    choices,
    dataset,
    title,
    addressee: salutationOf(facts),
    opening,
    sections,
    annexes: tables.map(({ code, table }, index) => ({
      code,
      heading: table.name,
      annex: index + 1,
      blocks: [{ kind: "table", table }],
    })),
    evidence,
    sources: facts.sources,
    inWords: formatScope(facts),
    loadedOn: facts.loadedOn,
    fingerprint: formatFingerprint(fingerprintOf(choices, facts.dataHash, evidence)),
    name: fileNameOf(title.join(""), dataset),
  };
}

function piecesOf(block: Block): readonly Piece[] {
  return block.kind === "heading" || block.kind === "paragraph" ? block.pieces : [];
}

/** Figures in the order in which they first stand in the text. */
function numberFigures(pieces: readonly Piece[]): NumberedFigure[] {
  const found = new Map<string, Figure>();
  for (const piece of pieces)
    if (isFigure(piece) && !found.has(identityOf(piece))) found.set(identityOf(piece), piece);
  return [...found.values()].map((figure, index) => ({ number: index + 1, figure }));
}

function subjectOf({ choices, areaName }: BriefingFacts): string {
  const { level, scope } = choices.filters;
  return `${areaName}${LEVELS[level]}${scope === "jurisdiction" ? "" : SCOPES[scope].name}`;
}

function titleOf(facts: BriefingFacts): string[] {
  const { template, filters } = facts.choices;
  switch (template) {
    case "circular":
      return [`关于${subjectOf(facts)}${filters.year}年度`, "政府信息公开工作年度报告情况的通报"];
    case "topic":
      return [
        `${subjectOf(facts)}${filters.year}年度`,
        `政府信息公开申请${INDICATORS[filters.indicator].name}专题分析`,
      ];
    case "letter":
      return [
        `关于${recipientNameOf(facts)}${filters.year}年度政府信息公开工作`,
        "年度报告核查情况的反馈函",
      ];
    case "issues":
      return [`${subjectOf(facts)}${filters.year}年度`, "政府信息公开工作年度报告问题清单"];
  }
}

function salutationOf(facts: BriefingFacts): string | null {
  const { template, filters, divisionCode: division } = facts.choices;
  if (template === "topic" || template === "issues") return null;
  if (template === "letter") {
    const source = facts.sources.findLast((each) => each.division_code === division);
    return `${source?.body ?? `${recipientNameOf(facts)}人民政府`}：`;
  }
  const LOWER = {
    province: "各省人民政府",
    city: "各市人民政府",
    county: "各县（市、区）人民政府",
  };
  return `${LOWER[filters.level]}：`;
}

/** ，并与全省90个地区的同类报告作了比较: what the first rate is judged against; empty where nothing is. */
function formatCompared({ comparisons }: BriefingFacts): string {
  const compared = comparisons.find(
    ({ comparison: { funnel, groupSize } }) => funnel !== null && groupSize > 1,
  );
  if (!compared) return "";
  const { comparison } = compared;
  return `，并与${formatGroupSize(comparison)}地区的同类报告作了比较`;
}

function openingOf(facts: BriefingFacts): Piece[] {
  const { template, filters, divisionCode: division } = facts.choices;
  const law =
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第四十七条、第四十九条、第五十条的规定";
  const cutOff = `数据截止日期为${formatDay(facts.loadedOn)}`;
  const reports = `${filters.year}年度政府信息公开工作年度报告`;
  if (briefingTemplate(template).single) {
    const reported = facts.sources.some(
      ({ division_code, year }) => division_code === division && year === filters.year,
    );
    const done = reported ? `进行了核查${formatCompared(facts)}` : "的报送情况进行了核查";
    return text`${law}，对${recipientNameOf(facts)}${reports}${done}，${cutOff}。现将有关情况反馈如下：`;
  }
  return text`${law}，对${subjectOf(facts)}${reports}（${SCOPES[filters.scope].name}口径）进行了汇总、核查和比较，${cutOff}。现将有关情况${template === "circular" ? "通报" : "说明"}如下：`;
}

function formatScope({ choices, areaName }: BriefingFacts): string {
  const { filters, base, template } = choices;
  return [
    briefingTemplate(template).name,
    `${filters.year}年度`,
    areaName,
    LEVELS[filters.level],
    `${SCOPES[filters.scope].name}报告`,
    `与${base}年比较`,
  ].join(" · ");
}
