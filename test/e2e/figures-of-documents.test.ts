import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type Briefing, isFigure, type Piece, plainTextOf } from "#briefing/briefing";
import { composeBriefing } from "#briefing/compose";
import { planLetters } from "#briefing/recipient";
import { closeDatabase } from "#db/engine/connection.server";
import { fetchBriefingFacts } from "#db/queries/briefing.server";
import { parseBriefingChoices } from "#domain/briefing/choices";
import { currentVersion } from "#store/current-version";
import { databaseOf, dataStore } from "#store/data-folder";
import { addressOf } from "../support/served";

/** Every cell of every report of a county about its whole area: as printed, and as it counts. */
const CELLS = `CREATE TEMP TABLE cells AS
  WITH seen AS (SELECT report_id, UNNEST(cells, recursive := true) FROM main.evidence)
  SELECT report.id, report.division, report.division_code AS code, report.year, seen.cell,
    seen.value AS printed, CASE WHEN changed.cell IS NULL THEN seen.value ELSE changed.used END AS value
  FROM main.reports report
  JOIN seen ON seen.report_id = report.id
  LEFT JOIN main.adjustments changed ON changed.report_id = report.id AND changed.cell = seen.cell
  WHERE report.level = 'county' AND report.scope = 'jurisdiction' AND report.kind = 'government'`;

/** The sides of the rates, and the counts, by the cells that the form prints in total. */
const RATES: Readonly<
  Record<string, readonly [top: readonly string[], bottom: readonly string[]]>
> = {
  不掌握率: [["unable_not_held_total"], ["handled_total_total"]],
  "公开率（含部分公开）": [
    ["disclosed_total", "partially_disclosed_total"],
    ["handled_total_total"],
  ],
  结转率: [["carried_over_out_total"], ["new_requests_total", "carried_over_in_total"]],
  复议诉讼率: [
    ["review_total", "direct_suit_total", "post_review_suit_total"],
    ["handled_total_total"],
  ],
};
const COUNTS: Readonly<Record<string, string>> = {
  新收申请: "new_requests_total",
  办结: "handled_total_total",
};

const sumOf = (names: readonly string[]): string =>
  names.map((name) => `max(value) FILTER (WHERE cell = '${name}')`).join(" + ");

let connection: DuckDBConnection;

beforeAll(async () => {
  const data = inject("data");
  await addressOf(data);
  vi.stubEnv("GONGKAI_DATA", data);
  const store = dataStore(data);
  const version = await currentVersion(store);
  if (version === null) throw new Error("Nothing is loaded");
  const instance = await DuckDBInstance.create();
  connection = await instance.connect();
  await connection.run(`ATTACH '${databaseOf(store, version)}' AS loaded (READ_ONLY)`);
  await connection.run(CELLS.replaceAll("main.", "loaded."));
}, 600_000);

afterAll(() => {
  closeDatabase();
  connection?.closeSync();
  vi.unstubAllEnvs();
});

async function ask(sql: string): Promise<(number | string | null)[][]> {
  const rows = (await connection.runAndReadAll(sql)).getRows();
  return rows.map((row) =>
    row.map((value) => (typeof value === "string" || value === null ? value : Number(value))),
  );
}

/** Each body of an area that states both sides of a rate in a year: its name, numerator and denominator. */
async function sidesOf(rate: string, year: number, area: string) {
  const [top = [], bottom = []] = RATES[rate] ?? [];
  const rows = await ask(
    `SELECT division, code, ${sumOf(top)} AS top, ${sumOf(bottom)} AS bottom FROM cells
     WHERE year = ${year} AND code LIKE '${areaPattern(area)}' GROUP BY ALL
     HAVING top IS NOT NULL AND bottom IS NOT NULL`,
  );
  return rows.map(([division, code, numerator, denominator]) => ({
    division: String(division),
    code: String(code),
    numerator: Number(numerator),
    denominator: Number(denominator),
  }));
}

const areaPattern = (area: string): string => `${area.replace(/(?:00)+$/u, "")}%`;

async function rateOf(rate: string, year: number, area: string): Promise<number> {
  const sides = await sidesOf(rate, year, area);
  const total = (key: "numerator" | "denominator"): number =>
    sides.reduce((sum, side) => sum + side[key], 0);
  return total("numerator") / total("denominator");
}

async function factsOf(query: string) {
  const choices = parseBriefingChoices(new URLSearchParams(query), { year: 2025, area: "990000" });
  return fetchBriefingFacts(choices);
}

const piecesOf = (briefing: Briefing): Piece[] =>
  briefing.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "paragraph" ? [...block.pieces] : [])),
  );

/** What a figure of a circular ought to be, by its name; null for one that is not recomputed here. */
async function recompute(name: string, year: number, area: string): Promise<number | null> {
  const base = year - 1;
  for (const [count, cell] of Object.entries(COUNTS)) {
    if (name === `${year}年${count}`) {
      const [[sum = null] = []] = await ask(
        `SELECT sum(value) FROM cells WHERE year = ${year} AND cell = '${cell}' AND code LIKE '${areaPattern(area)}'`,
      );
      return Number(sum);
    }
    if (name === `${year}年${count}较${base}年变化`) {
      const [[later = null, earlier = null] = []] = await ask(
        `SELECT sum(new.value), sum(old.value) FROM cells new JOIN cells old USING (code, cell)
         WHERE new.year = ${year} AND old.year = ${base} AND cell = '${cell}'
           AND new.value IS NOT NULL AND old.value IS NOT NULL AND code LIKE '${areaPattern(area)}'`,
      );
      return Number(later) / Number(earlier) - 1;
    }
  }
  for (const rate of Object.keys(RATES)) {
    if (name === `${year}年${rate}`) return rateOf(rate, year, area);
    if (name === `${year}年${rate}较${base}年变化`)
      return (await rateOf(rate, year, area)) - (await rateOf(rate, base, area));
    const own = new RegExp(`^(.+)${year}年${rate}(|应有件数|超出件数)$`, "u").exec(name);
    if (!own) continue;
    const all = await sidesOf(rate, year, "990000");
    const body = all.find(({ division }) => division === own[1]);
    if (!body) return null;
    const others = all.filter((each) => each !== body);
    const target =
      others.reduce((sum, { numerator }) => sum + numerator, 0) /
      others.reduce((sum, { denominator }) => sum + denominator, 0);
    if (own[2] === "") return body.numerator / body.denominator;
    const usual = target * body.denominator;
    return own[2] === "应有件数" ? usual : body.numerator - usual;
  }
  const due = `FROM loaded.divisions WHERE level = 'county' AND code LIKE '${areaPattern(area)}'
    AND coalesce(valid_from, ${year}) <= ${year} AND coalesce(valid_to, ${year}) >= ${year}`;
  const there = `SELECT DISTINCT code FROM cells WHERE year = ${year}`;
  const counted: Readonly<Record<string, string>> = {
    应报数: `SELECT count(*) ${due}`,
    已载入数: `SELECT count(*) ${due} AND code IN (${there})`,
    未载入数: `SELECT count(*) ${due} AND code NOT IN (${there})`,
    逾期公布数: `SELECT count(*) FROM loaded.findings JOIN (SELECT DISTINCT id, code, year FROM cells) ON id = report_id
      WHERE year = ${year} AND code LIKE '${areaPattern(area)}' AND check_id = 'TIME-DUE' AND severity = 'E'`,
  };
  const sql = counted[name.replace(`${year}年度`, "")];
  return sql === undefined ? null : Number((await ask(sql))[0]?.[0]);
}

describe("the figures of a document, computed again from the cells of the database", () => {
  it.each([
    ["990000", 2025, 25],
    ["990900", 2025, 12],
    ["990200", 2023, 12],
  ] as const)("are those of the circular of %s for %i", async (area, year, least) => {
    const briefing = composeBriefing(await factsOf(`area=${area}&year=${year}`));
    let recomputed = 0;
    for (const { figure } of briefing.evidence) {
      const value = await recompute(figure.name, year, area);
      if (value === null) continue;
      recomputed += 1;
      expect.soft(figure.value, figure.name).toBeCloseTo(value, 9);
    }
    expect(recomputed).toBeGreaterThanOrEqual(least);
  });

  it("are those of every district in the annex, and the counts stand beside the rates", async () => {
    const briefing = composeBriefing(await factsOf("area=990000&year=2025"));
    const table = briefing.annexes[0]?.blocks[0];
    if (table?.kind !== "table") throw new Error("The first annex is no table");
    const { columns, rows } = table.table;
    for (const rate of Object.keys(RATES)) {
      const at = columns.findIndex(({ header }) => header === rate);
      const own = new Map(
        (await sidesOf(rate, 2025, "990000")).map(({ division, numerator, denominator }) => [
          division,
          denominator === 0 ? null : numerator / denominator,
        ]),
      );
      for (const { values } of rows)
        expect
          .soft(values[at] ?? null, `${String(values[0])}${rate}`)
          .toBe(own.get(String(values[0])) ?? null);
      const text = plainTextOf(piecesOf(briefing));
      for (const [, percent, top, bottom] of text.matchAll(/([\d.]+)%（(\d+)件／(\d+)件）/gu))
        expect(((Number(top) / Number(bottom)) * 100).toFixed(1)).toBe(percent);
    }
  });

  it("name districts by how many cases are too many, the most first, and as many as are to be examined", async () => {
    const text = plainTextOf(piecesOf(composeBriefing(await factsOf("area=990000&year=2025"))));
    const named = [
      ...text.matchAll(
        /(\p{Script=Han}{2,4})不掌握率[\d.]+%（\d+件／\d+件），按全省其余地区的平均水平约为\d+件，多(\d+)件/gu,
      ),
    ];
    expect(named.length).toBeGreaterThanOrEqual(3);
    const more = named.map(([, , count]) => Number(count));
    expect(more).toEqual([...more].sort((one, other) => other - one));
    expect(text).toContain(`抽查不少于${more.map((count) => `${count}件`).join("、")}的`);
  });
});

describe("letters and the list of findings, held against the reports themselves", () => {
  it("remind exactly those without a report, and ask exactly those published after the deadline why", async () => {
    const plans = planLetters(await factsOf("area=990000&year=2025&template=letter"));
    const sent = (letter: string): string[] =>
      plans
        .filter(({ letters }) => letters.some((each) => each.letter === letter))
        .map(({ code }) => code);
    const missing = await ask(
      `SELECT code FROM loaded.divisions WHERE level = 'county' AND dataset = 'demo'
         AND coalesce(valid_from, 2025) <= 2025 AND coalesce(valid_to, 2025) >= 2025
         AND code NOT IN (SELECT code FROM cells WHERE year = 2025) ORDER BY code`,
    );
    expect(sent("reminder")).toEqual(missing.map(([code]) => code));
    const late = await ask(
      `SELECT DISTINCT code FROM cells JOIN loaded.reports report ON report.id = cells.id
       WHERE report.year = 2025 AND report.published_on > DATE '2026-03-31' ORDER BY code`,
    );
    expect(sent("lateness")).toEqual(late.map(([code]) => code));
    expect(missing.length + late.length).toBeGreaterThanOrEqual(2);
  });

  it("say of a printed total what is printed, and what its parts come to", async () => {
    const { findings, earlierFindings } = await factsOf("area=990000&year=2025&template=issues");
    const sums = [...findings, ...earlierFindings].filter(
      ({ message, cells }) => /印为[\d,]+，各分项之和为[\d,]+/u.test(message) && cells.length > 2,
    );
    expect(sums.length).toBeGreaterThanOrEqual(5);
    for (const { report_id: id, cells, message } of sums) {
      const [head = "", ...parts] = cells;
      const rows = await ask(
        `SELECT cell, printed FROM cells WHERE id = '${id}' AND cell IN (${cells.map((cell) => `'${cell}'`).join(", ")})`,
      );
      const printed = new Map(rows.map(([cell, value]) => [String(cell), Number(value)]));
      const sum = parts.reduce((all, cell) => all + (printed.get(cell) ?? 0), 0);
      expect
        .soft(message.replaceAll(",", ""), id)
        .toContain(`印为${String(printed.get(head))}，各分项之和为${String(sum)}`);
    }
  });

  it("write in each letter of correction the rate of its district by the cells of its report", async () => {
    const plans = planLetters(await factsOf("area=990000&year=2025&template=letter"));
    let rates = 0;
    for (const { letters, name } of plans)
      for (const { facts } of letters)
        for (const piece of piecesOf(composeBriefing(facts))) {
          if (!isFigure(piece)) continue;
          const value = await recompute(piece.name, 2025, "990000");
          if (value === null) continue;
          rates += 1;
          expect.soft(piece.value, `${name}: ${piece.name}`).toBeCloseTo(value, 9);
        }
    expect(rates).toBeGreaterThanOrEqual(8);
  });
});
