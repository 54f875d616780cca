import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { EXAMINATIONS_STATEMENT } from "#etl/build/derived-tables";
import { createTable, DATABASE } from "#store/schema";

let connection: DuckDBConnection;
const finding = (report: string, severity: string, cells: string, acceptance = "open"): string =>
  `INSERT INTO findings (report_id, severity, cells, acceptance) VALUES ('${report}', '${severity}', ${cells}, '${acceptance}')`;
const repair = (report: string): string =>
  `INSERT INTO repairs (report_id, "table", ways) VALUES ('${report}', 'requests', [[{'cell': 'a', 'by': 1}]])`;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  for (const name of ["findings", "repairs", "examinations"] as const)
    await connection.run(createTable(DATABASE[name]));
  for (const statement of [
    finding("wrong", "E", "['a']"),
    finding("wrong", "E", "[]"),
    finding("wrong", "W", "['a']"),
    finding("wrong", "I", "[]"),
    repair("wrong"),
    finding("accepted", "E", "['a']", "accepted"),
    finding("corrected", "E", "['a']", "corrected"),
    finding("corrected", "E", "['b']"),
    repair("corrected"),
    EXAMINATIONS_STATEMENT,
  ])
    await connection.run(statement);
});

async function examined(report: string): Promise<unknown> {
  const found = await connection.runAndReadAll(
    `SELECT errors, warnings, remarks, doubts, len(repairs)::INTEGER AS repairs
     FROM examinations WHERE report_id = '${report}'`,
  );
  return found.getRowObjectsJS()[0];
}

describe("the examinations of reports", () => {
  it("count findings by severity, and as doubts the errors that name cells", async () => {
    expect(await examined("wrong")).toEqual({
      errors: 2,
      warnings: 1,
      remarks: 1,
      doubts: 1,
      repairs: 1,
    });
  });

  it("doubt no figure for an error that somebody accepted", async () => {
    expect(await examined("accepted")).toMatchObject({ errors: 1, doubts: 0 });
  });

  it("leave out what a correction removed, and keep what still fails with its repair", async () => {
    expect(await examined("corrected")).toMatchObject({ errors: 1, doubts: 1, repairs: 1 });
  });

  it("have no row of a report in which nothing was found", async () => {
    expect(await examined("sound")).toBeUndefined();
  });
});
