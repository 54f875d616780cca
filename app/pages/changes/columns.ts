import { SEVERITIES } from "#domain/report/severity";
import { formatCellLabel } from "#domain/form/cell-label";
import { SHOWN_STATES } from "#domain/report/cell-text";
import {
  type CellChange,
  type ComparedCell,
  FATES,
  type FindingChange,
} from "#domain/checks/report-changes";
import type { TableColumn } from "#tables/column";
import { reportLink } from "#tables/links";
import type { SectionChange } from "./text-changes";

/** A changed cell with where it stands in both documents. */
export interface PlacedChange extends CellChange {
  /** Ids of the reports whose pages show it; null for a document that has no page. */
  readonly pages: { readonly before: string | null; readonly after: string | null };
  /** Where it stood before. */
  readonly place: string;
  /** Whether a check had reason to ask about it; null where nobody was asked. */
  readonly inQuestion: boolean | null;
}

function printedText({ state, raw }: ComparedCell): string {
  return state === "number" ? raw : raw === "" ? SHOWN_STATES[state].name : `“${raw}”`;
}

const CELL: TableColumn<PlacedChange> = {
  id: "cell",
  header: "单元格",
  format: "text",
  space: "wide",
  value: ({ cell }) => formatCellLabel(cell),
  href: ({ pages, cell }) => cellLink(pages.after, cell),
};

function cellLink(page: string | null, cell: string): string | undefined {
  return page === null ? undefined : reportLink(page, cell);
}

const REASON: TableColumn<PlacedChange> = {
  id: "reason",
  header: "是否要求过核实",
  hint: "原来那份的核查发现涉及这一格，或这一格原来认不准，才有理由改动",
  format: "text",
  value: ({ inQuestion }) => (inQuestion ? "核查发现涉及" : "没有要求，却改动了"),
};

/** The columns of the changed cells; `names` says what the two reports are called. */
export function cellChangeColumns(
  names: { readonly before: string; readonly after: string },
  isAsked: boolean,
): TableColumn<PlacedChange>[] {
  return [
    CELL,
    {
      id: "before",
      header: names.before,
      format: "text",
      value: ({ before }) => printedText(before),
      href: ({ pages, cell }) => cellLink(pages.before, cell),
    },
    {
      id: "after",
      header: names.after,
      format: "text",
      value: ({ after }) => printedText(after),
      href: ({ pages, cell }) => cellLink(pages.after, cell),
    },
    {
      id: "difference",
      header: "相差",
      format: "count",
      value: ({ difference }) => difference,
      why: () => "有一份没有印出数字",
    },
    ...(isAsked ? [REASON] : []),
    {
      id: "place",
      header: "原来的位置",
      format: "text",
      value: ({ place }) => place,
    },
  ];
}

/** What became of a finding, with the name of its rule: a browser does without the rules themselves. */
export interface NamedFindingChange extends FindingChange {
  readonly rule: string;
}

export const FINDING_CHANGE_COLUMNS: readonly TableColumn<NamedFindingChange>[] = [
  { id: "fate", header: "结果", format: "text", value: ({ fate }) => FATES[fate].name },
  {
    id: "severity",
    header: "程度",
    format: "text",
    value: ({ severity }) => SEVERITIES[severity].name,
  },
  {
    id: "check",
    header: "核查项",
    format: "text",
    value: ({ rule }) => rule,
  },
  {
    id: "message",
    header: "内容",
    format: "text",
    space: "wide",
    value: ({ message }) => message,
  },
];

const MARKS = { same: ["", ""], removed: ["［删：", "］"], added: ["［增：", "］"] } as const;

/** The changed sections as a list: a text in which what was removed and added stands in brackets. */
export const SECTION_CHANGE_COLUMNS: readonly TableColumn<SectionChange>[] = [
  { id: "section", header: "部分", format: "text", value: ({ heading }) => heading },
  {
    id: "text",
    header: "改动",
    format: "text",
    value: ({ parts }) =>
      parts.map(({ kind, text }) => MARKS[kind][0] + text + MARKS[kind][1]).join(""),
  },
];
