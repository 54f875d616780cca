import { keysOf } from "../records";
/** A part of a briefing that a reader can leave out. */
export const BRIEFING_SECTIONS = {
  overview: { name: "总体情况" },
  features: { name: "主要特点" },
  topic: { name: "指标口径与历年情况" },
  bodies: { name: "各地情况" },
  change: { name: "升降的来源" },
  own: { name: "主要数字" },
  problems: { name: "存在问题" },
  findings: { name: "核查发现的问题" },
  requirements: { name: "下一步要求" },
  annex_figures: { name: "附件：各地数据一览表" },
  annex_attention: { name: "附件：建议抽查地区一览表" },
  annex_findings: { name: "附件：问题清单" },
  annex_definitions: { name: "附件：指标口径" },
  annex_evidence: { name: "附件：数字依据" },
  annex_sources: { name: "附件：报告来源" },
} as const;
export type BriefingSectionCode = keyof typeof BRIEFING_SECTIONS;

interface Template {
  readonly name: string;
  readonly meaning: string;
  readonly sections: readonly BriefingSectionCode[];
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
      "annex_attention",
      "annex_findings",
      "annex_definitions",
      "annex_evidence",
      "annex_sources",
    ],
  },
  topic: {
    name: "专题分析",
    meaning: "一个指标的口径、历年情况、各地差异和升降来源",
    sections: [
      "topic",
      "bodies",
      "change",
      "requirements",
      "annex_attention",
      "annex_definitions",
      "annex_evidence",
      "annex_sources",
    ],
    focused: true,
  },
  letter: {
    name: "反馈函",
    meaning: "向一个地区反馈其报告的数字、比较结果和需要核实的问题",
    sections: [
      "own",
      "findings",
      "requirements",
      "annex_definitions",
      "annex_evidence",
      "annex_sources",
    ],
    single: true,
  },
  issues: {
    name: "问题清单",
    meaning: "报告未载入的单位和各份报告中需要核实的问题",
    sections: ["problems", "annex_findings", "annex_evidence", "annex_sources"],
  },
} as const satisfies Record<string, Template>;
export type BriefingTemplate = keyof typeof BRIEFING_TEMPLATES;
export const BRIEFING_TEMPLATE_CODES = keysOf(BRIEFING_TEMPLATES);

export function briefingTemplate(code: BriefingTemplate): Template {
  return BRIEFING_TEMPLATES[code];
}
