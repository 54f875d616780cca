/**
 * Adds the divisions of the whole country to data/divisions.csv: `npx tsx tools/divisions.ts codes.csv`, where
 * codes.csv is the table of the data set areacodes (docs/divisions.md says what it is and how its columns are taken).
 * Rows that are there stay as they are, notes and all.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";

const FILE = join(import.meta.dirname, "../data/divisions.csv");
/** Annual reports begin with the year in which the regulation came into force. */
const FIRST_YEAR = 2008;
const LEVELS = new Map([
  ["省级", "province"],
  ["地级", "city"],
  ["县级", "county"],
]);

const yearSchema = z.string().transform((text) => (text === "" ? null : Number(text)));
/** A code in the years in which it stood for one name; it ends with the year before `until`. */
const spellSchema = z
  .object({
    代码: z.string(),
    一级行政区: z.string(),
    二级行政区: z.string(),
    名称: z.string(),
    级别: z.string(),
    状态: z.enum(["在用", "弃用", "变更"]),
    启用时间: yearSchema,
    "变更/弃用时间": yearSchema,
    新代码: z.string(),
  })
  .transform((row) => ({
    code: row.代码,
    province: row.一级行政区,
    city: row.二级行政区,
    name: row.名称,
    level: LEVELS.get(row.级别) ?? "",
    state: row.状态,
    from: row.启用时间 ?? 0,
    until: row["变更/弃用时间"],
    heirs: row.新代码.split(";").flatMap((text) => {
      const [, code, year] = /^(\d{6})(?:\[(\d{4})\])?$/.exec(text) ?? [];
      return code === undefined ? [] : [{ code, year: year === undefined ? null : Number(year) }];
    }),
  }));
type Spell = z.infer<typeof spellSchema>;

const listedSchema = z.record(z.string(), z.string());
const [source = ""] = process.argv.slice(2);
const spells = z
  .array(spellSchema)
  .parse(parse(readFileSync(source), { columns: true, bom: true }))
  .filter(({ until, state }) => until === null || state === "在用" || until > FIRST_YEAR);
const listed = z.array(listedSchema).parse(parse(readFileSync(FILE), { columns: true, bom: true }));
const kept = new Map(listed.map((row) => [row["code"] ?? "", row]));

const byCode = new Map<string, Spell[]>();
for (const spell of spells) byCode.set(spell.code, [...(byCode.get(spell.code) ?? []), spell]);
const latest = new Map(
  [...byCode].map(([code, all]) => [code, all.toSorted((a, b) => a.from - b.from).at(-1)]),
);

function firstYearOf(code: string): number {
  return Math.min(...(byCode.get(code) ?? []).map(({ from }) => from));
}

function parentOf({ level, province, city, code }: Spell): string {
  if (level === "province") return "";
  const above = [...latest.values()].filter(
    (other) =>
      other !== undefined &&
      other.province === province &&
      (level === "county" && city !== "直辖"
        ? other.level === "city" && (byCode.get(other.code) ?? []).some(({ name }) => name === city)
        : other.level === "province"),
  );
  const own = above.find((other) => other?.code.slice(0, 4) === code.slice(0, 4));
  const [parent = own] = own ? [own] : above;
  if (!parent) throw new Error(`${code} has no parent`);
  return parent.code;
}

/** What the division became; of one that lives on, what began as a part of it. */
function successorsOf(spell: Spell): string[] {
  const { state, until, heirs, code } = spell;
  if (state === "弃用" && heirs.length === 0 && spell.level === "city") return heirsOfCity(spell);
  const found = heirs.filter(({ code: heir, year }) => {
    if (heir === code || !latest.has(heir)) return false;
    if (state === "弃用") return year === null || year === until;
    return (year ?? until ?? 0) > FIRST_YEAR && firstYearOf(heir) === (year ?? until);
  });
  return [...new Set(found.map((heir) => heir.code))];
}

/** codes.csv is silent on cities that ended: their counties lie in other cities since, under new codes. */
function heirsOfCity(city: Spell): string[] {
  const counties = [...latest.values()].filter(
    (spell) => spell?.level === "county" && spell.city === city.name && spell.until === city.until,
  );
  const heirs = counties.flatMap((county) => (county ? successorsOf(county) : []));
  const cities = heirs.flatMap((heir) => {
    const found = latest.get(heir);
    if (!found) return [];
    return found.level === "city" ? found.code : parentOf(found);
  });
  return [...new Set(cities)].sort();
}

/** Ground that went to a division which was there before: the years of the register cannot say it. */
function givenAway({ state, until, heirs, code }: Spell): string[] {
  return heirs.flatMap(({ code: heir, year }) => {
    const when = year ?? until ?? 0;
    const other = latest.get(heir);
    if (!other || heir === code || when <= FIRST_YEAR) return [];
    if (state === "弃用" && (year === null || year === until)) return [];
    return firstYearOf(heir) === when ? [] : [`part went to ${other.name} in ${when}`];
  });
}

function rowOf(code: string, spell: Spell): Record<string, string> {
  const earlier = (byCode.get(code) ?? []).filter(
    (other) => other !== spell && other.name !== spell.name && (other.until ?? 0) > FIRST_YEAR,
  );
  const renamed = earlier.map(({ name, until }) => `renamed from ${name} in ${until ?? "?"}`);
  const first = firstYearOf(code);
  return {
    code,
    name: spell.name,
    level: spell.level,
    parent: parentOf(spell),
    valid_from: first > FIRST_YEAR ? String(first) : "",
    valid_to: spell.state === "弃用" ? String((spell.until ?? 0) - 1) : "",
    successor: successorsOf(spell).join("|"),
    former_names: [...new Set(earlier.map(({ name }) => name))].join("|"),
    note: [...renamed, ...givenAway(spell)].join("; "),
  };
}

const rows = [...latest].flatMap(([code, spell]): Record<string, string>[] => {
  const before = kept.get(code);
  const made = spell && rowOf(code, spell);
  if (before && made)
    for (const column of ["name", "level", "parent", "valid_from", "valid_to", "successor"])
      if (before[column] !== made[column])
        process.stderr.write(
          `${code} ${column}: kept ${before[column]}, codes.csv ${made[column]}\n`,
        );
  return [before ?? made ?? []].flat();
});
const invented = listed.filter(({ code = "" }) => !latest.has(code));
const header = Object.keys(listed[0] ?? {});
const lines = [...rows, ...invented]
  .toSorted((a, b) => ((a["code"] ?? "") < (b["code"] ?? "") ? -1 : 1))
  .map((row) => header.map((column) => row[column] ?? "").join(","));
writeFileSync(FILE, `${[header.join(","), ...lines].join("\n")}\n`);
