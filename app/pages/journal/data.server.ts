import {
  type JournalValue,
  type JournalVerdict,
  JOURNAL_ACTION_CODES,
  JOURNAL_ACTIONS,
  nameOfAction,
} from "#domain/desk/journal";
import { dataStore } from "#store/data-folder";
import { readJournal } from "#store/journal";
import type { JournalLine } from "#store/journal-line";
import { tablePageOf, type TablePage } from "#tables/order";
import type { ShownLine } from "./columns";
import { formatJournalValue } from "#domain/desk/journal-values";

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
  const verdict = await readJournal(dataStore(), (line) => {
    actors.add(line.actor);
    if (fits(line, chosen)) lines.push(line);
  });
  return { verdict, lines: lines.reverse(), chosen, actors: [...actors].sort() };
}

function fits(line: JournalLine, { action, actor, subject }: JournalFilter): boolean {
  if (action !== "" && action !== line.action) return false;
  if (actor !== "" && actor !== line.actor) return false;
  return [line.subject, ...textsIn(line.before), ...textsIn(line.after)].some((text) =>
    text.includes(subject),
  );
}

function textsIn(value: JournalValue): readonly string[] {
  if (value === null) return [];
  return typeof value === "object" ? Object.values(value) : [String(value)];
}

/** The lines that are chosen, all of them. */
export async function loadChosenLines(parameters: URLSearchParams): Promise<ShownLine[]> {
  return (await readMatchingLines(parameters)).lines.map(showLine);
}

export async function loadJournal(parameters: URLSearchParams): Promise<JournalData> {
  const { lines, ...found } = await readMatchingLines(parameters);
  const page = tablePageOf(parameters, lines.length);
  return {
    ...found,
    page,
    lines: lines.slice(Math.max(0, page.first - 1), page.last).map(showLine),
    actions: JOURNAL_ACTION_CODES.map((code) => ({ code, name: JOURNAL_ACTIONS[code].name })),
  };
}

function showLine({ line, at, actor, action, subject, before, after, reason }: JournalLine) {
  const known = new Set([subject, actor, reason]);
  return {
    line,
    time: timeInChina(at),
    actor,
    action: nameOfAction(action),
    subject,
    before: formatJournalValue(before, known),
    after: formatJournalValue(after, known),
    reason,
  } satisfies ShownLine;
}

const HOURS_AHEAD = 8;

/** 2026-03-05 16:20:07 */
function timeInChina(at: string): string {
  const there = new Date(Date.parse(at) + HOURS_AHEAD * 3_600_000);
  return there.toISOString().slice(0, 19).replace("T", " ");
}
