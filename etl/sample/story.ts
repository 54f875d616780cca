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
type Claim =
  | { readonly says: "handled"; readonly add: number }
  | { readonly says: "not_held_share"; readonly add: number }
  | { readonly says: "change"; readonly add: number }
  | { readonly says: "all_upheld" };

/** Whose words a body uses in place of its own. */
interface Copied {
  /** Code of the division copied from; its own when left out. */
  readonly from?: string;
  /** How many years ago the words were used. */
  readonly yearsAgo: number;
}

/** What is planted. */
type StoryKind =
  | "high_rate"
  | "tiny_denominator"
  | "relabelled"
  | "wrong_cell"
  | "two_wrong_cells"
  | "wrong_line_total"
  | "wrong_grand_total"
  | "wrong_review_total"
  | "broken_balance"
  | "row_slip"
  | "blank_totals"
  | "blank_zeros"
  | "slashes"
  | "missing"
  | "late"
  | "boundary_change"
  | "copied_from_other"
  | "copied_from_last_year"
  | "narrative_count"
  | "narrative_share"
  | "narrative_sweep"
  | "narrative_change"
  | "chain_break"
  | "unit_slip"
  | "wrong_edition"
  | "hybrid";

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
