import type { ReadReport } from "#domain/report/read-report";
import { UnreadableDocument } from "../read/document";
import { readReport } from "../recognise/recognise-report";
import { loadBodies } from "../intake/bodies";
import { DivisionNames } from "../intake/division-names";
import { loadDivisions } from "../intake/register";
import { answerParent } from "./answer-parent";
import type { NamedBytes, ReadOrRefused } from "./limited-reader";

const register = new DivisionNames(loadDivisions(), loadBodies());

/** Reads documents in a process of its own and keeps nothing of them. */
answerParent(async ({ bytes, file, manifest }: NamedBytes): Promise<ReadOrRefused> => {
  try {
    const report: ReadReport = await readReport(bytes, file, { register, manifest });
    return { report };
  } catch (error) {
    if (error instanceof UnreadableDocument) return { refusal: error.message };
    throw error;
  }
});
