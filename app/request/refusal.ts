import type { FilterControl } from "./filter-bar";

/** What a page says of choices that it cannot follow: why, the filters to choose again from, and the nearest choice. */
export interface Refusal {
  readonly reason: string;
  readonly controls: readonly FilterControl[];
  readonly offers: readonly { readonly words: string; readonly to: string }[];
}

/** Whether what a refused request was answered is a refusal with filters, and not a sentence alone. */
export function isRefusal(data: unknown): data is Refusal {
  return typeof data === "object" && data !== null && "reason" in data && "controls" in data;
}

/** Why no page of data can be shown, and whether somebody may take documents in that would change it. */
export interface Unavailable {
  readonly reason: string;
  readonly hasDesk: boolean;
}

/** Whether an error's data say that no data can be shown; by hand, since every page would load the schema library for it. */
export function isUnavailable(data: unknown): data is Unavailable {
  return typeof data === "object" && data !== null && "reason" in data && "hasDesk" in data;
}
