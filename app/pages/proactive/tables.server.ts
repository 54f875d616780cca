import { EDITION_FACTS, EDITIONS } from "#domain/form/edition";
import { tableFile, type LoadTables } from "../downloads/page-files";
import { FLAG_COLUMN, proactiveBodyColumns, proactiveYearColumns } from "./columns";
import { loadProactive } from "./data.server";

/** `years-2021`, `bodies-2021` and the same of the older form. */
export const loadTables: LoadTables = async ({ request }) => {
  const { page, editions } = await loadProactive(request);
  const tables = editions.flatMap(({ edition, years, bodies }) => {
    const name = (words: string) =>
      `主动公开${words}（${EDITION_FACTS[edition].name}） · ${page.inWords}`;
    const yearColumns = [...proactiveYearColumns(edition), FLAG_COLUMN];
    const bodyColumns = [...proactiveBodyColumns(edition), FLAG_COLUMN];
    return [
      [
        `years-${edition}`,
        tableFile({ name: name("历年合计"), columns: yearColumns, rows: years }),
      ],
      [
        `bodies-${edition}`,
        tableFile({
          name: name("各地数字"),
          columns: bodyColumns,
          rows: bodies,
          year: page.filters.year,
        }),
      ],
    ] as const;
  });
  return {
    tables: Object.fromEntries(tables),
    usual: `years-${Math.max(...EDITIONS)}`,
    dataset: page.dataset,
  };
};
