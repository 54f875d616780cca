import { datasetOf, type Division } from "#domain/report/division";

/** A division with the codes of the city and the province around it. */
export interface RegisteredPlace {
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
  placeOf(code: string): RegisteredPlace {
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
