import { carriedOf } from "#domain/filters/carried";

/** Address of several divisions side by side, with what was chosen before. */
export function besideLink(
  divisions: readonly { readonly code: string }[],
  parameters: URLSearchParams,
): string {
  const codes = divisions.map(({ code }) => code).join(",");
  const carried = new URLSearchParams(carriedOf(parameters)).toString();
  return `/districts/compare?codes=${codes}${carried === "" ? "" : `&${carried}`}`;
}
