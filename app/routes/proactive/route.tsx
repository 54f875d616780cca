import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CoverageNote } from "#components/coverage-note";
import { FilterBar } from "#components/filter-bar";
import { Page } from "#components/page";
import { proactiveBodyColumns } from "#domain/tables/proactive";
import { EditionSection } from "./edition-section";
import { sheetInOrder } from "../../rows-in-order.server";
import { askProactive, BY_NAME } from "./question.server";

export const meta: MetaFunction = () => [{ title: "主动公开 · 公开" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { page, editions, coverage } = await askProactive(request);
  return json({
    controls: page.controls,
    inWords: page.inWords,
    dataset: page.dataset,
    year: page.filters.year,
    editions: editions.map(({ bodies, ...each }) => {
      const columns = proactiveBodyColumns(each.edition);
      const { rows, order } = sheetInOrder(bodies, columns, page.parameters, BY_NAME);
      return { ...each, bodies: rows, order };
    }),
    coverage,
  });
}

export default function Proactive() {
  const { controls, inWords, dataset, year, editions, coverage } = useLoaderData<typeof loader>();
  return (
    <Page title="主动公开" lead={inWords} dataset={dataset}>
      <FilterBar controls={controls} keep={["sort"]} />
      <p>
        <CoverageNote coverage={coverage} />
        两种格式的栏目不同，分别列出，不相加、不比较；按每份报告实际采用的格式归类。
      </p>
      {editions.map((each) => (
        <EditionSection key={each.edition} {...each} year={year} />
      ))}
    </Page>
  );
}
