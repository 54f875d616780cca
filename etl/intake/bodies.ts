import { readFileSync } from "node:fs";
import { z } from "zod";
import { BODY_KIND_CODES, type BodyKind, SCOPE_CODES, type Scope } from "#domain/report/body";
import { readAddedRows, shippedRegister } from "./register-file";
import type { ReviewedTable } from "#domain/reviewed/reviewed-table";
import { parseReviewedCsv } from "./reviewed-csv";

/** A body that has no code of its own and whose name need not begin with that of its division: a zone, a customs office. */
export interface RegisteredBody {
  readonly name: string;
  readonly kind: BodyKind;
  /** Code of the division around it. */
  readonly division: string;
  /** Whose figures its reports state where they do not say so themselves; null where that is not known. */
  readonly scope: Scope | null;
  /** First and last year in which it exists; null where the register sets no bound. */
  readonly validFrom: number | null;
  readonly validTo: number | null;
  readonly formerNames: readonly string[];
}

const yearSchema = z
  .string()
  .regex(/^(?:(?:19|20)\d{2})?$/, "年份应为4位数字或留空")
  .transform((text) => (text === "" ? null : Number(text)));
const nameSchema = z.string().trim().min(4, "应写全称").max(60, "名称过长");

/** A line of a register of bodies as written. */
const bodyLineSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum(BODY_KIND_CODES),
  division: z.string().regex(/^\d{6}$/, "应为所在区划的6位代码"),
  scope: z.enum([...SCOPE_CODES, ""]).optional(),
  valid_from: yearSchema.optional(),
  valid_to: yearSchema.optional(),
  former_names: z.string().max(400, "过长").optional(),
  note: z.string().optional(),
});

const BODY_TABLE: ReviewedTable<RegisteredBody> = {
  columns: bodyLineSchema.keyof().options,
  required: ["name", "kind", "division"],
  row: bodyLineSchema.transform((line) => ({
    name: line.name,
    kind: line.kind,
    division: line.division,
    scope: line.scope ? line.scope : null,
    validFrom: line.valid_from ?? null,
    validTo: line.valid_to ?? null,
    formerNames: (line.former_names ?? "").split("|").flatMap((name) => name.trim() || []),
  })),
  keyOf: ({ name }) => `“${name}”`,
};

/**
 * The register of bodies without a code: the one that the project ships, with the rows that people added in
 * the data folder laid over it. A row replaces that of the same name.
 *
 * @throws Error with a sentence that names file, row and column where a row cannot be taken
 */
export function loadBodies(): readonly RegisteredBody[] {
  const file = shippedRegister("bodies");
  const shipped = parseReviewedCsv(readFileSync(file), file, BODY_TABLE);
  const rows = [...shipped, ...readAddedRows("bodies", BODY_TABLE)];
  for (const { row, where } of rows)
    if (row.validFrom !== null && row.validTo !== null && row.validFrom > row.validTo)
      throw new Error(
        `${where}有误：valid_from 列${row.validFrom}晚于 valid_to 列${row.validTo}。`,
      );
  return [...new Map(rows.map(({ row }) => [row.name, row])).values()];
}
