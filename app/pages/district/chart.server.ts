import type { LoadCharts } from "../downloads/page-files";
import { loadCharts as loadOutcomeCharts } from "../district-outcomes/chart.server";
import { loadCharts as loadYearCharts } from "../district-years/chart.server";

/** The charts of all pages of a division at one address, as earlier links name them. */
export const loadCharts: LoadCharts = async (file) => {
  const [years, outcomes] = await Promise.all([loadYearCharts(file), loadOutcomeCharts(file)]);
  return { ...years, charts: [...years.charts, ...outcomes.charts] };
};
