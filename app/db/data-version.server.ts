import { z } from "zod";
import { rows } from "./rows.server";

const loadSchema = z.object({
  generation: z.int(),
  loaded: z.string(),
  data_hash: z.string(),
  reports: z.int(),
});

/** Which data the pages show, in words: number, day of loading, reports, hash. */
export async function dataVersion(): Promise<string> {
  const [load] = await rows(
    `SELECT generation, strftime(loaded_at, '%Y-%m-%d') AS loaded, data_hash,
       (SELECT CAST(count(*) AS INTEGER) FROM reports) AS reports
     FROM load`,
    [],
    loadSchema,
  );
  if (!load) return "";
  return `数据版本第${load.generation}版（${load.loaded}载入，${load.reports}份报告，校验码${load.data_hash.slice(0, 8)}）。`;
}
