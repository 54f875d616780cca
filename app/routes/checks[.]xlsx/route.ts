import type { LoaderFunctionArgs } from "@remix-run/node";
import { download, fileName } from "#briefing/csv";
import { BRIEFING_FORMATS } from "#briefing/formats";
import { loadedData } from "#db/briefing-sources.server";
import { askChecks } from "../checks/question.server";

/** The questions to send, a sheet a district, under the filters of the page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const [{ page, findings, missing, name }, load] = await Promise.all([
    askChecks(request),
    loadedData(),
  ]);
  const { questionList } = await import("#briefing/question-list");
  const { inWords, dataset, filters } = page;
  const file = await questionList({
    inWords,
    dataset,
    loadedOn: load.loaded_on,
    year: filters.year,
    findings,
    missing,
  });
  return download(`${fileName(name, dataset)}.xlsx`, file, BRIEFING_FORMATS.xlsx.type);
}
