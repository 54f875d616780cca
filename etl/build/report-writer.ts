import { createHash } from "node:crypto";
import { DATABASE, UNORDERED } from "#store/schema";
import type { CopiedRows } from "./copied-rows";
import type { DatabaseWriter, TableRow } from "./database-writer";

const TABLES = {
  reports: DATABASE.reports,
  evidence: DATABASE.evidence,
  sections: DATABASE.sections,
  problems: DATABASE.problems,
  figures: UNORDERED.figures,
  printed_figures: UNORDERED.printed_figures,
  adjustments: DATABASE.adjustments,
} as const;

/** The rows of a report, by table. */
export type ReportRows = {
  readonly [Name in keyof typeof TABLES]: readonly TableRow<(typeof TABLES)[Name]>[];
};

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
    private readonly copied: CopiedRows | null,
  ) {}

  static async create(database: DatabaseWriter, copied: CopiedRows | null): Promise<ReportWriter> {
    const writer = new ReportWriter(await createTables(database), copied);
    database.addDigest("rows of reports", () => writer.#digest.copy().digest("hex"));
    return writer;
  }

  /** Writes the rows of a report; returns their hash. */
  async add(rows: ReportRows): Promise<string> {
    await this.#copyRun();
    const { reports, evidence, sections, problems, figures, printed_figures, adjustments } =
      this.tables;
    const hash = createHash("sha256");
    for (const row of rows.reports) await reports.add(row, hash);
    for (const row of rows.evidence) await evidence.add(row, hash);
    for (const row of rows.sections) await sections.add(row, hash);
    for (const row of rows.problems) await problems.add(row, hash);
    for (const row of rows.figures) await figures.add(row, hash);
    for (const row of rows.printed_figures) await printed_figures.add(row, hash);
    for (const row of rows.adjustments) await adjustments.add(row, hash);
    const digest = hash.digest("hex");
    this.#digest.update(digest);
    return digest;
  }

  /** Copies the rows of a report, of which the hash is known. */
  copy(reportId: string, digest: string): void {
    this.#run.push(reportId);
    this.#digest.update(digest);
  }

  /** Writes what was noticed in a document of which no report is in use. */
  async addProblems(rows: ReportRows["problems"]): Promise<void> {
    await this.#copyRun();
    for (const row of rows) await this.tables.problems.add(row);
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
    reports: await database.table(TABLES.reports),
    evidence: await database.table(TABLES.evidence),
    sections: await database.table(TABLES.sections),
    problems: await database.table(TABLES.problems),
    figures: await database.table(TABLES.figures),
    printed_figures: await database.table(TABLES.printed_figures),
    adjustments: await database.table(TABLES.adjustments),
  };
}
