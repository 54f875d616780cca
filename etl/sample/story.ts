import type { TableCode } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";

/** The two reports of every division. */
export const SAMPLE_KINDS = ["government", "office"] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** True properties of a division, which count in every sum above it. */
export interface Nature {
  /** New requests of the whole jurisdiction in a year like 2019. */
  readonly volume?: number;
  /** Shift of the log-odds of 不掌握, from a year on. */
  readonly notHeld?: { readonly shift: number; readonly from: number };
  /** Share of 不掌握 that is booked as 没有现成信息, from a year on. */
  readonly relabelled?: { readonly share: number; readonly from: number };
  /** Nothing is ever carried over. */
  readonly clearsDesk?: true;
  /** Outcomes of a year, all of natural persons; only with clearsDesk. */
  readonly outcomes?: {
    readonly year: number;
    readonly office: Readonly<Record<string, number>>;
    readonly departments: Readonly<Record<string, number>>;
  };
  /** Reviews of the departments in a year; the office then has none. */
  readonly reviews?: { readonly year: number; readonly counts: Readonly<Record<string, number>> };
}

/** A cell printed otherwise than it truly is. */
export type Slip =
  | { readonly cell: string; readonly add: number }
  | { readonly cell: string; readonly set: number }
  | { readonly cell: string; readonly times: number }
  /** Prints the true value of another cell. */
  | { readonly cell: string; readonly as: string };

/** How a body prints its cells. */
export interface PrintStyle {
  /** What is printed for zero in cells that are no totals. */
  readonly zeros: "zero" | "blank";
  /** The three cells of 规章 hold a slash where they are zero. */
  readonly slashes: boolean;
  /** The total column of table 三 is blank on every outcome line. */
  readonly blankTotals: boolean;
}

/** A false claim in the text. */
export type Claim =
  | { readonly says: "handled"; readonly add: number }
  | { readonly says: "not_held_share"; readonly add: number }
  | { readonly says: "change"; readonly add: number }
  | { readonly says: "all_upheld" };

/** Whose words a body uses in place of its own. */
export interface Copied {
  /** Code of the division copied from; its own when left out. */
  readonly from?: string;
  /** How many years ago the words were used. */
  readonly yearsAgo: number;
}

export const STORY_KINDS = {
  high_rate: "不掌握率确实偏高",
  tiny_denominator: "分母过小，比率虚高",
  relabelled: "不掌握改记为没有现成信息",
  wrong_cell: "单个结果单元格有误",
  two_wrong_cells: "两个结果单元格有误",
  wrong_line_total: "行合计有误",
  wrong_grand_total: "办理结果总计有误",
  wrong_review_total: "表四总计为0",
  broken_balance: "勾稽关系不成立",
  row_slip: "两行数据错位",
  blank_totals: "总计列空白",
  blank_zeros: "以空白表示零",
  slashes: "以斜线表示不适用",
  missing: "未发布报告",
  late: "逾期发布",
  boundary_change: "区划调整",
  copied_from_other: "文字照抄其他地区",
  copied_from_last_year: "文字照抄上年",
  narrative_count: "文字件数与表格不符",
  narrative_share: "文字百分比与表格不符",
  narrative_sweep: "笼统表述与表格不符",
  narrative_change: "文字同比与上年报告不符",
  chain_break: "结转数与上年不衔接",
  unit_slip: "单位误用",
  wrong_edition: "误用旧版格式",
  hybrid: "两版格式混用",
} as const;
export type StoryKind = keyof typeof STORY_KINDS;

/** Something planted in the demo province, with all that a test must expect of it. */
export interface Story {
  readonly id: string;
  readonly kind: StoryKind;
  /** Codes of the divisions it concerns; it is planted in the first. */
  readonly divisions: readonly [string, ...string[]];
  /** The reports it concerns. */
  readonly kinds: readonly SampleKind[];
  readonly years: readonly number[];
  /** One Chinese sentence; {true} and {printed} stand for the values of the first slip. */
  readonly sentence: string;
  /** Ids of the checks that must find it; no other check may fail in the reports concerned. */
  readonly rules?: readonly string[];
  /** The years in which the checks fail; every year of the story when left out. */
  readonly foundIn?: readonly number[];
  /** Cells whose values the list of stories states for every report concerned. */
  readonly facts?: readonly string[];
  readonly nature?: Nature;
  readonly slips?: readonly Slip[];
  /** Whether the text repeats the printed value; otherwise it states the true one. */
  readonly repeatsSlips?: true;
  readonly style?: Partial<PrintStyle>;
  readonly absent?: true;
  readonly publishedOn?: string;
  readonly copied?: Copied;
  readonly claim?: Claim;
  readonly forms?: Readonly<Partial<Record<TableCode, Edition>>>;
}
