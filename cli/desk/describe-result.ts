import type { IdentityBasis, IntakeReading, IntakeRecord } from "#domain/desk/intake-record";
import { adviseAtDesk } from "#domain/report/identity-advice";
import { isOverruling, type ReadIssueCode } from "#domain/report/read-issue";
import type { ReadReport } from "#domain/report/read-report";
import type { DivisionNames } from "#etl/intake/division-names";
import { refuseTables, type ReadingResult, type ReadingTask } from "#etl/intake/ledger";
import { formatPremature, yearInChina } from "#etl/intake/status";
import { relateNames } from "#etl/recognise/body-names";
import { parseFileName } from "#etl/recognise/stated-facts";

interface ReadDocument {
  readonly record: IntakeRecord;
  readonly task: ReadingTask;
  readonly result: ReadingResult;
  /** What was read of it, with what people copied from it; null where nothing could be read. */
  readonly read: ReadReport | null;
}

/** The record of a document that has just been read. */
export function describeResult(
  { record, task, result, read }: ReadDocument,
  register: DivisionNames,
  now: Date,
): IntakeRecord {
  const { identity } = result;
  const thisYear = yearInChina(now);
  const isPremature = identity !== null && identity.year >= thisYear;
  const unused = identity === null || read === null ? result.refusal : refuseTables(read);
  const said = isPremature ? formatPremature(identity.year, thisYear) : unused;
  const refusal = said === null ? null : adviseAtDesk(said).replace(/(?<![。！？])$/u, "。");
  return {
    ...record,
    hash: result.hash,
    bytes: result.bytes,
    state: refusal === null ? "read" : "refused",
    settledAt: now.toISOString(),
    refusal,
    reading: read === null ? null : describeReading(read, { task, result, register }),
    duplicateOf: null,
    otherVersion: null,
  };
}

function describeReading(
  read: ReadReport,
  { task, result, register }: Omit<ReadDocument, "record" | "read"> & { register: DivisionNames },
): IntakeReading {
  const { body, kind, division, year, scope, publishedOn, source, cells, problems } = read;
  const { manifest } = task;
  const says = (...codes: ReadIssueCode[]): boolean =>
    problems.some(({ code }) => codes.includes(code));
  const basis = (isStated: boolean, isKnown: boolean, isInferred: boolean): IdentityBasis =>
    isStated ? "manifest" : !isKnown ? "unknown" : isInferred ? "clues" : "document";
  return {
    key: result.reading,
    found: { body, kind, division, year, scope },
    identity: result.identity,
    why: {
      body: basis(Boolean(manifest?.body), body !== null, says("body_untitled")),
      year: basis(typeof manifest?.year === "number", year !== null, says("year_untitled")),
      scope: basis(Boolean(manifest?.scope), scope !== "unknown", says("scope_from_figures")),
    },
    publishedOn,
    source,
    cells: cells.length,
    illegible: cells.filter(({ state }) => state === "illegible").length,
    problems: problems.map((issue) => ({ ...issue, message: adviseAtDesk(issue.message) })),
    contradictions: [
      ...contradictionsOfName(task.file, read, register),
      ...problems.filter(isOverruling).map(({ message }) => `${message}。`),
    ],
  };
}

/** Where the name of a file says another body or year than was read. */
function contradictionsOfName(
  file: string,
  { body, year }: ReadReport,
  register: DivisionNames,
): string[] {
  const [named] = parseFileName(file);
  if (!named) return [];
  const sentences: string[] = [];
  if (named.year !== null && year !== null && named.year !== year)
    sentences.push(`文件名写的是${named.year}年，读作${year}年度的报告；请核对是不是放错了文件。`);
  if (named.body !== "" && body !== null && isOtherBody(named.body, body, year, register))
    sentences.push(`文件名写的是“${named.body}”，读作“${body}”的报告；请核对是不是放错了文件。`);
  return sentences;
}

/** A file may be called after the division alone whatever body of it reports. */
function isOtherBody(
  named: string,
  read: string,
  year: number | null,
  register: DivisionNames,
): boolean {
  const [one, other] = [register.resolve(named, year), register.resolve(read, year)];
  if (one.kind !== "found" || other.kind !== "found") return false;
  if (one.division.code !== other.division.code) return true;
  return one.rest !== "" && relateNames(named, read, register, year) === "other";
}
