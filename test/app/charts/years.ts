import type { OutcomeMixRow } from "#charts/outcome-mix";
import type { YearPoint } from "#charts/year-marks";

export const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025];

/** A rate by year; 2021 is missing. */
export const RATES: readonly YearPoint[] = [0.12, 0.14, null, 0.19, 0.21, 0.205, 0.234].map(
  (value, index) => ({
    year: 2019 + index,
    value,
    interval: value === null ? null : { lower: value - 0.03, upper: value + 0.034 },
    note: value === null ? "未载入" : `${String(value * 1000)}/1000`,
  }),
);

export const PROVINCE: readonly YearPoint[] = YEARS.map((year, index) => ({
  year,
  value: 0.11 + index * 0.01,
}));

/** Outcomes by year; nothing is known of 2022. */
export const OUTCOMES: readonly OutcomeMixRow[] = YEARS.map((year, index) => ({
  label: `${String(year)}年`,
  total: year === 2022 ? null : 2000 + 60 * index,
  counts: {
    disclosed: 900,
    partially_disclosed: 240,
    not_disclosed: 80,
    not_held: 420 + 60 * index,
    unable_other: 110,
    not_processed: 60,
    other_handling: year === 2023 ? null : 190,
  },
  ...(year === 2022 ? { note: "未载入" } : {}),
}));
