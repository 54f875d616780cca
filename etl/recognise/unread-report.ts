import { readIssue } from "#domain/report/read-issue";
import type { ReadReport } from "#domain/report/read-report";
import type { ManifestRow } from "#domain/reviewed/manifest";
import type { DivisionNames } from "../intake/division-names";
import type { UnreadableDocument } from "../read/document";
import { identify } from "./identity";

const NOTHING_STATED = { titles: [], bodies: [], years: [] };
const NO_CLUES = {
  preface: "",
  overview: "",
  powers: { licensing: null, penalty: null, coercion: null },
};

/**
 * The report of a document that cannot be read, where a manifest states whose it is: without a cell or a word, for people
 * to type what its tables print. All that is known of it is what the manifest states.
 *
 * @param error why it cannot be read
 */
export function describeUnread(
  file: string,
  error: UnreadableDocument,
  { register, manifest }: { readonly register: DivisionNames; readonly manifest: ManifestRow },
): ReadReport {
  const { issues, ...facts } = identify(NOTHING_STATED, NO_CLUES, register, manifest);
  return {
    file,
    ...facts,
    forms: { proactive_disclosure: null, requests: null, review_litigation: null },
    cells: [],
    preface: null,
    sections: [],
    problems: [readIssue("document_unreadable", { reason: error.message }), ...issues],
  };
}
