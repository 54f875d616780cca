import { createHash } from "node:crypto";
import { settleFigures } from "#domain/checks/settled-figures";
import { toCheckedCells } from "#domain/report/checked-report";
import type { ReadReport } from "#domain/report/read-report";
import type { Correction } from "#domain/reviewed/corrections";
import { DATABASE, SETTLED } from "#store/schema";
import type { Register } from "../intake/register";
import type { LoadedDocument, SourceDocument } from "../intake/ledger";
import type { CopiedRows } from "./copied-rows";
import type { DatabaseWriter } from "./database-writer";
import { evidenceRow, figuresRow, problemRows, refusalRows, reportRow } from "./rows";

/** What the rows of a report are made from. */
interface WrittenReport extends LoadedDocument {
  readonly read: ReadReport;
  /** Corrections of the report that apply. */
  readonly corrections: readonly Correction[];
}

/**
 * Writes what reports print and what of it enters sums, one report after another. The rows of one that has not changed
 * are copied from the version in use: each report has a hash of its own, from which that of the database is made, so
 * that it is the same either way.
 */
export class ReportWriter {
  readonly #digest = createHash("sha256");
  /** Reports one after the other whose rows are to be copied. */
  #run: string[] = [];

  private constructor(
    private readonly tables: Awaited<ReturnType<typeof createTables>>,
    private readonly register: Register,
    private readonly copied: CopiedRows | null,
  ) {}

  static async create(
    database: DatabaseWriter,
    register: Register,
    copied: CopiedRows | null,
  ): Promise<ReportWriter> {
    const writer = new ReportWriter(await createTables(database), register, copied);
    database.addDigest("rows of reports", () => writer.#digest.copy().digest("hex"));
    return writer;
  }

  /** Writes the rows of a report; returns their hash. */
  async add({ document, identity, read, corrections }: WrittenReport): Promise<string> {
    await this.#copyRun();
    const { reports, evidence, sections, problems, used, printed, adjustments } = this.tables;
    const { reportId: id } = identity;
    const { forms } = read;
    const hash = createHash("sha256");
    await reports.add(reportRow(document, identity, read, this.register), hash);
    await evidence.add(evidenceRow(identity, read), hash);
    for (const section of read.sections) await sections.add({ report_id: id, ...section }, hash);
    for (const row of problemRows(document, read)) await problems.add(row, hash);
    const settled = settleFigures({ forms, cells: toCheckedCells(read) }, corrections);
    if (settled) {
      await used.add(figuresRow(id, settled.used, forms), hash);
      if (settled.adjustments.length > 0)
        await printed.add(figuresRow(id, settled.printed, forms), hash);
      for (const adjustment of settled.adjustments)
        await adjustments.add({ report_id: id, ...adjustment }, hash);
    }
    const digest = hash.digest("hex");
    this.#digest.update(digest);
    return digest;
  }

  /** Copies the rows of a report, of which the hash is known. */
  copy(reportId: string, digest: string): void {
    this.#run.push(reportId);
    this.#digest.update(digest);
  }

  /** Writes what was noticed in a document that was refused. */
  async addRefused(
    document: SourceDocument,
    reason: string | null,
    read: ReadReport | null,
  ): Promise<void> {
    await this.#copyRun();
    for (const row of refusalRows(document, reason, read)) await this.tables.problems.add(row);
  }

  /** Waits until every row is in its table, in the order in which they were given. */
  async flush(): Promise<void> {
    await this.#copyRun();
    await this.#flushTables();
  }

  async #copyRun(): Promise<void> {
    if (this.#run.length === 0) return;
    const run = this.#run;
    this.#run = [];
    await this.#flushTables();
    await this.copied?.copy(run);
  }

  async #flushTables(): Promise<void> {
    for (const table of Object.values(this.tables)) await table.flush();
  }
}

async function createTables(database: DatabaseWriter) {
  return {
    reports: await database.table(DATABASE.reports),
    evidence: await database.table(DATABASE.evidence),
    sections: await database.table(DATABASE.sections),
    problems: await database.table(DATABASE.problems),
    used: await database.table(SETTLED.used),
    printed: await database.table(SETTLED.printed),
    adjustments: await database.table(DATABASE.adjustments),
  };
}
