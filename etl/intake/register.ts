import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { datasetOf, type Division, LEVEL_CODES, provinceOf } from "#domain/report/division";
import { divisionCodeSchema } from "#domain/report/division-schema";
import { readAddedRows, shippedRegister } from "./register-file";
import type { ReviewedTable } from "#domain/reviewed/reviewed-table";

const yearSchema = z
  .string()
  .regex(/^(?:(?:19|20)\d{2})?$/, "年份应为4位数字或留空")
  .transform((text) => (text === "" ? null : Number(text)));
const splitList = (text: string): string[] => text.split("|").flatMap((part) => part.trim() || []);
const codeListSchema = z
  .string()
  .regex(/^(?:\d{6}(?:\|\d{6})*)?$/, "应为6位代码，几个用|隔开，或留空")
  .transform(splitList);
const nameSchema = z.string().trim().min(2, "应写全称").max(40, "名称过长");

/** A line of a register of divisions as written. */
const divisionLineSchema = z.strictObject({
  code: divisionCodeSchema,
  name: nameSchema,
  level: z.enum(LEVEL_CODES),
  parent: z.string().regex(/^(?:\d{6})?$/, "应为6位代码，省级留空"),
  valid_from: yearSchema.optional(),
  valid_to: yearSchema.optional(),
  successor: codeListSchema.optional(),
  former_names: z.string().max(200, "过长").transform(splitList).optional(),
  note: z.string().optional(),
});

const DIVISION_TABLE: ReviewedTable<Division> = {
  columns: divisionLineSchema.keyof().options,
  required: ["code", "name", "level", "parent"],
  row: divisionLineSchema.transform((line) => ({
    code: line.code,
    name: line.name,
    level: line.level,
    parent: line.parent === "" ? null : line.parent,
    validFrom: line.valid_from ?? null,
    validTo: line.valid_to ?? null,
    successors: line.successor ?? [],
    formerNames: line.former_names ?? [],
    note: line.note ?? "",
  })),
  keyOf: ({ code }) => `代码 ${code}`,
};

/**
 * The register of divisions: the one that the project ships, with the rows that people added in the data
 * folder laid over it. A row replaces that of the same code.
 *
 * @throws Error with a sentence that names file, row and column where an added row cannot be taken
 */
export function loadDivisions(): readonly Division[] {
  const shipped = readShipped(shippedRegister("divisions"));
  const added = readAddedRows("divisions", DIVISION_TABLE);
  if (added.length === 0) return shipped;
  const byCode = new Map(shipped.map((division) => [division.code, division]));
  for (const { row } of added) byCode.set(row.code, row);
  for (const { row, where } of added) {
    const flaw = findFlaw(row, byCode);
    if (flaw) throw new Error(`${where}有误：${flaw}。`);
  }
  return [...byCode.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
}

const levelSchema = z.enum(LEVEL_CODES);

/** Reads the shipped register, whose rows are known to fit: checking each would take longer than all the rest. */
function readShipped(file: string): Division[] {
  const text = readFileSync(file, "utf8");
  const [, ...lines] = text.includes('"')
    ? quotedLines(text)
    : text
        .trimEnd()
        .split("\n")
        .map((line) => line.split(","));
  const yearOf = (field = ""): number | null => (field === "" ? null : Number(field));
  return lines.map((fields) => {
    const [
      code = "",
      name = "",
      level = "",
      parent = "",
      from,
      to,
      heirs = "",
      former = "",
      note = "",
    ] = fields;
    return {
      code,
      name,
      level: levelSchema.parse(level),
      parent: parent === "" ? null : parent,
      validFrom: yearOf(from),
      validTo: yearOf(to),
      successors: splitList(heirs),
      formerNames: splitList(former),
      note,
    };
  });
}

function quotedLines(text: string): string[][] {
  return z.array(z.array(z.string())).parse(parse(text, { bom: true }));
}

/** What does not fit in an added row, in words; undefined where all does. */
function findFlaw(
  { code, level, parent, validFrom, validTo, successors }: Division,
  register: ReadonlyMap<string, Division>,
): string | undefined {
  if (validFrom !== null && validTo !== null && validFrom > validTo)
    return `valid_from 列${validFrom}晚于 valid_to 列${validTo}`;
  const unknown = successors.find((successor) => !register.has(successor) || successor === code);
  if (unknown !== undefined)
    return `successor 列“${unknown}”不是区划表中另一个区划的代码；新设的区划也要写一行`;
  if (level === "province") return parent === null ? undefined : "省级的 parent 列应空着";
  const above = parent === null ? undefined : register.get(parent);
  if (!above) return `parent 列“${parent ?? ""}”不是区划表中的代码`;
  if (LEVEL_CODES.indexOf(above.level) >= LEVEL_CODES.indexOf(level))
    return `parent 列“${above.name}”的级别不高于本级`;
  return provinceOf(code) === provinceOf(above.code)
    ? undefined
    : "code 列与 parent 列的前两位不同，不在一个省";
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
    if (!division || !province)
      throw new Error(
        `区划表中没有代码 ${code}；请核对，或在数据文件夹的 divisions-added.csv 中补充。`,
      );
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
