import { z } from "zod";
import { formatDay } from "#domain/briefing/masthead";
import { fetchLoad } from "#db/queries/loaded.server";
import type { LoadWorkbook } from "../downloads/page-files";
import { loadChecks, loadEarlierFindings } from "./data.server";

/** The requests to send, a sheet a district, under the filters of the page; those about earlier reports too, as in letters. */
export const loadWorkbook: LoadWorkbook = async ({ request }) => {
  const { page, findings, missing, name } = await loadChecks(request);
  const [load, earlier] = await Promise.all([fetchLoad(), loadEarlierFindings(page)]);
  const { writeRequestList } = await import("#briefing/request-list");
  const { inWords, dataset, filters } = page;
  const content = await writeRequestList({
    inWords,
    dataset,
    loadedOn: load.loaded_on,
    year: filters.year,
    deadline: parseDay(page.parameters.get("deadline")),
    findings: [...findings, ...earlier],
    missing,
  });
  return { name, dataset, content };
};

/** A day of the address, YYYY-MM-DD, as it is printed; null for anything else. */
function parseDay(given: string | null): string | null {
  const day = z.iso.date().safeParse(given?.trim());
  return day.success ? formatDay(day.data) : null;
}
