/** The years in which a division exists, and what it came from or became. */
export interface DivisionLife {
  readonly name: string;
  readonly valid_from: number | null;
  readonly valid_to: number | null;
  readonly former_names: readonly string[] | null;
}

/** Whether a division exists in a year. */
export function livesIn({ valid_from, valid_to }: DivisionLife, year: number): boolean {
  return (valid_from ?? year) <= year && year <= (valid_to ?? year);
}

/** Changes of a division in words; nothing where the register knows of none. */
export function lifeInWords({ valid_from, valid_to, former_names }: DivisionLife): string[] {
  return [
    valid_from === null ? "" : `${valid_from}年起设立`,
    valid_to === null ? "" : `存续至${valid_to}年`,
    former_names && former_names.length > 0 ? `曾用名：${former_names.join("、")}` : "",
  ].filter(Boolean);
}

/** Why there can be no report of a year. */
export function whyNotIn(division: DivisionLife, year: number): string {
  const { name, valid_from, valid_to } = division;
  if (valid_from !== null && year < valid_from)
    return `${name}${valid_from}年起设立，${year}年尚不存在，没有这一年的报告，也不算缺报。`;
  return `${name}存续至${valid_to ?? ""}年，${year}年已不存在，没有这一年的报告，也不算缺报。`;
}
