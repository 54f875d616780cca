import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadCsv } from "#export/csv";
import { EDITION_FACTS } from "#domain/form/edition";
import { FLAG_COLUMN, proactiveBodyColumns, proactiveYearColumns } from "./columns";
import { loadProactive } from "./data.server";
import { requestedTable } from "../downloads/requested-table.server";

/** One table of the page as a file: `table=years-2021`, the years of the newer form when left out. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { page, editions } = await loadProactive(request);
  const files = new Map<string, () => Response>(
    editions.flatMap(({ edition, years, bodies }) => {
      const name = (words: string) =>
        `主动公开${words}（${EDITION_FACTS[edition].name}） · ${page.inWords}`;
      const ofYears = {
        name: name("历年合计"),
        columns: [...proactiveYearColumns(edition), FLAG_COLUMN],
      };
      const ofBodies = {
        name: name("各地数字"),
        columns: [...proactiveBodyColumns(edition), FLAG_COLUMN],
      };
      return [
        [`years-${edition}`, () => downloadCsv({ ...ofYears, rows: years }, page.dataset)],
        [`bodies-${edition}`, () => downloadCsv({ ...ofBodies, rows: bodies }, page.dataset)],
      ] as const;
    }),
  );
  return requestedTable(page.parameters, files, "years-2021")();
}
