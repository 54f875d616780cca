import type { z } from "zod";
import { onConnection } from "./connection.server";
import { statement, type Parameter } from "./statement";
import { appendValues } from "./vector-values";

/** Asks the published database one question; the answer is checked against a schema. */
export async function rows<Schema extends z.ZodType>(
  sql: string,
  parameters: readonly Parameter[],
  schema: Schema,
): Promise<z.infer<Schema>[]> {
  const { names, columns, length } = await answerTo(sql, parameters);
  const found = Array.from({ length }, (_, row) => {
    const object: Record<string, unknown> = {};
    names.forEach((name, index) => (object[name] = columns[index]?.[row]));
    return object;
  });
  return schema.array().parse(found);
}

/**
 * The same of thousands of rows: the answer as its columns by name, checked against a schema of them.
 * To make and check an object for each row would take longer than the question.
 */
export async function columns<Schema extends z.ZodType>(
  sql: string,
  parameters: readonly Parameter[],
  schema: Schema,
): Promise<z.infer<Schema>> {
  const { names, columns } = await answerTo(sql, parameters);
  return schema.parse(Object.fromEntries(names.map((name, index) => [name, columns[index]])));
}

interface Answer {
  readonly names: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
  readonly length: number;
}

function answerTo(sql: string, parameters: readonly Parameter[]): Promise<Answer> {
  return onConnection(async (connection) => {
    const result = await connection.run(statement(sql, parameters));
    const names = result.columnNames();
    const columns = names.map((): unknown[] => []);
    let length = 0;
    for (const chunk of await result.fetchAllChunks()) {
      columns.forEach((column, index) => appendValues(column, chunk.getColumnVector(index)));
      length += chunk.rowCount;
    }
    return { names, columns, length };
  });
}
