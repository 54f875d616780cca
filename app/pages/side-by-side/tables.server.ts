import { tableFile, type LoadTables } from "../downloads/page-files";
import { INDICATORS } from "#domain/indicators/indicators";
import { distributionOf } from "#domain/indicators/indicator";
import { judgementColumns } from "#tables/judgement";
import { SIDE_BY_SIDE_COLUMNS, type SideBySideLine } from "./columns";
import { loadSideBySide } from "./data.server";

/** The comparison as a list, one row an indicator and division. */
export const loadTables: LoadTables = async ({ request }) => {
  const { page, columns, rows, dataset } = await loadSideBySide(request);
  const names = columns.map(({ name }) => name).join("、");
  const table = tableFile({
    year: page.filters.year,
    name: `${names}并列 · ${page.inWords}`,
    columns: [
      ...SIDE_BY_SIDE_COLUMNS,
      ...judgementColumns<SideBySideLine>({
        bodyOf: ({ figure }) => figure.position?.body ?? null,
        distributionIn: ({ indicator }) => distributionOf(INDICATORS[indicator]),
        yardstickIn: ({ figure }) => figure.position?.yardstick ?? null,
      }),
    ],
    rows: rows.flatMap(({ code, figures }) =>
      figures.map((figure) => ({ indicator: code, figure })),
    ),
  });
  return { table, dataset };
};
