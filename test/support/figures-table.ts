import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { createTable, DATABASE } from "#etl/load/schema";

/** A real engine with an empty `figures` table, and a way to put rows into it. */
export class FiguresTable {
  private constructor(readonly connection: DuckDBConnection) {}

  static async create(): Promise<FiguresTable> {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(createTable(DATABASE.figures));
    return new FiguresTable(connection);
  }

  /** Adds a report that prints only the cells given. */
  async add(cells: Readonly<Record<string, number | string>>): Promise<void> {
    const names = Object.keys(cells);
    await this.connection.run(
      `INSERT INTO figures (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
      Object.values(cells),
    );
  }

  async ask(sql: string): Promise<Record<string, unknown>[]> {
    const answer = await this.connection.runAndReadAll(sql);
    return answer.getRowObjectsJS();
  }
}
