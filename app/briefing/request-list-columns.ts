import { z } from "zod";
import { keysOf } from "#domain/records";
import { decodeValue, encodeValue } from "./encoded-value";
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

/** What was asked in a row, as the workbook says of itself: a row that is taken out of a sheet is missed by it. */
export interface AskedRow {
  readonly sheet: string;
  readonly id: string;
  readonly body: string;
  /** What was asked, as much of it as tells one row from another. */
  readonly problem: string;
}

const ASKED = /gkq2:([A-Za-z0-9+/=]+)/u;
const askedSchema = z.array(z.tuple([z.string(), z.string(), z.string(), z.string()]));
const EXCERPT = 40;

/** All that a workbook asks, as one word of its properties. */
export function encodeAsked(rows: readonly AskedRow[]): string {
  const told = rows.map(({ sheet, id, body, problem }) => [sheet, id, body, excerpt(problem)]);
  return `gkq2:${encodeValue(told)}`;
}

/** The rows of {@link encodeAsked}; null where the properties do not say them. */
export function parseAsked(properties: string): AskedRow[] | null {
  const found = decodeValue(ASKED.exec(properties)?.[1], askedSchema);
  return found?.map(([sheet, id, body, problem]) => ({ sheet, id, body, problem })) ?? null;
}

/** The beginning of a text, with a mark where it goes on. */
export function excerpt(text: string): string {
  const letters = Array.from(text.trim());
  return letters.length > EXCERPT ? `${letters.slice(0, EXCERPT).join("")}…` : letters.join("");
}
