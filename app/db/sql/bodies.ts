/** The kinds of body of which a division has one, as SQL. */
export const SINGLE_KINDS = "'government', 'office'";
export const IS_SINGLE_KIND = `kind IN (${SINGLE_KINDS})`;

/**
 * What tells a body apart within a group, as SQL: its division, of which there is one government and
 * one office of it in a year; of departments and townships there are many, so their own id.
 */
export const BODY_CODE = `CASE WHEN ${IS_SINGLE_KIND} THEN division_code ELSE body_id END`;

/** What a body is called within a group, as SQL. */
export const BODY_NAME = `CASE WHEN ${IS_SINGLE_KIND} THEN division ELSE body END`;

/**
 * The columns that tell which body a figure is of, the texts as one: of thousands of rows, to fetch a
 * text takes longer than anything else. `bodyIn` takes it apart.
 */
export const WHICH_BODY = `concat_ws(chr(31), id, ${BODY_CODE}, division_code, ${BODY_NAME}) AS body, year`;

/** Which body a figure is of. */
interface NamedBody {
  readonly report_id: string;
  readonly code: string;
  readonly division_code: string;
  readonly division: string;
}

/** The body that the text of `WHICH_BODY` names. */
export function parseBody(text: string): NamedBody {
  const [report_id = "", code = "", division_code = "", division = ""] = text.split("\u001f");
  return { report_id, code, division_code, division };
}
