import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { datasetOf, type Division, LEVEL_CODES } from "#domain/report/division";
import { divisionCodeSchema } from "#domain/report/division-schema";
import { PROJECT } from "../../app/store/project.js";

/** The register that the project ships. */
const DIVISIONS_FILE = join(PROJECT, "data", "divisions.csv");

const optionalYear = z
  .string()
  .regex(/^(?:\d{4})?$/, "年份应为4位数字或留空")
  .transform((text) => (text === "" ? null : Number(text)));
const nameList = z.string().transform((text) => (text === "" ? [] : text.split("|")));

const divisionRowSchema = z.strictObject({
  code: divisionCodeSchema,
  name: z.string().min(1),
  level: z.enum(LEVEL_CODES),
  parent: z.string().transform((text) => (text === "" ? null : text)),
  valid_from: optionalYear,
  valid_to: optionalYear,
  successor: nameList,
  former_names: nameList,
  note: z.string(),
});

/**
 * Reads a register of divisions: CSV with the columns code, name, level, parent, valid_from,
 * valid_to, successor, former_names (several joined by `|`) and note.
 *
 * @throws Error naming the line when a row does not fit
 */
export function loadDivisions(file: string | URL = DIVISIONS_FILE): readonly Division[] {
  const rows: unknown = parse(readFileSync(file), { columns: true, bom: true });
  return z
    .array(divisionRowSchema)
    .parse(rows)
    .map((row) => ({
      code: row.code,
      name: row.name,
      level: row.level,
      parent: row.parent,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      successors: row.successor,
      formerNames: row.former_names,
      note: row.note,
    }));
}

/** A division with the codes of the city and the province around it. */
export interface RegisteredDivision {
  readonly division: Division;
  readonly city: string | null;
  readonly province: string;
}

/** The divisions by code. */
export class Register {
  readonly #byCode: ReadonlyMap<string, Division>;

  constructor(readonly divisions: readonly Division[]) {
    this.#byCode = new Map(divisions.map((division) => [division.code, division]));
  }

  has(code: string): boolean {
    return this.#byCode.has(code);
  }

  /** The division of a code. Throws for a code that the register does not list. */
  placeOf(code: string): RegisteredDivision {
    const around = this.#upFrom(code);
    const [division] = around;
    const province = around.at(-1);
    if (!division || !province) throw new Error(`区划表中没有代码 ${code}；请核对，或补充区划表。`);
    const city = around.find((candidate) => candidate.level === "city");
    return { division, city: city?.code ?? null, province: province.code };
  }

  /** The rows of `divisions`. */
  rows(): Record<string, unknown>[] {
    return this.divisions.map((division) => {
      const { city, province } = this.placeOf(division.code);
      return {
        code: division.code,
        name: division.name,
        level: division.level,
        parent: division.parent,
        valid_from: division.validFrom,
        valid_to: division.validTo,
        successors: division.successors,
        former_names: division.formerNames,
        note: division.note,
        dataset: datasetOf(division.code),
        city,
        province,
      };
    });
  }

  #upFrom(code: string): Division[] {
    const division = this.#byCode.get(code);
    if (!division) return [];
    return division.parent === null ? [division] : [division, ...this.#upFrom(division.parent)];
  }
}
