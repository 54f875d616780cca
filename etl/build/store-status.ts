import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { access } from "node:fs/promises";
import { z } from "zod";
import { LEVEL_CODES } from "#domain/report/division";
import { datasetSchema } from "#domain/report/division-schema";
import { DOCUMENT_STATE_CODES } from "#domain/report/document-state";
import type { Manifest, Pointer } from "#store/version";
import { SCOPE_CODES } from "#domain/report/body";
import { holderOf, type Holder } from "#store/lock";
import { currentManifest, currentPointer, findDamage, listVersions } from "#store/current-version";
import { databaseOf, type Store } from "#store/data-folder";

const loadedSchema = z.object({
  dataset: datasetSchema,
  year: z.int(),
  reports: z.int(),
  levels: z.record(z.enum(LEVEL_CODES), z.int()),
  scopes: z.record(z.enum(SCOPE_CODES), z.int()),
});
const documentSchema = z.object({ state: z.enum(DOCUMENT_STATE_CODES), documents: z.int() });
const refusedSchema = z.object({ file: z.string(), reason: z.string() });
const missingSchema = z.object({
  year: z.int(),
  province: z.string(),
  due: z.int(),
  missing: z.array(z.string()),
});

/** What is loaded, what was refused, what is missing. */
export interface StoreStatus {
  readonly holder: Holder | null;
  readonly manifest: Manifest | null;
  /** Where the version in use was put back: the one before, and when. */
  readonly restored: Pointer["restored"];
  /** Every version that can be put back into use, the newest first. */
  readonly kept: readonly number[];
  /** The damaged file for which the manifest is not known. */
  readonly damaged: string | null;
  readonly loaded: readonly z.infer<typeof loadedSchema>[];
  readonly documents: readonly z.infer<typeof documentSchema>[];
  readonly refused: readonly z.infer<typeof refusedSchema>[];
  /** By year and province, where any report of that province and year is loaded. */
  readonly missing: readonly z.infer<typeof missingSchema>[];
}

/** Reads the status of the published database and of a running load. */
export async function readStatus(store: Store): Promise<StoreStatus> {
  const holder = await holderOf(store.lock);
  const manifest = await currentManifest(store);
  const damaged = await findDamage(store);
  const restored = (await currentPointer(store))?.restored;
  const known = { holder, manifest, damaged, restored, kept: await listVersions(store) };
  if (!manifest) return { ...known, loaded: [], documents: [], refused: [], missing: [] };
  const file = store.single ?? databaseOf(store, manifest.generation);
  await access(file).catch(() => {
    throw new Error(`数据库文件不在了：${file}。请重新载入。`);
  });
  const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" });
  try {
    const connection = await instance.connect();
    const query = queryWith(connection);
    return {
      ...known,
      loaded: await query(LOADED, loadedSchema),
      documents: await query(DOCUMENTS, documentSchema),
      refused: await query(REFUSED, refusedSchema),
      missing: await query(MISSING, missingSchema),
    };
  } finally {
    instance.closeSync();
  }
}

/** A struct that counts the reports of each code of a column. */
const countEach = (column: string, codes: readonly string[]): string => {
  const counts = codes.map((code) => `${code} := count(*) FILTER (${column} = '${code}')::INTEGER`);
  return `struct_pack(${counts.join(", ")})`;
};

const LOADED = `
  SELECT dataset, year, count(*)::INTEGER AS reports,
    ${countEach("level", LEVEL_CODES)} AS levels, ${countEach("scope", SCOPE_CODES)} AS scopes
  FROM reports GROUP BY dataset, year ORDER BY dataset DESC, year`;

const DOCUMENTS = `
  SELECT state, count(*)::INTEGER AS documents FROM documents GROUP BY state ORDER BY state`;

const REFUSED = `SELECT file, reason FROM documents WHERE state = 'refused' ORDER BY file`;

const MISSING = `
  WITH years AS (SELECT DISTINCT province, year FROM reports WHERE scope = 'jurisdiction' AND kind <> 'zone'),
  due AS (
    SELECT years.year, years.province, divisions.code, divisions.name
    FROM years JOIN divisions ON divisions.province = years.province
      AND coalesce(valid_from, years.year) <= years.year
      AND coalesce(valid_to, years.year) >= years.year
  ), reported AS (
    SELECT DISTINCT division_code AS code, year FROM reports
    WHERE scope = 'jurisdiction' AND kind <> 'zone'
  )
  SELECT due.year, province.name AS province, count(*)::INTEGER AS due,
    coalesce(list(due.name ORDER BY due.code) FILTER (reported.code IS NULL), []) AS missing
  FROM due
  LEFT JOIN reported ON reported.code = due.code AND reported.year = due.year
  JOIN divisions AS province ON province.code = due.province
  GROUP BY due.year, due.province, province.name ORDER BY due.province, due.year`;

function queryWith(connection: DuckDBConnection) {
  return async <Schema extends z.ZodType>(
    sql: string,
    schema: Schema,
  ): Promise<z.infer<Schema>[]> => {
    const result = await connection.runAndReadAll(sql);
    return schema.array().parse(result.getRowObjectsJS());
  };
}
