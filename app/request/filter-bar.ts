import {
  districtsIn,
  FILTERS,
  type Choice,
  type DataFacts,
  type FilterKey,
  type FilterValues,
} from "#domain/filters/filters";

/** One part of the filter sentence: a control with what can be chosen. */
export interface FilterControl {
  readonly key: FilterKey;
  readonly label: string;
  readonly value: string;
  /** What holds when nothing is chosen: left out of the address. */
  readonly fallback: string;
  readonly choices: readonly Choice[];
  /** What is chosen in words, of a control with which several may be chosen. */
  readonly severalInWords?: string;
  /** The value in a sentence that does not name the control, where that differs from its label. */
  readonly inSentence?: string;
}

/** The filter bar of a page. Controls that cannot matter for the choice made are left out. */
export function buildFilterControls(
  keys: readonly FilterKey[],
  values: FilterValues,
  fallbacks: FilterValues,
  facts: DataFacts,
): FilterControl[] {
  return keys
    .filter((key) => FILTERS[key].isRelevant?.(values) ?? true)
    .map((key) => ({
      key,
      label: FILTERS[key].label,
      value: String(values[key]),
      fallback: String(fallbacks[key]),
      ...controlChoices(key, values, facts),
    }));
}

/** What a filter offers; a chosen value that the data do not offer stays visible, so that the page can say so. */
function controlChoices<Key extends FilterKey>(
  key: Key,
  values: FilterValues,
  facts: DataFacts,
): Pick<FilterControl, "choices" | "severalInWords" | "inSentence"> {
  const { choices, words, isMultiple, inSentence } = FILTERS[key];
  const offered = choices(facts, values);
  const value = String(values[key]);
  if (isMultiple) return { choices: offered, severalInWords: words(values[key]) };
  const sentence = inSentence ? { inSentence: inSentence(values[key]) } : {};
  if (offered.some((choice) => choice.value === value)) return { choices: offered, ...sentence };
  return { choices: [{ value, label: `${words(values[key])}（无数据）` }, ...offered] };
}

/** The same filters without a single district that lies elsewhere, as after a change of the area. */
export function keepDistrictInArea(values: FilterValues, facts: DataFacts): FilterValues {
  const lies = districtsIn(values, facts).some(({ code }) => code === values.district);
  return lies ? values : { ...values, district: "all" };
}

/** The filters of a page in words, for headings, files and print: 2023年度 · 示例省 · 县级. */
export function formatFilters(controls: readonly FilterControl[]): string {
  return controls
    .map(
      ({ value, choices, severalInWords, inSentence }) =>
        inSentence ??
        severalInWords ??
        choices.find((choice) => choice.value === value)?.label ??
        value,
    )
    .map((label) => label.trim())
    .join(" · ");
}
