import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { CELLS, type Cell } from "#domain/form/cells";
import { EDITIONS } from "#domain/form/edition";
import { sumsIn } from "#domain/form/cells";
import { SCHEMA_HASH } from "#store/schema";
import type { Manifest } from "#store/version";
import { EXAMINATIONS_STATEMENT, orderedFiguresStatement } from "#etl/build/derived-tables";
import { withQuantities } from "../../test/support/figures-table";
import { createTable, DATABASE, UNORDERED } from "#store/schema";
import { databaseOf, dataStore, manifestOf } from "#store/data-folder";

/** A synthetic country: provinces of 11 cities and 98 counties, 56 bodies each, over seven years. */
export interface Tier {
  readonly name: string;
  readonly provinces: number;
  /** What every page's questions together may take, in milliseconds. */
  readonly budget: number;
}

const YEARS = { first: 2019, count: 7 };
const DEPARTMENTS = 54;
const TOTALS = new Set(
  EDITIONS.flatMap((edition) =>
    (["requests", "review_litigation"] as const).flatMap((table) =>
      sumsIn(table, edition).map(({ total }) => total.name),
    ),
  ),
);

/** SQL of a leaf of the form: heavy-tailed between bodies, scattered between cells, blank now and then. */
function leafSql(cell: Cell, index: number): string {
  const weight = cell.name.endsWith("_natural_person") ? 0.3 : 0.03;
  const editions = cell.editions.join(", ");
  const scatter = `((n * ${7919 + 2 * index} + ${index * 104_729}) % 1009) / 1009.0`;
  return `CASE WHEN edition IN (${editions}) AND (n + ${index}) % 211 <> 0
    THEN CAST(scale * ${weight} * ${scatter} AS INTEGER) END AS ${cell.name}`;
}

const DIVISIONS = `
  INSERT INTO divisions BY NAME
  WITH places AS (
    SELECT p, i FROM range(10, 10 + $provinces) province(p), range(0, 110) place(i)
  )
  SELECT CASE WHEN i = 0 THEN printf('%d0000', p)
      WHEN i <= 11 THEN printf('%d%02d00', p, i)
      ELSE printf('%d%02d%02d', p, 1 + (i - 12) % 11, 1 + (i - 12) // 11) END AS code,
    '地区' || code AS name,
    CASE WHEN i = 0 THEN 'province' WHEN i <= 11 THEN 'city' ELSE 'county' END AS level,
    CASE WHEN i = 0 THEN NULL WHEN i <= 11 THEN printf('%d0000', p)
      ELSE printf('%d%02d00', p, 1 + (i - 12) % 11) END AS parent,
    CASE WHEN i = 0 THEN NULL WHEN i <= 11 THEN code ELSE parent END AS city,
    printf('%d0000', p) AS province, [] AS successors, [] AS former_names, 'demo' AS dataset
  FROM places`;

const REPORTS = `
  INSERT INTO reports BY NAME
  WITH bodies AS (
    SELECT divisions.*, b,
      CASE b WHEN 0 THEN 'government' WHEN 1 THEN 'office' ELSE 'department' END AS kind
    FROM divisions, range(0, ${DEPARTMENTS} + 2) body(b)
  ), yearly AS (
    SELECT *, ${YEARS.first} + y AS report_year, row_number() OVER () AS n,
      3 + 400 * ((hash(code, b) % 1000) / 1000.0) ** 4 * CASE b WHEN 0 THEN 3 ELSE 1 END AS scale,
      CASE WHEN y < 2 THEN 2019 ELSE 2021 END AS edition
    FROM bodies, range(0, ${YEARS.count}) years(y)
  )
  SELECT printf('%s-%s%d-%d', code, kind, b, report_year) AS id, code || '-' || b AS body_id,
    name || '机关' || b AS body, kind, code AS division_code, name AS division, level, city, province,
    dataset, report_year AS year, CASE b WHEN 0 THEN 'jurisdiction' ELSE 'organ' END AS scope,
    make_date(report_year + 1, 1, 20) AS published_on, sha256(id) AS document_hash,
    id || '.html' AS file, edition AS edition_proactive_disclosure, edition AS edition_requests,
    edition AS edition_review_litigation,
    ${CELLS.filter(({ name }) => !TOTALS.has(name))
      .map(leafSql)
      .join(",\n")}
  FROM yearly ORDER BY scope <> 'jurisdiction', scope, year, division_code, kind, id`;

/** A finding on one report in nine, as many as real loads have; cells printed on those of one district. */
const NOTES = [
  `INSERT INTO findings BY NAME
   SELECT sha256(id) AS fingerprint, sha256(body) AS values_hash, id AS report_id,
     'T3.balance' AS check_id, CASE WHEN hash(id) % 3 = 0 THEN 'E' ELSE 'W' END AS severity,
     '说明' AS message, '问题' AS question, '' AS expression, 1 AS left_value, 2 AS right_value,
     1 AS difference, ['new_requests_total'] AS cells, 'open' AS acceptance
   FROM reports WHERE hash(id) % 9 = 0`,
  `INSERT INTO evidence BY NAME
   SELECT id AS report_id, CASE WHEN right(division_code, 4) = '0101' THEN [${CELLS.filter(
     ({ name }) => !TOTALS.has(name),
   )
     .map(
       ({ name, table, line, column }) =>
         `{'cell': '${name}', 'table': '${table}', 'line': '${line}', 'column': '${column}',
           'value': CAST(${name} AS DOUBLE), 'state': CASE WHEN ${name} IS NULL THEN 'blank' ELSE 'number' END,
           'raw': coalesce(CAST(${name} AS VARCHAR), ''),
           'where': {'page': NULL::INTEGER, 'line': NULL::INTEGER, 'table': 1, 'row': 1, 'column': 1},
           'unit': NULL::VARCHAR, 'note': NULL::VARCHAR}`,
     )
     .join(", ")}] END AS cells
   FROM reports`,
  `INSERT INTO documents BY NAME
   SELECT document_hash AS hash, file, 'html' AS format, 60000 AS bytes, 'loaded' AS state,
     id AS report_id, TIMESTAMP '2026-01-31' AS loaded_at FROM reports`,
  `INSERT INTO bodies BY NAME
   SELECT DISTINCT body_id AS id, body AS name, division_code, kind FROM reports`,
  `INSERT INTO load VALUES (1, TIMESTAMP '2026-01-31', repeat('0', 64), repeat('0', 64))`,
];

/**
 * Writes a tier as a published generation into a data folder, with the schema and the arithmetic of
 * a real load. Returns the number of reports.
 */
export async function synthesise(folder: string, { provinces }: Tier): Promise<number> {
  const store = dataStore(folder);
  await mkdir(store.versions, { recursive: true });
  const file = databaseOf(store, 1);
  const instance = await DuckDBInstance.create(file, {
    storage_compatibility_version: "latest",
    threads: "2",
  });
  const connection = await instance.connect();
  for (const shape of Object.values(DATABASE)) await connection.run(createTable(shape));
  await connection.run(DIVISIONS.replaceAll("$provinces", String(provinces)));
  await connection.run(REPORTS);
  for (const statement of NOTES) await connection.run(statement);
  await connection.run(createTable(UNORDERED.figures));
  await connection.run(
    `INSERT INTO ${UNORDERED.figures.name} BY NAME ${withQuantities("(SELECT *, NULL::VARCHAR[] AS unusable FROM reports)")}`,
  );
  await connection.run(orderedFiguresStatement(DATABASE.figures, UNORDERED.figures, null));
  await connection.run(`DROP TABLE ${UNORDERED.figures.name}`);
  await connection.run(EXAMINATIONS_STATEMENT);
  await connection.run("CHECKPOINT");
  const counted = await connection.runAndReadAll("SELECT count(*)::INTEGER FROM reports");
  connection.closeSync();
  instance.closeSync();
  await publish(folder, file);
  return Number(counted.getRows()[0]?.[0] ?? 0);
}

/** The pointer and the manifest by which the app finds the file sound. */
async function publish(folder: string, file: string): Promise<void> {
  const store = dataStore(folder);
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  const manifest: Manifest = {
    generation: 1,
    loadedAt: "2026-01-31T00:00:00.000Z",
    layout: SCHEMA_HASH,
    sha256: hash.digest("hex"),
    bytes: (await stat(file)).size,
    dataHash: "0".repeat(64),
    inputHash: "0".repeat(64),
    rows: {},
    sums: {},
  };
  await writeFile(manifestOf(store, 1), JSON.stringify(manifest));
  await writeFile(store.pointer, JSON.stringify({ generation: 1 }));
}
