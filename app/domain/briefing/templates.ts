import { keysOf } from "../records";

interface Section {
  readonly name: string;
  /** Whether it proves the text: it stands in the file of evidence and in the workbook, not in the document. */
  readonly proof?: true;
}

/** A part of a briefing, most of which a reader can leave out. */
export const BRIEFING_SECTIONS = {
  overview: { name: "总体情况" },
  features: { name: "主要特点" },
  topic: { name: "指标口径与历年情况" },
  bodies: { name: "各地情况" },
  change: { name: "升降的来源" },
  problems: { name: "存在问题" },
  requirements: { name: "工作要求" },
  request: { name: "函件正文" },
  annex_figures: { name: "附件：各地数据" },
  annex_attention: { name: "附件：建议抽查地区一览表" },
  annex_findings: { name: "附件：问题清单" },
  annex_method: { name: "附件：有关说明" },
  annex_definitions: { name: "指标口径", proof: true },
  annex_evidence: { name: "数字依据", proof: true },
  annex_sources: { name: "报告来源", proof: true },
} as const satisfies Readonly<Record<string, Section>>;
export type BriefingSectionCode = keyof typeof BRIEFING_SECTIONS;
export const BRIEFING_SECTION_CODES = keysOf(BRIEFING_SECTIONS);

function isProof(code: BriefingSectionCode): boolean {
  const section: Section = BRIEFING_SECTIONS[code];
  return section.proof === true;
}

/** The sections that prove a text, of every document. */
export const PROOFS: readonly BriefingSectionCode[] = BRIEFING_SECTION_CODES.filter(isProof);

/** The letters to a body about its report, in the order in which they are numbered. */
export const LETTERS = {
  reminder: { name: "催报函", meaning: "报告未载入，请核实是否已经公布" },
  lateness: { name: "逾期说明函", meaning: "公布日期晚于期限，请说明" },
  correction: { name: "核实更正函", meaning: "报告内容有待核实，或者比率显著偏高、显著偏低" },
} as const;
export type Letter = keyof typeof LETTERS;
export const LETTER_CODES = keysOf(LETTERS);

interface Template {
  readonly name: string;
  readonly meaning: string;
  readonly sections: readonly BriefingSectionCode[];
  /** How it is headed: as a document of its issuer, as a letter, or not at all (a paper for the desk). */
  readonly heading?: "document" | "letter";
  /** Whether it is about one district instead of the group. */
  readonly single?: true;
  /** Whether it is about one indicator, chosen by the filter. */
  readonly focused?: true;
}

/** The kinds of document, each with the sections it may hold, in order. */
export const BRIEFING_TEMPLATES = {
  circular: {
    name: "情况通报",
    meaning: "一个地区某年度报告的总体情况、特点、问题和要求",
    sections: [
      "overview",
      "features",
      "problems",
      "requirements",
      "annex_figures",
      "annex_findings",
      "annex_method",
    ],
    heading: "document",
  },
  topic: {
    name: "专题分析",
    meaning: "一个指标的口径、历年情况、各地差异和升降来源",
    sections: ["topic", "bodies", "change", "requirements", "annex_attention"],
    focused: true,
  },
  letter: {
    name: "函件",
    meaning: "就一个地区的报告催报、请其说明逾期或者核实更正",
    sections: ["request"],
    heading: "letter",
    single: true,
  },
  issues: {
    name: "问题清单",
    meaning: "报告未载入的单位和各份报告中需要核实的问题",
    sections: ["problems", "annex_findings"],
  },
} as const satisfies Record<string, Template>;
export type BriefingTemplate = keyof typeof BRIEFING_TEMPLATES;
export const BRIEFING_TEMPLATE_CODES = keysOf(BRIEFING_TEMPLATES);

export function briefingTemplate(code: BriefingTemplate): Template {
  return BRIEFING_TEMPLATES[code];
}
