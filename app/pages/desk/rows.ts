import type { StatedRecord } from "#desk/desk-states.server";
import { type DeskState, formatDeskState } from "#domain/desk/desk-state";
import { IDENTITY_BASES, type IntakeRecord } from "#domain/desk/intake-record";
import { INTAKE_STATES } from "#domain/desk/intake-state";
import { datasetOf } from "#domain/report/division";
import { SCOPES } from "#domain/report/body";

/** A document as the list shows it. */
export interface DeskRow {
  readonly id: string;
  /** What people call its file. */
  readonly name: string;
  readonly tone: DeskState;
  /** How it stands, in words. */
  readonly state: string;
  /** Whose report it is, as far as that was recognised. */
  readonly title: string;
  /** Scope, date of publication, cells; '' before it is read. */
  readonly facts: string;
  /** What it was recognised by; '' before. */
  readonly why: string;
  /** What a person should know of it, a sentence each, the worst first. */
  readonly notes: readonly string[];
  /** Whether readers see it now, and whether its body is an invented one. */
  readonly isPublished: boolean;
  readonly isInvented: boolean;
  readonly isSettled: boolean;
  /** Whether there is something to look at beside the original. */
  readonly canReview: boolean;
}

const GONE = "文件已不在工作台的文件夹里（可能被移走），发布时不会包括它。请移除后重新放入。";

/**
 * A row of the list of documents.
 * @param isGone whether its document was taken away by hand
 * @param isPublished whether readers see it
 */
export function toDeskRow(
  { record, state: tone, withdrawal }: StatedRecord,
  isGone: boolean,
  isPublished = false,
): DeskRow {
  const { id, name, state, reading } = record;
  return {
    id,
    name,
    tone,
    state: formatDeskState(record, tone),
    title: formatTitle(record),
    facts: reading === null ? "" : formatFacts(record),
    why: reading === null ? "" : formatWhy(reading.why),
    notes: [
      ...(isGone ? [GONE] : []),
      ...(withdrawal === null ? [] : [`${withdrawal}发布后读者看不到它，也不计入合计。`]),
      ...listNotes(record),
    ],
    isPublished,
    isInvented: isInvented(record),
    isSettled: INTAKE_STATES[state].isSettled,
    canReview: record.file !== null && (state === "read" || state === "refused"),
  };
}

/** Whether a document is of a body of the fictional province. */
export function isInvented({ reading }: IntakeRecord): boolean {
  const division = reading?.found.division ?? null;
  return division !== null && datasetOf(division) === "demo";
}

function formatTitle({ state, reading }: IntakeRecord): string {
  if (reading === null) return state === "refused" ? "没有读出报告" : "";
  const { body, year } = reading.found;
  const who = body ?? "没有认出机关";
  return year === null ? `${who}（没有认出年度）` : `${who}${year}年度报告`;
}

function formatFacts({ reading }: IntakeRecord): string {
  if (reading === null) return "";
  const { found, publishedOn, cells, illegible } = reading;
  return [
    SCOPES[found.scope].name,
    publishedOn === null ? "没有写明公布日期" : `${publishedOn}公布`,
    illegible === 0 ? `读出${cells}格` : `读出${cells}格，其中${illegible}格读不成数`,
  ].join("，");
}

type Why = NonNullable<IntakeRecord["reading"]>["why"];

/** 机关、年度：文件写明；范围：据文件中的线索. */
function formatWhy({ body, year, scope }: Why): string {
  const parts = { 机关: body, 年度: year, 范围: scope };
  const bases = [...new Set(Object.values(parts))];
  return bases
    .map((basis) => {
      const names = Object.entries(parts).flatMap(([name, own]) => (own === basis ? [name] : []));
      return `${names.join("、")}：${IDENTITY_BASES[basis]}`;
    })
    .join("；");
}

function listNotes(record: IntakeRecord): string[] {
  const { refusal, reading, duplicateOf, otherVersion } = record;
  const problems = reading?.problems ?? [];
  const of = (severity: "error" | "warning"): string[] =>
    problems
      .filter((each) => each.severity === severity)
      .map(({ message }) => endSentence(message));
  return [
    refusal === null ? [] : endSentence(refusal),
    duplicateOf === null
      ? []
      : `与${duplicateOf.isLoaded ? "已载入的" : "另收到的"}“${duplicateOf.name}”内容完全相同。`,
    otherVersion === null ? [] : formatOtherVersion(otherVersion, record),
    reading?.contradictions ?? [],
    fold(of("error"), (count) => `没能读取${count}处，如：`),
    fold(of("warning"), (count) => `提醒${count}处，如：`),
  ]
    .flat()
    .filter((note, at, all) => all.findIndex((other) => other.includes(note)) === at);
}

/** By the rule of a load: the later date of publication, or where they do not tell, what came later. */
function formatOtherVersion(
  { name, isLoaded, order }: NonNullable<IntakeRecord["otherVersion"]>,
  { state, reading }: IntakeRecord,
): string {
  const there = `同一份报告${isLoaded ? "已经载入" : "另外收到"}过（“${name}”）`;
  if (state !== "read") return `${there}。`;
  const publishedOn = reading?.publishedOn ?? null;
  const why = `这份${publishedOn === null ? "没有写明公布日期" : `公布于${publishedOn}`}`;
  return order === "newer"
    ? `${there}；${why}，是后公布或者后收到的，发布后以这份为准。`
    : `${there}；${why}，那一份是后公布或者后收到的，发布后以那一份为准，这份不用核对。`;
}

/** Several sentences as the first of them behind their number. */
function fold(sentences: readonly string[], introduce: (count: number) => string): string[] {
  const [first] = sentences;
  if (first === undefined) return [];
  return [sentences.length === 1 ? first : `${introduce(sentences.length)}${first}`];
}

function endSentence(text: string): string {
  return /[。！？]$/u.test(text) ? text : `${text}。`;
}
