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
