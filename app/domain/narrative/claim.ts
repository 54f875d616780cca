import type { SectionCode } from "../form/sections";
import type { Section } from "../report/read-report";
import type { Reading, Tables } from "./readings";
import type { Mention, Sentence } from "./sentences";
import type { AnchorKind } from "./vocabulary";

/** A figure of the narrative with what it counts. */
export interface Claim {
  readonly mention: Mention;
  readonly kind: AnchorKind;
  /** Every lawful reading; empty where no cell states it. */
  readonly readings: readonly Reading[];
  /** Codes of the anchors it was read by, joined by +. */
  readonly topic: string;
  /** Columns of the applicants it speaks of. */
  readonly columns: readonly string[];
  readonly sentence: Sentence;
}

/** A change on the year before, of what a claim counts. */
export interface ChangeClaim {
  readonly mention: Mention;
  readonly rise: boolean;
  readonly readings: readonly Reading[];
  /** The figure of this year as the sentence states it; null where it does not. */
  readonly stated: number | null;
  readonly sentence: Sentence;
}

/** A percentage with what it may be a share of. */
export interface ShareClaim {
  readonly mention: Mention;
  /** What is divided: readings, and the figure the sentence states before it. */
  readonly readings: readonly Reading[];
  readonly stated: number | null;
  readonly ofCases: boolean;
  readonly completion: boolean;
  readonly sentence: Sentence;
}

/** What one section of the narrative says in figures, in order. */
export interface SectionClaims {
  readonly section: SectionCode;
  readonly text: string;
  readonly counts: readonly Claim[];
  readonly changes: readonly ChangeClaim[];
  readonly shares: readonly ShareClaim[];
}

/** How a narrative may contradict the tables, or (self) itself. */
export type ClaimKind = "count" | "percentage" | "parts" | "sweeping" | "change" | "self";

/** A figure that a claim was compared with. */
export interface ComparedValue {
  readonly words: string;
  readonly cells: readonly string[];
  readonly value: number;
}

/** What a stated percentage or change ought to be. */
export interface Alternative {
  readonly value: number;
  readonly unit: Mention["unit"];
}

/** A sentence that fits the tables on no lawful reading. */
export interface Contradiction {
  readonly kind: ClaimKind;
  readonly section: SectionCode;
  readonly sentence: string;
  /** The figure or the words that contradict, and their offsets in the section's text. */
  readonly quoted: string;
  readonly start: number;
  readonly end: number;
  readonly stated: number | null;
  readonly compared: readonly ComparedValue[];
  /** The same in the terms of the stated figure where that is a percentage or a change, not a count. */
  readonly alternatives?: readonly Alternative[];
  /** Where the figure would fit, in words; null where nothing does. */
  readonly nearest: string | null;
  /** One Chinese sentence with the two values. */
  readonly message: string;
  readonly topic: string;
}

/** A section of a report with what it claims, and the tables that may bear it out. */
export interface SectionUnderCheck {
  readonly section: Section;
  readonly claims: SectionClaims;
  readonly tables: Tables;
  /** Tables of a comparable report of the year before; null where none is loaded. */
  readonly lastYear: Tables | null;
}
