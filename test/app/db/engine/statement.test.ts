import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { buildStatement, type Parameter } from "#db/engine/statement";
import { appendValues } from "#db/engine/rows.server";
import { fuzz } from "../../../support/fuzz";

let connection: DuckDBConnection;
beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
});

async function answer(sql: string, ...parameters: Parameter[]): Promise<unknown> {
  const result = await connection.run(buildStatement(sql, parameters));
  const values: unknown[] = [];
  for (const chunk of await result.fetchAllChunks()) appendValues(values, chunk.getColumnVector(0));
  return values[0];
}

const HOSTILE = [
  "'",
  "''",
  "\\'",
  "'; DROP TABLE figures; --",
  "\0",
  "a\0'b",
  "?",
  "$1",
  "--",
  "/*",
];
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...HOSTILE)).map((parts) => parts.join("")),
);

describe("a statement", () => {
  it("says any text as it is, whatever stands in it", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        expect(await answer("SELECT ?", text)).toBe(text);
      }),
      fuzz(500),
    );
  });

  it("says any number to the last digit", async () => {
    const number = fc.oneof(
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    await fc.assert(
      fc.asyncProperty(number, async (value) => {
        expect(await answer("SELECT CAST(? AS DOUBLE)", value)).toBe(value === 0 ? 0 : value);
      }),
      fuzz(500),
    );
  });

  it("says lists, nothing, and whether", async () => {
    expect(await answer("SELECT CAST(? AS VARCHAR[])", ["a", "'", "?"])).toEqual(["a", "'", "?"]);
    expect(await answer("SELECT CAST(? AS VARCHAR[])", [])).toEqual([]);
    expect(await answer("SELECT ?", null)).toBeNull();
    expect(await answer("SELECT ?", true)).toBe(true);
  });

  it("is refused where values and places are not as many, and of what is no number", () => {
    expect(() => buildStatement("SELECT ?, ?", [1])).toThrow(RangeError);
    expect(() => buildStatement("SELECT 1", [1])).toThrow(RangeError);
    expect(() => buildStatement("SELECT ?", [NaN])).toThrow(RangeError);
  });
});

describe("the values of an answer", () => {
  it.each([
    ["[1, NULL, 3]", [1, null, 3]],
    ["NULL::INTEGER[]", null],
    ["[]::VARCHAR[]", []],
    ["[['一'], NULL, []]", [["一"], null, []]],
    ["{'a': 1, 'b': [{'c': NULL}]}", { a: 1, b: [{ c: null }] }],
    ["NULL::STRUCT(a INTEGER)", null],
    ["DATE '2026-01-31'", "2026-01-31"],
    ["TIMESTAMP '2026-01-31 08:00:00'", "2026-01-31T08:00:00"],
    ["9007199254740991::HUGEINT", 9007199254740991],
    ["12.3400::DECIMAL(18,4)", 12.34],
    ["'某地'", "某地"],
  ])("%s are plain", async (sql, value) => {
    expect(await answer(`SELECT ${sql}`)).toEqual(value);
  });

  it("of many rows keep their places between those that are NULL", async () => {
    const result = await connection.run(
      `SELECT CASE WHEN i % 3 > 0 THEN [i, i + 1] END, CASE WHEN i % 2 = 0 THEN {'i': i} END
       FROM range(5000) numbers(i)`,
    );
    const lists: unknown[] = [];
    const structs: unknown[] = [];
    for (const chunk of await result.fetchAllChunks()) {
      appendValues(lists, chunk.getColumnVector(0));
      appendValues(structs, chunk.getColumnVector(1));
    }
    expect(lists).toEqual(Array.from({ length: 5000 }, (_, i) => (i % 3 > 0 ? [i, i + 1] : null)));
    expect(structs).toEqual(Array.from({ length: 5000 }, (_, i) => (i % 2 === 0 ? { i } : null)));
  });

  it("are refused where a number would lose digits", async () => {
    await expect(answer("SELECT 9007199254740993::HUGEINT")).rejects.toThrow(RangeError);
  });
});
