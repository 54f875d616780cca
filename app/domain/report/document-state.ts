import { keysOf } from "../records";

/** What became of a document that was handed in. */
export const DOCUMENT_STATES = {
  loaded: { name: "已载入", meaning: "其数字在用" },
  refused: { name: "未采用", meaning: "读不出或认不准，原因见说明，等待人工处理" },
  duplicate: { name: "重复", meaning: "与另一份已载入的文件内容相同" },
  superseded: { name: "另有为准", meaning: "同一机关、年度、范围以另一份更新的文件为准" },
  withdrawn: {
    name: "已撤下",
    meaning: "曾经载入，后来从原文件夹中消失；或者经人核实，该机关已把报告撤下",
  },
} as const;
export type DocumentState = keyof typeof DOCUMENT_STATES;
export const DOCUMENT_STATE_CODES = keysOf(DOCUMENT_STATES);
