import { z } from "zod";
import { decodeValue, encodeValue } from "./encoded-value";

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
