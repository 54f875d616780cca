import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Statistics } from "../../../app/pages/method/statistics";
import { INDICATORS } from "#domain/indicators/indicators";
import { comparisonColumns } from "#pages/compare/columns";

it("the method page explains 分母口径 and names every denominator, as the header does", () => {
  const indicator = INDICATORS.not_held_rate;
  const page = renderToStaticMarkup(<Statistics />);
  const hint = indicator && comparisonColumns(indicator).find(({ id }) => id === "robust")?.hint;
  expect(page).toContain("分母口径");
  const denominators = [indicator?.denominator, ...(indicator?.alternatives ?? [])];
  expect(denominators).toHaveLength(4);
  for (const denominator of denominators) {
    expect(page).toContain(`“${denominator?.name ?? ""}”`);
    expect(hint).toContain(`“${denominator?.name ?? ""}”`);
  }
});
