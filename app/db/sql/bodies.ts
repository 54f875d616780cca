import { DIVISION_KINDS } from "#domain/report/body";
import { TABLE_CODES } from "#domain/form/cells";
import { tableEditionsSchema, type TableEditions } from "#domain/report/read-report";
import { editionColumn } from "#domain/report/report-row";

/** The kinds of body of which a division has one, as SQL. */
const SINGLE_KINDS = DIVISION_KINDS.map((kind) => `'${kind}'`).join(", ");
export const IS_SINGLE_KIND = `kind IN (${SINGLE_KINDS})`;

/**
 * What tells a body apart within a group, as SQL: its division, of which there is one government and
 * one office of it in a year; of departments and townships there are many, so their own id.
 */
export const BODY_CODE = `CASE WHEN ${IS_SINGLE_KIND} THEN division_code ELSE body_id END`;

/** What a body is called within a group, as SQL. */
export const BODY_NAME = `CASE WHEN ${IS_SINGLE_KIND} THEN division ELSE body END`;

/**
 * What tells the rows of a query over `figures` apart. It is fetched as one text, since of thousands of rows
 * to fetch a text takes longer than anything else, and parsed where a row is looked at.
 */
export interface Naming<Identity> {
  readonly sql: string;
  readonly parse: (text: string) => Identity;
}

/** The body that a report is of, as a comparison calls it. */
export interface NamedBody {
  readonly report_id: string;
  /** Tells the body apart within a group. */
  readonly code: string;
  readonly division_code: string;
  readonly division: string;
}

const SEPARATOR = 31;
/** Fields fetched as one text, which `split` takes apart: none of them NULL. */
export const joined = (fields: readonly string[]): string =>
  `concat_ws(chr(${SEPARATOR}), ${fields.join(", ")})`;
export const split = (text: string): readonly string[] =>
  text.split(String.fromCharCode(SEPARATOR));

const BODY_FIELDS = ["id", BODY_CODE, "division_code", BODY_NAME];

export const BODY: Naming<NamedBody> = {
  sql: joined(BODY_FIELDS),
  parse: (text) => {
    const [report_id = "", code = "", division_code = "", division = ""] = split(text);
    return { report_id, code, division_code, division };
  },
};

/** The body, and the edition of the form that each table of its report keeps; null where it has no such table. */
export const BODY_WITH_EDITIONS: Naming<NamedBody & { readonly editions: TableEditions }> = {
  sql: joined([
    ...BODY_FIELDS,
    ...TABLE_CODES.map((table) => `coalesce(CAST(${editionColumn(table)} AS VARCHAR), '')`),
  ]),
  parse: (text) => {
    const editions = split(text).slice(BODY_FIELDS.length);
    const byTable = TABLE_CODES.map((table, index) => [table, Number(editions[index]) || null]);
    return {
      ...BODY.parse(text),
      editions: tableEditionsSchema.parse(Object.fromEntries(byTable)),
    };
  },
};

/** The code of the body alone. */
export const CODE: Naming<string> = { sql: BODY_CODE, parse: (code) => code };
