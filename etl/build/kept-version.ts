import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { OWN_TEXT_SECTIONS } from "#domain/checks/rules/copied-text";
import { type Section, sectionSchema } from "#domain/report/read-report";
import type { CorrectionRow } from "#domain/reviewed/corrections";
import { hashOf, hashOfFile } from "#store/content-hash";
import { databaseOf, type Store } from "#store/data-folder";
import { SCHEMA_HASH } from "#store/schema";
import type { Manifest } from "#store/version";
import type { LoadedDocument } from "../intake/ledger";
import type { DocumentStatus } from "../intake/status";
import { groupByReport } from "../reading/printed-entries";
import type { CheckedDocument, KnownChecks } from "./check-reports";
import { withDatabase } from "./engine";

/** What a load made of a report, by what it was made from. */
export interface KeptReport {
  /** Changes with what its rows are made from (contentsOf). */
  readonly content: string;
  /** Hash of its rows. */
  readonly digest: string;
  /** Changes with whatever bears on its checks. */
  readonly check: string;
  /** What they found; null where nothing. */
  readonly found: CheckedDocument | null;
}

/** The version in use, as far as the next is the same. */
export interface KeptVersion {
  readonly database: string;
  readonly reports: ReadonlyMap<string, KeptReport>;
  /** What reports say in their own words. */
  readonly sections: ReadonlyMap<string, readonly Section[]>;
}

interface Stored {
  /** The programs and registers by which it was made: others might make something else. */
  readonly programs: string;
  readonly reports: Readonly<Record<string, KeptReport>>;
}

const ENDING = ".kept.json";
/** As many as the versions that stay, and one that is planned. */
const KEPT_FILES = 4;

/** Equal keys mean that the rows of a report are the same, by the same programs and registers. */
function contentKeyOf(
  { document, identity }: LoadedDocument,
  corrections: readonly CorrectionRow[],
): string {
  const { hash, file, reading, refusal } = document;
  return hashOf(JSON.stringify([hash, file, reading, refusal, identity, corrections]));
}

/** By report in use, what its rows are made from. */
export function contentsOf(
  statuses: readonly DocumentStatus[],
  corrections: readonly CorrectionRow[],
): ReadonlyMap<string, string> {
  const proposed = groupByReport(corrections);
  return new Map(
    statuses.flatMap(({ document, state }) => {
      const { identity } = document;
      if (state !== "loaded" || !identity) return [];
      const own = proposed.get(identity.reportId) ?? [];
      return [[identity.reportId, contentKeyOf({ document, identity }, own)] as const];
    }),
  );
}

/** What the checks of the version before found; its words only of reports that have not changed. */
export function selectKnown(
  kept: KeptVersion | null,
  contents: ReadonlyMap<string, string>,
): KnownChecks {
  const reports = [...(kept?.reports ?? [])];
  return {
    contents,
    found: new Map(reports.map(([id, { check, found }]) => [id, { check, found }])),
    sections: new Map(
      reports.flatMap(([id, { content }]) =>
        content === contents.get(id) ? [[id, kept?.sections.get(id) ?? []] as const] : [],
      ),
    ),
  };
}

/** What is kept of a database, by the hash of its bytes: so that it is never taken for that of another. */
function keptFile({ readings }: Store, sha256: string): string {
  return join(readings, `${sha256}${ENDING}`);
}

/** What of a version can be used again; null where nothing is kept of it, or its database is damaged. */
export async function openKept(
  store: Store,
  manifest: Manifest | null,
  programs: string,
): Promise<KeptVersion | null> {
  if (manifest?.layout !== SCHEMA_HASH) return null;
  const database = store.single ?? databaseOf(store, manifest.generation);
  try {
    // Written by this very program, whose version is in it.
    const file = keptFile(store, manifest.sha256);
    const stored: Stored = JSON.parse(await readFile(file, "utf8"));
    // However often the next version is planned, what is kept of the one in use is not the oldest.
    const now = new Date();
    await utimes(file, now, now);
    if (stored.programs !== programs || (await hashOfFile(database)) !== manifest.sha256)
      return null;
    const reports = new Map(Object.entries(stored.reports));
    return { database, reports, sections: await readSections(database) };
  } catch {
    return null;
  }
}

/** Keeps what a load made of its reports for the next. That it cannot be kept only makes the next slower. */
export async function writeKept(store: Store, sha256: string, stored: Stored): Promise<void> {
  const file = keptFile(store, sha256);
  try {
    await mkdir(store.readings, { recursive: true });
    await writeFile(`${file}.tmp`, JSON.stringify(stored));
    await rename(`${file}.tmp`, file);
    await prune(store);
  } catch {
    await rm(`${file}.tmp`, { force: true }).catch(() => undefined);
  }
}

async function prune({ readings }: Store): Promise<void> {
  const names = (await readdir(readings)).filter((name) => name.includes(ENDING));
  const files = await Promise.all(
    names.map(async (name) => {
      const file = join(readings, name);
      return { file, time: (await stat(file)).mtimeMs };
    }),
  );
  for (const { file } of files.toSorted((one, other) => other.time - one.time).slice(KEPT_FILES))
    await rm(file, { force: true });
}

const storedSectionSchema = sectionSchema.extend({ report: z.string() });

async function readSections(database: string): Promise<ReadonlyMap<string, readonly Section[]>> {
  return withDatabase({ file: database, isNew: false }, async (connection) => {
    const codes = OWN_TEXT_SECTIONS.map((code) => `'${code}'`).join(", ");
    const found = await connection.runAndReadAll(
      `SELECT report_id AS report, code, text FROM sections WHERE code IN (${codes}) ORDER BY rowid`,
    );
    const sections = new Map<string, Section[]>();
    for (const { report, ...section } of storedSectionSchema.array().parse(found.getRowObjectsJS()))
      sections.set(report, [...(sections.get(report) ?? []), section]);
    return sections;
  });
}
