import { MASTHEAD_KEYS } from "#domain/briefing/masthead";
import { FILTER_KEYS } from "#domain/filters/filters";

/**
 * Every parameter that some page or file of the site reads. Others say nothing to it: the server leaves them out of
 * the address before it answers, so that links passed on with additions of other sites lead to the same answer. The desk
 * is asked as it is: none of its answers is kept.
 */
export const PARAMETERS: ReadonlySet<string> = new Set([
  ...FILTER_KEYS,
  // Tables: order, page, that of the bodies beside a table, search by name.
  ...["sort", "page", "bodies", "q"],
  // Which columns; bars split.
  ...["cols", "split"],
  // Files: which table or chart, and its format.
  ...["table", "chart", "format"],
  // Checks: which bodies to list.
  "problem",
  // Reports: the document to compare with.
  "from",
  // Profiles: whom to compare with; several side by side.
  ...["peers", "codes", "add"],
  // Briefings.
  ...["template", "base", "division", "indicators", "sections", "marks", "fingerprint"],
  ...["letter", "deadline", ...MASTHEAD_KEYS],
  // The framework's own: the data of one page.
  "_data",
]);
