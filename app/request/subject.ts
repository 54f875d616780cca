import type { FilterControl } from "./filter-bar";

/** The filters that say what a page is about, in the order in which a title names them. */
const OF_SUBJECT: readonly FilterControl["key"][] = ["indicator", "year", "area"];

type Chosen = Pick<FilterControl, "value" | "choices"> & { readonly key: string };

/** What a page is about: 不掌握率 · 2025年度 · 示例省; less where it has fewer filters. */
export function formatSubject(controls: readonly Chosen[]): string {
  return OF_SUBJECT.flatMap((key) => {
    const control = controls.find((each) => each.key === key);
    const choice = control?.choices.find(({ value }) => value === control.value);
    return choice === undefined ? [] : [choice.label.trim()];
  }).join(" · ");
}

/** The title of a window: 不掌握率 · 2025年度 · 示例省 · 区县比较 · 公开. */
export function formatWindowTitle(page: string, controls: readonly Chosen[] = []): string {
  return [formatSubject(controls), page, "公开"].filter(Boolean).join(" · ");
}
