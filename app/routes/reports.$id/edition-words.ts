import type { TableCode } from "#domain/form/cells";
import { EDITION_FACTS, type Edition } from "#domain/form/edition";
import { isAlikeInEditions } from "#domain/form/layout";

/** The edition a table is printed in; where both print it alike, that. */
export function editionInWords(code: TableCode, edition: Edition): string {
  return isAlikeInEditions(code) ? "两版格式相同" : EDITION_FACTS[edition].name;
}
