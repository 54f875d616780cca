import { LETTERS } from "#domain/briefing/templates";
import { datasetOf } from "#domain/report/division";
import type { BriefingFacts } from "#domain/briefing/facts";
import { type ArchiveEntry, writeArchive } from "#export/archive";
import { writeCsv } from "#export/csv";
import { fileNameOf } from "#export/download";
import { type PlainRow, type PlainTable, toNamedTable } from "#export/plain-table";
import { composeBriefing } from "./compose";
import { BRIEFING_FORMATS, briefingFileName, type BriefingFormat } from "./formats";
import { countLetters, type LetterPlan, planLetters } from "./recipient";

/** 发函清单: the letters that each body of a selection gets, with their numbers, or why it gets none. */
function buildLetterList(plans: readonly LetterPlan[]): PlainTable {
  let number = 0;
  const rows = plans.flatMap(({ code, name, letters, reason }): PlainRow[] => {
    const none: PlainRow[] = reason === null ? [] : [{ values: ["", name, code, "", "", reason] }];
    return [
      ...letters.map(({ letter, facts }): PlainRow => {
        number += 1;
        const { name: kind, meaning } = LETTERS[letter];
        const { number: documentNumber } = facts.choices.masthead;
        return { values: [String(number), name, code, kind, documentNumber ?? "", meaning] };
      }),
      ...none,
    ];
  });
  return {
    name: "发函清单",
    columns: [
      { id: "number", header: "序号", format: "text", width: 0.5 },
      { id: "division", header: "地区", format: "text" },
      { id: "code", header: "区划代码", format: "text" },
      { id: "letter", header: "函件", format: "text" },
      { id: "document_number", header: "发文字号", format: "text", width: 1.6 },
      { id: "matter", header: "事项，或者不发函的原因", format: "text", width: 4 },
    ],
    rows,
    empty: "所选范围内没有地区。",
  };
}

/** Each letter of a selection as a file, named so that the files sort as they are numbered. */
export async function* writeLetterFiles(
  plans: readonly LetterPlan[],
  format: BriefingFormat = "docx",
): AsyncGenerator<ArchiveEntry> {
  let number = 0;
  const digits = String(countLetters(plans)).length;
  for (const { code, letters } of plans)
    for (const { facts } of letters) {
      number += 1;
      const briefing = composeBriefing(facts);
      const name = `${String(number).padStart(digits, "0")}_${code}_${briefingFileName(briefing, format)}`;
      yield { name, content: await BRIEFING_FORMATS[format].write(briefing) };
    }
}

/** The list of letters as a file beside them. */
export function writeLetterList(
  plans: readonly LetterPlan[],
  { choices }: BriefingFacts,
): ArchiveEntry {
  const dataset = datasetOf(choices.filters.area);
  return {
    name: `${fileNameOf("发函清单", dataset)}.csv`,
    content: writeCsv(toNamedTable(buildLetterList(plans)), dataset),
  };
}

/** All letters of a selection and the list of them; null where there is none to write. */
export async function writeLetterArchive(
  facts: BriefingFacts,
): Promise<{ readonly name: string; readonly content: Uint8Array<ArrayBuffer> } | null> {
  const plans = planLetters(facts);
  if (countLetters(plans) === 0) return null;
  const files = [writeLetterList(plans, facts)];
  for await (const file of writeLetterFiles(plans)) files.push(file);
  const { area, year } = facts.choices.filters;
  return {
    name: `${fileNameOf(`${facts.areaName}${year}年度函件`, datasetOf(area))}.zip`,
    content: await writeArchive(files, facts.loadedOn),
  };
}
