import type { Indicator } from "./indicators";

/**
 * Why an indicator of one year is not held against that of an earlier one: the law made it another figure
 * in between; null where it may be.
 */
export function lawBreak(
  { name, breaks, caveat }: Indicator,
  earlier: number,
  later: number,
): string | null {
  const year = breaks?.find((each) => earlier < each && each <= later);
  if (year === undefined) return null;
  return `${year}年起法律规定改变，${name}前后不可比。${caveat ?? ""}`;
}
