import type { Acceptance } from "./check-rule";
import type { Severity } from "../report/severity";

/** What a page says of a check; the check itself stays on the server. */
export interface CheckWords {
  readonly name: string;
  readonly basis: string;
}

/** A finding with the report it stands in. */
export interface FindingRow {
  readonly fingerprint: string;
  /** Names what the finding says: with the fingerprint, what accepting it takes. */
  readonly values_hash: string;
  readonly report_id: string;
  readonly division_code: string;
  readonly division: string;
  readonly body: string;
  readonly year: number;
  readonly check_id: string;
  /** Name of the check and what it rests on. */
  readonly check: CheckWords;
  readonly severity: Severity;
  readonly message: string;
  /** What the body is requested to do; without the basis, which has a column of its own. */
  readonly request: string;
  readonly left_value: number | null;
  readonly right_value: number | null;
  readonly difference: number | null;
  /** Names of the cells that it compares; none where it is not about figures. */
  readonly cells: readonly string[];
  /** Name of the cell it is about. */
  readonly cell: string | null;
  /** Where the right value is printed; null where it stands in no cell. */
  readonly right_cell: { readonly report_id: string; readonly cell: string } | null;
  readonly acceptance: Acceptance;
  readonly accepted_reason: string | null;
  readonly accepted_by: string | null;
  readonly accepted_on: string | null;
}

/** How often a check failed, year by year. */
export interface HotSpot {
  readonly check_id: string;
  readonly check: CheckWords;
  readonly severity: Severity;
  readonly years: readonly {
    readonly year: number;
    readonly findings: number;
    readonly bodies: number;
  }[];
}
