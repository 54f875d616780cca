import type { TableColumn } from "#tables/column";
import { reportLink } from "#tables/links";

/** A line of the journal as a page and a file show it. */
export interface ShownLine {
  readonly line: number;
  /** 2026-03-05 16:20:07, time of China. */
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string;
}

/** How the ids of reports are written: 990101-government-2023-jurisdiction. */
const REPORT_ID = /^\d{6}-.+-20\d\d-[a-z]+$/u;

export const journalColumns: readonly TableColumn<ShownLine>[] = [
  { id: "line", header: "行", format: "text", value: ({ line }) => String(line) },
  { id: "time", header: "时间", format: "text", space: "short", value: ({ time }) => time },
  { id: "actor", header: "谁", format: "text", space: "short", value: ({ actor }) => actor },
  { id: "action", header: "做了什么", format: "text", space: "short", value: (row) => row.action },
  {
    id: "subject",
    header: "对象",
    format: "text",
    space: "wide",
    value: ({ subject }) => subject,
    href: ({ subject }) => (REPORT_ID.test(subject) ? reportLink(subject) : undefined),
  },
  { id: "before", header: "原来", format: "text", space: "wide", value: ({ before }) => before },
  { id: "after", header: "现在", format: "text", space: "wide", value: ({ after }) => after },
  { id: "reason", header: "理由", format: "text", space: "wide", value: ({ reason }) => reason },
];
