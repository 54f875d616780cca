/**
 * What may state whose report a document is, and for which year. Strong statements are made about the report
 * itself; where they disagree nobody is believed. Fair ones are often about the page or about whoever put it
 * there, weak ones are no more than hints: they decide only where nothing stronger speaks.
 */
export const STATEMENT_KINDS = {
  manifest: { name: "清单", strength: "decisive" },
  heading: { name: "正文标题", strength: "strong" },
  titleLine: { name: "标题行", strength: "strong" },
  pageTitle: { name: "网页标题", strength: "strong" },
  metaTitle: { name: "网页所标文章标题", strength: "strong" },
  period: { name: "统计期限", strength: "strong" },
  signature: { name: "落款", strength: "strong" },
  letterhead: { name: "标题上方", strength: "fair" },
  publisher: { name: "发布机构", strength: "fair" },
  listedTitle: { name: "别处的标题", strength: "weak" },
  fileTitle: { name: "文件属性中的标题", strength: "weak" },
  fileName: { name: "文件名", strength: "weak" },
  narrative: { name: "总体情况的文字", strength: "weak" },
  publicationDate: { name: "发布日期", strength: "weak" },
} as const;
export type StatementKind = keyof typeof STATEMENT_KINDS;
export type Strength = (typeof STATEMENT_KINDS)[StatementKind]["strength"];

/** A kind of statement with all that it says; several where a page lists several titles. */
export interface Stated<Value> {
  readonly kind: StatementKind;
  readonly values: readonly Value[];
}
