import { REQUESTS, type Applicant } from "./requests";

/** The types of applicant that table 三 tells apart, without 总计. */
export const APPLICANT_TYPES: readonly Applicant[] = REQUESTS.columns
  .map(({ code }) => code)
  .filter((code) => code !== "total");

/** An applicant as the form names it; the second 其他 of the form says what it is. */
export function applicantName(code: Applicant): string {
  const column = REQUESTS.columns.find((candidate) => candidate.code === code);
  if (!column) return code;
  return code === "other_organization" ? `${column.label}组织` : column.label;
}
