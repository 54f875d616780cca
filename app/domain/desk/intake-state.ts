import { DOCUMENT_STATES } from "../report/document-state";

/** How far a document that was handed in at the desk has come. */
export const INTAKE_STATES = {
  waiting: { name: "等待读取", isSettled: false },
  reading: { name: "正在读取", isSettled: false },
  read: { name: "已读取", isSettled: true },
  refused: { name: DOCUMENT_STATES.refused.name, isSettled: true },
  skipped: { name: "略过", isSettled: true },
  cancelled: { name: "已取消", isSettled: true },
} as const;
