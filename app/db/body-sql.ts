/** The kinds of body of which a division has one, as SQL. */
export const ONES = "'government', 'office'";
export const ONE_OF_A_DIVISION = `kind IN (${ONES})`;

/**
 * What tells a body apart within a group, as SQL: its division, of which there is one government and
 * one office of it in a year; of departments and townships there are many, so their own id.
 */
export const BODY_CODE = `CASE WHEN ${ONE_OF_A_DIVISION} THEN division_code ELSE body_id END`;

/** What a body is called within a group, as SQL. */
export const BODY_NAME = `CASE WHEN ${ONE_OF_A_DIVISION} THEN division ELSE body END`;

/** The columns that tell which body a figure is of. */
export const WHICH_BODY = `id AS report_id, ${BODY_CODE} AS code, division_code, ${BODY_NAME} AS division, year`;
