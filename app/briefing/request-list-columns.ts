import { keysOf } from "#domain/records";
import { digestText } from "./file-changes";

/**
 * The columns of a list of requests, in order; widths in characters of the sheet, together as much as A4 landscape
 * takes at full size. `isAnswer`: for the body to fill in. `isFigure`: left out where no row has it.
 */
export const LIST_COLUMNS: Readonly<Record<ListField, ListColumn>> = {
  problem: { header: "问题", width: 35 },
  printed: { header: "报告印的数", width: 11, isFigure: true },
  expected: { header: "应有或对照的数", width: 11, isFigure: true },
  basis: { header: "依据", width: 17 },
  deadline: { header: "整改期限", width: 16, isAnswer: true },
  body: { header: "责任单位", width: 13 },
  result: { header: "整改结果", width: 16, isAnswer: true },
};

interface ListColumn {
  readonly header: string;
  readonly width: number;
  readonly isFigure?: true;
  readonly isAnswer?: true;
}

export type ListField =
  "problem" | "printed" | "expected" | "basis" | "deadline" | "body" | "result";
export const LIST_FIELDS = keysOf(LIST_COLUMNS);

/** What is written by us and not for others to change. */
export const SEALED_FIELDS = LIST_FIELDS.filter((field) => !LIST_COLUMNS[field].isAnswer);

const SEAL = "gkq1";

export function digestField(value: string | number | null): string {
  return digestText([String(value ?? "")]).slice(0, 8);
}

/** What a row is known by when it comes back: its id, and a digest of each field that is not to be changed. */
export function sealRow(
  id: string,
  fields: Readonly<Record<ListField, string | number | null>>,
): string {
  return [SEAL, id, ...SEALED_FIELDS.map((field) => digestField(fields[field]))].join("|");
}

/** The parts of {@link sealRow}; null for a text that is none. */
export function parseSeal(
  text: string,
): { readonly id: string; readonly digests: readonly string[] } | null {
  const [scheme, id, ...digests] = text.trim().split("|");
  if (scheme !== SEAL || !id || digests.length !== SEALED_FIELDS.length) return null;
  return { id, digests };
}
