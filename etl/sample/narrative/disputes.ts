import { cellName, tableOf } from "#domain/form/cells";
import { valueOf } from "../figures";
import type { SampleReport } from "../province";
import { countsOf } from "./counts";

/** What the text says of reviews and suits. */
export function disputesParagraph(report: SampleReport): string {
  const { reviews, suits } = countsOf(report.told);
  if (reviews + suits === 0) return "本年度未发生因政府信息公开引起的行政复议、行政诉讼。";
  const count = (result: string): number => valueOf(report.told, cellName("review", result));
  const sweeping = report.stories.some((story) => story.claim?.says === "all_upheld");
  const allUpheld = reviews > 0 && count("upheld") === reviews;
  const parts = tableOf("review_litigation")
    .columns.filter((column) => !column.sumOf && count(column.code) > 0)
    .map((column) => `${column.label}${count(column.code)}件`);
  const detail =
    reviews === 0 ? "" : sweeping || allUpheld ? "，均获维持" : `，其中${parts.join("、")}`;
  return `因政府信息公开被申请行政复议${reviews}件${detail}；被提起行政诉讼${suits}件。`;
}
