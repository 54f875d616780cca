import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { dataFolder } from "#store/data-folder";
import { PROJECT } from "../../app/store/project.js";
import type { ReviewedRow, ReviewedTable } from "#domain/reviewed/reviewed-table";
import { parseReviewedCsv } from "./reviewed-csv";

/** A register that the project ships as data/NAME.csv and that rows of the data folder are laid over. */
type RegisterName = "divisions" | "bodies";

/** Many times what the changes of a decade need. */
const MOST_ROWS = 5_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** The register that the project ships. */
export function shippedRegister(name: RegisterName): string {
  return join(PROJECT, "data", `${name}.csv`);
}

/**
 * The rows that people added in the data folder: of divisions-added.csv, and, in a data folder outside the
 * project, of a divisions.csv there. None where there is no such file.
 *
 * @throws Error with a sentence that names file, row and column
 */
export function readAddedRows<Row>(
  name: RegisterName,
  table: ReviewedTable<Row>,
): ReviewedRow<Row>[] {
  const own = [`${name}.csv`, `${name}-added.csv`]
    .map((file) => join(dataFolder(), file))
    .filter((file) => resolve(file) !== resolve(shippedRegister(name)) && existsSync(file));
  const rows = own.flatMap((file) => {
    if (statSync(file).size > MOST_BYTES)
      throw new Error(`${file} 超过4MB，不像一张补充的表；请只写要增加或改动的行。`);
    return parseReviewedCsv(readFileSync(file), file, table);
  });
  if (rows.length > MOST_ROWS)
    throw new Error(`${own.join("、")} 超过${MOST_ROWS}行；请只写要增加或改动的行。`);
  return rows;
}
