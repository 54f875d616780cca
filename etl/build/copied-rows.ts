import { z } from "zod";
import { DATABASE } from "#store/schema";
import type { DatabaseWriter } from "./database-writer";

/** The reports whose rows are copied, with the run that each belongs to. */
const COPIED_REPORTS = "copied_reports";

/** The tables that are copied, with the column that names the report. `figures` follow from its own statement. */
const TABLES = [
  [DATABASE.reports.name, "id"],
  [DATABASE.evidence.name, "report_id"],
  [DATABASE.sections.name, "report_id"],
  [DATABASE.problems.name, "report_id"],
  [DATABASE.adjustments.name, "report_id"],
] as const;

/** Statement that selects what was made of the copied reports in `figures` or `printed_figures` of the database before. */
export function copiedFiguresSql({ name }: { readonly name: string }, before: string): string {
  return `SELECT * FROM ${before}.${name} WHERE id IN (SELECT id FROM ${COPIED_REPORTS})`;
}

/** Where the rows of a report lie in a table, one after the other, and how many they are. */
const placeSchema = z.object({ id: z.string(), first: z.int(), last: z.int(), rows: z.int() });
type Place = z.infer<typeof placeSchema>;

/** Copies rows of reports from a database that was written by the same program, in the order in which they lie there. */
export class CopiedRows {
  #runs = 0;

  private constructor(
    private readonly database: DatabaseWriter,
    private readonly before: string,
    private readonly places: readonly ReadonlyMap<string, Place>[],
  ) {}

  /** @param before name of that other database, which is attached */
  static async open(database: DatabaseWriter, before: string): Promise<CopiedRows> {
    const { connection } = database;
    const places: Map<string, Place>[] = [];
    for (const [table, id] of TABLES) {
      const found = await connection.runAndReadAll(
        `SELECT ${id} AS id, min(rowid)::INTEGER AS first, max(rowid)::INTEGER AS last,
           count(*)::INTEGER AS rows
         FROM ${before}.${table} WHERE ${id} IS NOT NULL GROUP BY ALL`,
      );
      const rows = placeSchema.array().parse(found.getRowObjectsJS());
      places.push(new Map(rows.map((place) => [place.id, place])));
    }
    await database.run(`CREATE TEMP TABLE ${COPIED_REPORTS} (id VARCHAR, run INTEGER)`);
    return new CopiedRows(database, before, places);
  }

  /** Copies the rows of reports that lie there in the order given. */
  async copy(reports: readonly string[]): Promise<void> {
    const run = (this.#runs += 1);
    const values = reports.map((id) => `('${id.replaceAll("'", "''")}', ${run})`);
    await this.database.run(`INSERT INTO ${COPIED_REPORTS} VALUES ${values.join(", ")}`);
    for (const [index, [table, id]] of TABLES.entries()) {
      const places = reports.flatMap((report) => this.places[index]?.get(report) ?? []);
      if (places.length === 0) continue;
      const first = places.reduce((least, place) => Math.min(least, place.first), Infinity);
      const last = places.reduce((most, place) => Math.max(most, place.last), 0);
      const rows = places.reduce((sum, place) => sum + place.rows, 0);
      // To look at each row whose it is costs half as much as the copy itself.
      const isAlone = rows === last - first + 1;
      await this.database.run(
        `INSERT INTO ${table} BY NAME SELECT * FROM ${this.before}.${table}
         WHERE rowid BETWEEN ${first} AND ${last}
           ${isAlone ? "" : `AND ${id} IN (SELECT id FROM ${COPIED_REPORTS} WHERE run = ${run})`}`,
      );
    }
  }
}
