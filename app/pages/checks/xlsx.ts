import type { LoaderFunctionArgs } from "@remix-run/node";
import { download, fileNameOf } from "#export/csv";
import { BRIEFING_FORMATS } from "#briefing/formats";
import { fetchLoad } from "#db/queries/briefing.server";
import { loadChecks } from "./data.server";

/** The questions to send, a sheet a district, under the filters of the page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const [{ page, findings, missing, name }, load] = await Promise.all([
    loadChecks(request),
    fetchLoad(),
  ]);
  const { writeRequestList } = await import("#briefing/request-list");
  const { inWords, dataset, filters } = page;
  const file = await writeRequestList({
    inWords,
    dataset,
    loadedOn: load.loaded_on,
    year: filters.year,
    findings,
    missing,
  });
  return download(`${fileNameOf(name, dataset)}.xlsx`, file, BRIEFING_FORMATS.xlsx.type);
}
