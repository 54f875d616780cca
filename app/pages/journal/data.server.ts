import { timeInChina } from "#domain/desk/china-time";
import {
  type JournalValue,
  type JournalVerdict,
  JOURNAL_ACTION_CODES,
  JOURNAL_ACTIONS,
  nameOfAction,
} from "#domain/desk/journal";
import { fetchDivisions } from "#db/queries/divisions.server";
import { BODY_KIND_CODES, BODY_KINDS, SCOPE_CODES, SCOPES } from "#domain/report/body";
import { currentVersion } from "#store/current-version";
import { reportLink } from "#tables/links";
import { dataStore } from "#store/data-folder";
import { readJournal } from "#store/journal";
import type { JournalLine } from "#store/journal-line";
import { tablePageOf, type TablePage } from "#tables/order";
import type { NamedReport, ShownLine } from "./columns";
import { formatJournalValue } from "#domain/desk/journal-values";
import { MovedLines } from "#domain/desk/moved-lines";

export interface JournalData {
  readonly verdict: JournalVerdict;
  /** Those of the page, the newest first. */
  readonly lines: readonly ShownLine[];
  readonly page: TablePage;
  readonly chosen: JournalFilter;
  readonly actions: readonly { readonly code: string; readonly name: string }[];
  /** Everybody who stands in the journal. */
  readonly actors: readonly string[];
}

interface JournalFilter {
  readonly action: string;
  readonly actor: string;
  /** Part of what it was done to, or of what was there: the id of a report, a name of a file. */
  readonly subject: string;
}

interface MatchingLines {
  readonly verdict: JournalVerdict;
  /** The newest first. */
  readonly lines: readonly JournalLine[];
  readonly chosen: JournalFilter;
  readonly actors: readonly string[];
  readonly moved: MovedLines;
}

/** The lines of the journal that fit what the address asks for, and how the whole chain stands. */
async function readMatchingLines(parameters: URLSearchParams): Promise<MatchingLines> {
  const chosen = {
    action: parameters.get("action") ?? "",
    actor: (parameters.get("who") ?? "").trim(),
    subject: (parameters.get("subject") ?? "").trim(),
  };
  const lines: JournalLine[] = [];
  const actors = new Set<string>();
  const moved = new MovedLines();
  const verdict = await readJournal(dataStore(), (line) => {
    actors.add(line.actor);
    moved.add(line);
    if (wasDoneBy(line, chosen)) lines.push(line);
  });
  // Where an entry went is said by a later line.
  const fitting = lines.filter((line) => isAbout(line, chosen, moved.reportOf(line.line)));
  return { verdict, lines: fitting.reverse(), chosen, actors: [...actors].sort(), moved };
}

function wasDoneBy(line: JournalLine, { action, actor }: JournalFilter): boolean {
  return (action === "" || action === line.action) && (actor === "" || actor === line.actor);
}

function isAbout(
  { subject, before, after }: JournalLine,
  { subject: part }: JournalFilter,
  movedTo: string | null,
): boolean {
  const texts = [subject, movedTo ?? "", ...textsIn(before), ...textsIn(after)];
  return texts.some((text) => text.includes(part));
}

function textsIn(value: JournalValue): readonly string[] {
  if (value === null) return [];
  return typeof value === "object" ? Object.values(value) : [String(value)];
}

/** The lines that are chosen, all of them. */
export async function loadChosenLines(parameters: URLSearchParams): Promise<ShownLine[]> {
  const { lines, moved } = await readMatchingLines(parameters);
  return showLines(lines, moved);
}

export async function loadJournal(parameters: URLSearchParams): Promise<JournalData> {
  const { lines, moved, ...found } = await readMatchingLines(parameters);
  const page = tablePageOf(parameters, lines.length);
  return {
    ...found,
    page,
    lines: await showLines(lines.slice(Math.max(0, page.first - 1), page.last), moved),
    actions: JOURNAL_ACTION_CODES.map((code) => ({ code, name: JOURNAL_ACTIONS[code].name })),
  };
}

/** How the ids of reports are written: 990101-government-2023-jurisdiction. */
const REPORT_ID = /^(\d{6})-([a-z]+)(?:-.+)?-(20\d\d)-([a-z]+)$/u;

async function showLines(lines: readonly JournalLine[], moved: MovedLines): Promise<ShownLine[]> {
  const reports = lines.flatMap(({ line, subject }) => [subject, moved.reportOf(line) ?? ""]);
  const codes = new Set(reports.flatMap((id) => REPORT_ID.exec(id)?.[1] ?? []));
  const nothing = (await currentVersion(dataStore())) === null;
  // The journal is there to be read, whatever has become of the data.
  const found = nothing ? [] : await fetchDivisions([...codes]).catch(() => []);
  const names = new Map(found.map(({ code, name }) => [code, name]));
  return lines.map((line) => showLine(line, names, moved.reportOf(line.line)));
}

/** 乙县人民政府2023年度（全辖区） */
function nameReport(id: string, names: ReadonlyMap<string, string>): NamedReport | null {
  const [, division = "", kind, year = "", scope] = REPORT_ID.exec(id) ?? [];
  if (division === "") return null;
  const kindName = BODY_KIND_CODES.find((code) => code === kind);
  const scopeCode = SCOPE_CODES.find((code) => code === scope);
  const about = scopeCode === undefined ? "" : `（${SCOPES[scopeCode].name}）`;
  const who = `${names.get(division) ?? division} ${kindName === undefined ? "" : BODY_KINDS[kindName]}`;
  return { id, to: reportLink(id), name: `${who} ${year}年度${about}` };
}

function showLine(
  { line, at, actor, action, subject, before, after, reason }: JournalLine,
  names: ReadonlyMap<string, string>,
  movedTo: string | null,
) {
  const known = new Set([subject, actor, reason]);
  return {
    line,
    time: timeInChina(at),
    actor,
    action: nameOfAction(action),
    subject,
    report: nameReport(subject, names),
    movedTo: movedTo === null ? null : nameReport(movedTo, names),
    before: formatJournalValue(before, known),
    after: formatJournalValue(after, known),
    reason,
  } satisfies ShownLine;
}
