import { PENDING } from "#domain/checks/check-rule";

/** Whether somebody has yet to explain a finding, as SQL. */
export const IS_PENDING = `acceptance IN (${PENDING.map((code) => `'${code}'`).join(", ")})`;
