import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readFiles } from "../../cli/read";
import { EMPTY_CONTEXT } from "#domain/checks/check-context";
import { findingsOf } from "#domain/checks/engine";
import { SCOPE_CODES } from "#domain/report/body";
import { toCheckedReport } from "#domain/report/checked-report";
import type { ReadReport } from "#domain/report/read-report";
import { identityOf } from "#etl/intake/ledger";
import { loadDivisions } from "#etl/intake/register";
import { loadInto, temporaryStore } from "../support/load";

const FOLDER = join(import.meta.dirname, "../fixtures/documents/cases");
const ENDING = ".expected.json";

/** What must come of an input; what is left out is not looked at. */
const expectedSchema = z.strictObject({
  body: z.string().optional(),
  year: z.int().optional(),
  scope: z.enum(SCOPE_CODES).optional(),
  publishedOn: z.string().optional(),
  /** Every cell with a number, by table/line.column. */
  cells: z.record(z.string(), z.number()).optional(),
  /** How many of the six sections are found. */
  sections: z.int().optional(),
  /** Codes of checks that must find something, and of those that must not. */
  findings: z.array(z.string()).optional(),
  findings_not: z.array(z.string()).optional(),
  /** No figure of the input may be used. */
  refused: z.literal(true).optional(),
  /** Words of the sentence that a person sees, where it is refused. */
  reason: z.string().optional(),
  /** Most sentences that a person may be given. */
  max_problems: z.int().optional(),
  /** Most sentences that a load may give besides. */
  max_warnings: z.int().optional(),
  loaded: z.int().optional(),
  not_loaded: z.int().optional(),
  note: z.string().optional(),
});
type Expected = z.infer<typeof expectedSchema>;

const CASES = readdirSync(FOLDER)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => {
    const name = file.slice(0, -ENDING.length);
    const expected = expectedSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
    return { name, expected };
  });
const levels = new Map(loadDivisions().map(({ code, level }) => [code, level]));

/** The document of a case: the file itself, or the one in the folder beside its manifest. */
function documentOf(name: string): string {
  const path = join(FOLDER, name);
  if (!statSync(path).isDirectory()) return path;
  const [only] = readdirSync(path).filter((file) => file !== "manifest.csv");
  return join(path, only ?? "");
}

async function readCase(name: string): Promise<{ report: ReadReport | null; error?: unknown }> {
  for await (const outcome of readFiles([documentOf(name)])) return outcome;
  throw new Error(`${name} was not read`);
}

function numbersOf({ cells }: ReadReport): Record<string, number> {
  return Object.fromEntries(
    cells.flatMap(({ table, line, column, value }) =>
      value === null ? [] : [[`${table}/${line}.${column}`, value] as const],
    ),
  );
}

function checksOf(report: ReadReport): string[] {
  const identity = identityOf(report);
  if ("refusal" in identity) throw new Error(identity.refusal);
  const level = levels.get(identity.division);
  if (!level) throw new Error(`${identity.division} is not registered`);
  const checked = toCheckedReport(report, { id: identity.reportId, level });
  return checked ? findingsOf(checked, EMPTY_CONTEXT).map(({ check }) => check) : [];
}

/** Why no figure of a document is used, as a person reads it; null where they are. */
function refusalOf(report: ReadReport | null, error: unknown): string | null {
  if (!report) return error instanceof Error ? error.message : String(error);
  const identity = identityOf(report);
  return "refusal" in identity ? identity.refusal : null;
}

function expectReading(report: ReadReport, expected: Expected): void {
  const { body, year, scope, publishedOn } = expected;
  const facts = Object.entries({ body, year, scope, publishedOn });
  expect(report).toMatchObject(
    Object.fromEntries(facts.filter(([, value]) => value !== undefined)),
  );
  if (expected.cells) expect(numbersOf(report)).toEqual(expected.cells);
  if (expected.sections !== undefined) expect(report.sections).toHaveLength(expected.sections);
  if (expected.findings)
    expect(checksOf(report)).toEqual(expect.arrayContaining(expected.findings));
  for (const check of expected.findings_not ?? []) expect(checksOf(report)).not.toContain(check);
}

describe("documents with trouble", () => {
  it.each(CASES.filter(({ expected }) => expected.loaded === undefined))(
    "$name is read as meant, or refused in a sentence",
    async ({ name, expected }) => {
      const { report, error } = await readCase(name);
      const problems = report ? report.problems.length : 1;
      if (expected.max_problems !== undefined)
        expect(problems).toBeLessThanOrEqual(expected.max_problems);
      const refusal = refusalOf(report, error);
      if (expected.refused) {
        expect(refusal).not.toBeNull();
        expect(refusal).toContain(expected.reason ?? "");
      } else if (report) expectReading(report, expected);
      else throw error;
    },
  );

  it.each(CASES.filter(({ expected }) => expected.loaded !== undefined))(
    "$name is loaded as a folder",
    async ({ name, expected }) => {
      const { received, warnings } = await loadInto(temporaryStore(), [join(FOLDER, name)], {
        divisions: loadDivisions(),
      });
      const loaded = received.filter(({ state }) => state === "loaded").length;
      expect(loaded).toBe(expected.loaded);
      expect(received.length - loaded).toBe(expected.not_loaded ?? 0);
      if (expected.max_warnings !== undefined)
        expect(warnings.length).toBeLessThanOrEqual(expected.max_warnings);
    },
    120_000,
  );
});
