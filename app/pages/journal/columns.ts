import type { TableColumn } from "#tables/column";

/** The id of a report, its page, and whose it is in words. */
export interface NamedReport {
  readonly id: string;
  readonly to: string;
  readonly name: string;
}

/** A line of the journal as a page and a file show it. */
export interface ShownLine {
  readonly line: number;
  /** 2026-03-05 16:20:07, time of China. */
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** The report that it was done to; null where it was done to something else. */
  readonly report: NamedReport | null;
  /** The report that the entry is of now, where it followed its document to another one; else null. */
  readonly movedTo: NamedReport | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string;
}

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
    href: ({ report }) => report?.to,
  },
  {
    id: "moved_to",
    header: "后来转到",
    format: "text",
    space: "wide",
    value: ({ movedTo }) => movedTo?.id ?? null,
    href: ({ movedTo }) => movedTo?.to,
  },
  { id: "before", header: "原来", format: "text", space: "wide", value: ({ before }) => before },
  { id: "after", header: "现在", format: "text", space: "wide", value: ({ after }) => after },
  { id: "reason", header: "理由", format: "text", space: "wide", value: ({ reason }) => reason },
];
