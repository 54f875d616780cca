import { INDICATORS } from "#domain/indicators/indicators";
import type { BriefingFacts } from "#domain/briefing/facts";
import { formatDay } from "#domain/briefing/masthead";
import {
  BRIEFING_SECTIONS,
  briefingTemplate,
  type BriefingSectionCode,
  LETTERS,
  PROOFS,
} from "#domain/briefing/templates";
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
  letterSubject,
  letterYears,
  ownReportOf,
  recipientNameOf,
  usualRecipientOf,
  writeRequest,
} from "./text/letter";
import { writeMethod } from "./text/method";
import { writeOverview } from "./text/overview";
import { writeProblems } from "./text/problems";
import { writeRequirements } from "./text/requirements";
import { writeBodies, writeChange, writeTopic } from "./text/topic";
import { fitTitle } from "./title";
import { groupOf, usualRecipients } from "./wording";

interface Writer {
  /** Writes a section of the text. */
  readonly text?: (facts: BriefingFacts) => readonly Block[];
  /** Writes an annex that is text. */
  readonly annexText?: (facts: BriefingFacts) => readonly Block[];
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
  problems: { text: writeProblems },
  requirements: { text: writeRequirements },
  request: { text: writeRequest },
  annex_figures: { annex: annexes.buildFiguresTable },
  annex_attention: { annex: annexes.buildAttentionTable },
  annex_findings: { annex: annexes.buildFindingsTable },
  annex_method: { annexText: writeMethod },
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
    const blocks = WRITERS[code].text?.(facts) ?? [];
    if (blocks.length === 0) return [];
    return [{ code, heading: BRIEFING_SECTIONS[code].name, annex: null, blocks }];
  });
  const evidence = numberFigures([
    ...opening,
    ...sections.flatMap(({ blocks }) => blocks.flatMap(piecesOf)),
  ]);
  const buildAnnexes = (some: readonly BriefingSectionCode[]): BriefingSection[] =>
    some
      .flatMap((code) => annexOf(code, facts, evidence))
      .map((annex, index) => ({ ...annex, annex: index + 1 }));
  const title = fitTitle(titleOf(facts));
  const dataset = datasetOf(choices.filters.area);
  return {
    template: choices.template,
    choices,
    dataset,
    title,
    addressee: addresseeOf(facts),
    opening,
    sections,
    annexes: buildAnnexes(codes),
    proofs: buildAnnexes(PROOFS),
    evidence,
    sources: facts.sources,
    inWords: formatScope(facts),
    loadedOn: facts.loadedOn,
    fingerprint: formatFingerprint(fingerprintOf(choices, facts.dataHash, evidence)),
    name: fileNameOf(fileTitleOf(facts, title), dataset),
  };
}

function annexOf(
  code: BriefingSectionCode,
  facts: BriefingFacts,
  evidence: readonly NumberedFigure[],
): Omit<BriefingSection, "annex">[] {
  const { annex, annexText } = WRITERS[code];
  const blocks = annexText?.(facts) ?? [];
  if (blocks.length > 0) return [{ code, heading: "有关说明", blocks }];
  const table = annex?.(facts, evidence);
  if (!table || table.rows.length === 0) return [];
  return [{ code, heading: table.name, blocks: [{ kind: "table", table }] }];
}

function piecesOf(block: Block): readonly Piece[] {
  return block.kind === "paragraph" ? block.pieces : [];
}

/** Figures in the order in which they first stand in the text. */
function numberFigures(pieces: readonly Piece[]): NumberedFigure[] {
  const found = new Map<string, Figure>();
  for (const piece of pieces)
    if (isFigure(piece) && !found.has(identityOf(piece))) found.set(identityOf(piece), piece);
  return [...found.values()].map((figure, index) => ({ number: index + 1, figure }));
}

/** 示例省各县（市、区）; where the area is itself of the level, 葭塘区. */
function subjectOf({ choices, areaName }: BriefingFacts): string {
  return `${areaName}${groupOf(choices.filters)}`;
}

/** The name of a file: the title; of a letter what tells it from others, such as 催报函_葭塘区_2025年度. */
function fileTitleOf(facts: BriefingFacts, title: readonly string[]): string {
  const { letter } = facts.choices;
  if (letter === null) return title.join("");
  return `${LETTERS[letter].name}_${recipientNameOf(facts)}_${letterYears(facts)}`;
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
      return [...letterSubject(facts)];
    case "issues":
      return [`${subjectOf(facts)}${filters.year}年度`, "政府信息公开工作年度报告问题清单"];
  }
}

/** Whom it is sent to: who was named, else who it is usually; null for a paper for the desk. */
function addresseeOf(facts: BriefingFacts): string | null {
  const { template, filters, masthead } = facts.choices;
  switch (briefingTemplate(template).heading) {
    case "document":
      return `${masthead.recipients ?? usualRecipients(facts.areaName, filters)}：`;
    case "letter":
      return `${ownReportOf(facts)?.body ?? usualRecipientOf(facts)}：`;
    case undefined:
      return null;
  }
}

function openingOf(facts: BriefingFacts): Piece[] {
  const { template, filters } = facts.choices;
  if (briefingTemplate(template).single) return [];
  const law =
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第四十七条、第四十九条、第五十条的规定";
  const scope = filters.scope === "jurisdiction" ? "" : `（${SCOPES[filters.scope].name}数据）`;
  return text`${law}，对${subjectOf(facts)}${filters.year}年度政府信息公开工作年度报告${scope}作了汇总、核查和比较，数据截至${formatDay(facts.loadedOn)}。现将情况${template === "circular" ? "通报" : "说明"}如下：`;
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
