import { isSummable, type YearOfProactive } from "#domain/comparison/proactive";
import { cellsIn, type Cell } from "#domain/form/cells";
import { formatValue } from "#domain/indicators/number-format";
import { shortLabelsOf } from "./columns";

/** What a line had before the year and by how much it grew: the table says so, the sentence what was done in the year. */
const BESIDE_THE_YEAR: readonly string[] = ["items_prior_year", "items_change"];

/**
 * What the reports of a year count, in one sentence: 2025年90份报告：行政规范性文件本年制发件数1,260件、…；…。
 * An amount with a doubtful part is given without it, and says so.
 */
export function summariseProactive(years: readonly YearOfProactive[], year: number): string {
  return years
    .filter((each) => each.year === year)
    .map((each) => {
      const cells = cellsIn("proactive_disclosure", each.edition).filter(
        (cell) => isSummable(cell) && !BESIDE_THE_YEAR.includes(cell.column),
      );
      const lines = [...new Set(cells.map(({ line }) => line))];
      const said = lines.flatMap((line) => {
        const ofLine = cells.filter((cell) => cell.line === line);
        const [first] = ofLine;
        const known = ofLine.filter(({ name }) => (each.cells[name] ?? 0) !== 0);
        if (!first || known.length === 0) return [];
        const counts = known.map((cell) => sayCount(cell, each)).join("、");
        return [`${shortLabelsOf(first, each.edition).line}${counts}`];
      });
      return said.length === 0 ? "" : `${year}年${each.reports}份报告：${said.join("；")}。`;
    })
    .join("");
}

function sayCount(cell: Cell, { edition, cells, uncertain }: YearOfProactive): string {
  const { column } = shortLabelsOf(cell, edition);
  const doubtful = uncertain.filter(({ cell: name }) => name === cell.name);
  const rest = doubtful.reduce((left, { value }) => left - value, cells[cell.name] ?? 0);
  const without = doubtful.map(({ division }) => division).join("、");
  if (without !== "" && rest === 0) return `${column}只有单位存疑的${without}填写`;
  return `${column}${formatValue(Math.round(rest), "count")}${cell.unit}${without === "" ? "" : `（不含单位存疑的${without}）`}`;
}
