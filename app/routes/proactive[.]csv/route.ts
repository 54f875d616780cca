import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "#briefing/csv";
import { EDITION_FACTS } from "#domain/form/edition";
import { doubtColumn, proactiveBodyColumns, proactiveYearColumns } from "#domain/tables/proactive";
import { askProactive } from "../proactive/question.server";
import { askedTable } from "../../asked-table.server";

/** One table of the page as a file: `table=years-2021`, the years of the newer form when left out. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { page, editions } = await askProactive(request);
  const files = new Map<string, () => Response>(
    editions.flatMap(({ edition, years, bodies }) => {
      const name = (words: string) =>
        `主动公开${words}（${EDITION_FACTS[edition].name}） · ${page.inWords}`;
      const ofYears = {
        name: name("历年合计"),
        columns: [...proactiveYearColumns(edition), doubtColumn],
      };
      const ofBodies = {
        name: name("各地数字"),
        columns: [...proactiveBodyColumns(edition), doubtColumn],
      };
      return [
        [`years-${edition}`, () => csvFile({ ...ofYears, rows: years }, page.dataset)],
        [`bodies-${edition}`, () => csvFile({ ...ofBodies, rows: bodies }, page.dataset)],
      ] as const;
    }),
  );
  return askedTable(page.parameters, files, "years-2021")();
}
