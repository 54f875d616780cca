import type { LoaderFunctionArgs } from "@remix-run/node";
import { chartFile } from "../../page-charts.server";
import { chartsOf } from "../districts.$code/charts.server";
import { askDivision } from "../districts.$code/question.server";
import { filtersInWords } from "#domain/filters/bar";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const answer = await askDivision(request, params["code"] ?? "");
  const { self } = answer.related;
  return chartFile(request, Object.values(chartsOf(answer)), {
    inWords: `${self.name} · ${filtersInWords(answer.controls)}`,
    dataset: self.dataset,
  });
}
