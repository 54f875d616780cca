import { tableFile, type LoadTables } from "../downloads/page-files";
import {
  formatChosen,
  formatGroupArea,
  formatYardstick,
} from "#domain/comparison/comparison-title";
import { distributionOf } from "#domain/indicators/indicator";
import { bodyNoun } from "#domain/report/body";
import { adjustedTotalColumns } from "#tables/adjusted-totals";
import { judgementColumns } from "#tables/judgement";
import { smallBodyColumns, smallBodyFigures } from "#tables/small-bodies";
import { loadCompare } from "./data.server";

export const loadTables: LoadTables = async ({ request }) => {
  const { table, page, indicator, comparison, adjusted } = await loadCompare(request);
  const yardstick = [
    formatYardstick(comparison, bodyNoun(page.filters.kind)),
    formatChosen(comparison),
  ]
    .filter(Boolean)
    .join("。");
  const columns = [
    ...table.columns.filter(({ id }) => id !== "excess"),
    ...(comparison.funnel
      ? judgementColumns<(typeof table.rows)[number]>({
          bodyOf: (body) => body,
          distributionIn: () => distributionOf(indicator),
          yardstickIn: () => yardstick,
          area: formatGroupArea(comparison),
        }).concat(
          smallBodyColumns((body) => body),
          smallBodyFigures((body) => body),
        )
      : []),
    ...adjustedTotalColumns<(typeof table.rows)[number]>(adjusted),
  ];
  return {
    table: tableFile({ ...table, columns, year: page.filters.year }),
    dataset: page.dataset,
  };
};
