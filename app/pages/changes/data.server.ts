import {
  type EarlierReading,
  fetchEarlierDocuments,
  fetchEarlierReading,
} from "#db/queries/earlier-readings.server";
import { fetchEvidence, fetchSections } from "#db/queries/evidence.server";
import { fetchExaminedReport } from "#db/queries/examined-report.server";
import { fetchReport } from "#db/queries/reports.server";
import { evaluateReport } from "#domain/checks/engine";
import { SCOPES } from "#domain/report/body";
import { formatLocation } from "#domain/report/cell-text";
import { type CheckedReport, restoreCheckedReport } from "#domain/report/checked-report";
import type { DocumentRow } from "#domain/report/document-row";
import type { StoredCell } from "#domain/report/printed-cell";
import {
  cellsInQuestion,
  compareCells,
  compareResults,
  FATES,
} from "#domain/checks/report-changes";
import { reportId, type ReportRow } from "#domain/report/report-row";
import { checkRuleOf } from "#domain/checks/rule-list";
import type { NamedFindingChange, PlacedChange } from "./columns";
import { compareSections, type SectionChange } from "./text-changes";

/** In the address, in place of the hash of an earlier document: the same body's report of the year before. */
export const LAST_YEAR = "last-year";

/** A report that another one can be compared with. */
interface Choice {
  readonly value: string;
  readonly name: string;
}

/**
 * What changed in a report since an earlier document of it, or since the report of the year before: the one that
 * `from` names, otherwise the latest earlier document, otherwise last year's report.
 * @throws Response 404 in Chinese where there is no such report, or no such document of it.
 */
export async function loadChanges(id: string, { searchParams }: URL) {
  const report = await fetchReport(id);
  if (!report) throw new Response(`没有编号为“${id.slice(0, 80)}”的报告。`, { status: 404 });
  const [documents, last] = await Promise.all([
    fetchEarlierDocuments(id),
    fetchReport(reportId(report.body_id, report.year - 1, report.scope)),
  ]);
  const choices = listChoices(documents, last);
  const wanted = searchParams.get("from") ?? "";
  const from = wanted === "" ? choices[0]?.value : wanted;
  if (from !== undefined && !choices.some(({ value }) => value === from))
    throw new Response("这份报告没有这样一份较早的原件可以对照。", { status: 404 });
  const base = {
    report,
    title: `${report.body}${report.year}年度报告（${SCOPES[report.scope].name}）`,
    choices,
    from: from ?? null,
  };
  if (from === undefined) return { ...base, comparison: null };
  return {
    ...base,
    comparison:
      from === LAST_YEAR && last
        ? await compareWithLastYear(report, last)
        : await compareWithEarlier(report, from, documents),
  };
}

function listChoices(documents: readonly DocumentRow[], last: ReportRow | undefined): Choice[] {
  return [
    ...documents.map(({ hash, file, loaded_at: loaded }) => ({
      value: hash,
      name: `此前的原件“${file}”（${loaded.slice(0, 10)}载入）`,
    })),
    ...(last ? [{ value: LAST_YEAR, name: `上一年度（${last.year}年）的报告` }] : []),
  ];
}

/** What a comparison shows, whatever was compared. */
export interface Comparison {
  readonly names: { readonly before: string; readonly after: string };
  /** The document of what stood before; null where that has a page of its own. */
  readonly earlierDocument: DocumentRow | null;
  readonly cells: readonly PlacedChange[];
  /** Null where the two are not versions of one report. */
  readonly findings: readonly NamedFindingChange[] | null;
  readonly sections: readonly SectionChange[];
}

async function compareWithEarlier(
  report: ReportRow,
  hash: string,
  documents: readonly DocumentRow[],
): Promise<Comparison> {
  const [earlier, now] = await Promise.all([
    fetchEarlierReading(report.id, hash),
    fetchExaminedReport(report),
  ]);
  if (!earlier) throw new Response("没有这份较早的原件。", { status: 404 });
  const before = restoreEarlier(report, earlier);
  // As printed: what people corrected in the figures is no change of the document.
  const { printed, sections } = now;
  const { preface } = now.checked;
  const after = restoreCheckedReport({ report, printed, sections, preface });
  const results = evaluateReport(before, now.context);
  const inQuestion = cellsInQuestion(results, before);
  return {
    names: { before: "原来印的", after: "现在印的" },
    earlierDocument: documents.find((document) => document.hash === hash) ?? null,
    cells: comparePrinted(
      { cells: earlier.cells, page: null },
      { cells: printed, page: report.id },
      (cell) => inQuestion.has(cell),
    ),
    findings: compareResults(results, evaluateReport(after, now.context)).map(
      (change): NamedFindingChange => ({
        ...change,
        rule: checkRuleOf(change.check)?.name ?? change.check,
      }),
    ),
    sections: compareSections(before, after),
  };
}

function restoreEarlier(
  report: ReportRow,
  { cells: printed, preface, sections, ...earlier }: EarlierReading,
): CheckedReport {
  return restoreCheckedReport({ report: { ...report, ...earlier }, printed, sections, preface });
}

async function compareWithLastYear(report: ReportRow, last: ReportRow): Promise<Comparison> {
  const ids = [last.id, report.id] as const;
  const [evidence, sections] = await Promise.all([fetchEvidence(ids), fetchSections(ids)]);
  const [before, after] = [printOf(last), printOf(report)];
  function printOf({ id }: ReportRow) {
    const { cells = [], preface = null } = evidence.get(id) ?? {};
    return { page: id, cells, preface, sections: sections.get(id) ?? [] };
  }
  return {
    names: { before: `${last.year}年`, after: `${report.year}年` },
    earlierDocument: null,
    cells: comparePrinted(before, after, () => null),
    findings: null,
    sections: compareSections(before, after),
  };
}

interface Print {
  readonly cells: readonly StoredCell[];
  /** Id of the report whose page shows it; null for a document that has no page. */
  readonly page: string | null;
}

function comparePrinted(
  before: Print,
  after: Print,
  isInQuestion: (cell: string) => boolean | null,
): PlacedChange[] {
  const [old, now] = [before, after].map(
    ({ cells }) => new Map(cells.map((cell) => [cell.cell, cell])),
  );
  return compareCells(old ?? new Map(), now ?? new Map()).map((change) => ({
    ...change,
    pages: { before: before.page, after: after.page },
    place: formatLocation(old?.get(change.cell)?.where ?? {}),
    inQuestion: isInQuestion(change.cell),
  }));
}

/** How much changed, in one sentence. */
export function summariseChanges({ cells, findings, sections }: Comparison): string {
  const unasked = cells.filter(({ inQuestion }) => inQuestion === false).length;
  const fates = Object.entries(FATES).flatMap(([fate, { name }]) => {
    const count = findings?.filter((finding) => finding.fate === fate).length ?? 0;
    return count === 0 ? [] : `${name}${count}项`;
  });
  const parts = [
    cells.length === 0 ? "数字没有改动" : `${cells.length}格的数字或写法不同`,
    ...(unasked === 0 ? [] : [`其中${unasked}格没有要求过核实`]),
    ...(findings === null
      ? []
      : [fates.length === 0 ? "前后都没有不符" : `不符之处${fates.join("、")}`]),
    sections.length === 0 ? "正文没有改动" : `正文有${sections.length}个部分不同`,
  ];
  return `${parts.join("；")}。`;
}
