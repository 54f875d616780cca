import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase } from "#db/engine/connection.server";
import { plainTextOf } from "#briefing/briefing";
import { writeFeatures } from "#briefing/text/features";
import { writeMethod } from "#briefing/text/method";
import { writeOverview } from "#briefing/text/overview";
import { parseBriefingChoices } from "#domain/briefing/choices";
import { fetchBriefingFacts } from "#db/queries/briefing.server";
import { fetchOutcomeYears } from "#db/queries/outcomes.server";
import { buildYearStrip } from "#domain/comparison/year-strip";
import { formatLeftOut } from "#domain/comparison/outcome-years";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { loadCompare } from "#pages/compare/data.server";
import { loadSums } from "#pages/district/sums-data.server";
import { loader as csv } from "#pages/downloads/csv";
import { loadOutcomes } from "#pages/outcomes/data.server";
import { loadOverview } from "#pages/overview/data.server";
import { loadReport } from "#pages/report/data.server";
import { reviewChart } from "#pages/review/chart.server";
import { loadReview } from "#pages/review/data.server";
import { dataStore } from "#store/data-folder";
import { figuresCsv, loadInto, soundCells, writeReports } from "../../support/load";

const folder = mkdtempSync(join(tmpdir(), "gongkai-misprints-"));
const AREA = "area=990000&level=county&scope=organ&kind=department";
const requestOf = (query = "") => new Request(`http://localhost/page?${AREA}&${query}`);
const bodyOf = (index: number): string => `乙县第${index}局`;

/** What a body answers and is sued for; those of a year later are the same. */
function truthOf(index: number): Record<string, string> {
  return soundCells(
    { unable_not_held: 20 + (index % 3), disclosed: 70, not_processed_petition: 10 },
    { review_upheld: 5, review_corrected: 2, review_pending: 1, direct_suit_upheld: 3 },
  );
}

type Spoil = Readonly<Record<string, string>>;

/** Divisions whose governments report, and which of the departments prints the same. */
const GOVERNMENTS = [
  { division: "990101", body: "乙县人民政府", index: 1 },
  { division: "990102", body: "丙区人民政府", index: 3 },
  { division: "990100", body: "甲市人民政府", index: 0 },
] as const;

/** Writes fourteen departments of one year and three governments; some print something else. */
function writeYear(name: string, year: number, spoilt: Readonly<Record<number, Spoil>>): string {
  const documents = join(folder, name);
  const textOf = (index: number): string =>
    figuresCsv(2021, { ...truthOf(index), ...spoilt[index] });
  writeReports(documents, [
    ...Array.from({ length: 14 }, (_, index) => ({
      file: `${index}.csv`,
      body: bodyOf(index),
      year,
      kind: "department",
      scope: "organ",
      text: textOf(index),
    })),
    ...GOVERNMENTS.map(({ index, ...government }) => ({
      ...government,
      file: `${government.division}.csv`,
      year,
      text: textOf(index),
    })),
  ]);
  return documents;
}

const zeroBlanks = (index: number): Spoil => {
  const truth = truthOf(index);
  const cells = figuresCsv(2021, truth).split("\n").slice(1, -1);
  const blanks = cells.flatMap((line) => {
    const [table = "", row = "", column = "", printed] = line.split(",");
    const counts = table === "requests" || table === "review_litigation";
    return counts && printed === "0" ? [[`${row}_${column}`, ""] as const] : [];
  });
  return Object.fromEntries(blanks);
};

/** Something else than the truth in each of some bodies of 2023. */
const SPOILT: Readonly<Record<number, Spoil>> = {
  // A total of a million: one repair.
  1: { handled_total_total: "1000000" },
  // A total of cases that any of its cells may have spoilt.
  2: { review_total: "1000000" },
  // More of a kind than of all, in two cells at once.
  3: { unable_not_held_total: "900", disclosed_total: "3" },
  // A negative count.
  4: { new_requests_natural_person: "-5" },
  // Every 0 left blank.
  5: zeroBlanks(5),
  6: Object.fromEntries(Object.keys(zeroBlanks(6)).map((cell) => [cell, "/"])),
};

const store = dataStore(join(folder, "data"));

beforeAll(async () => {
  vi.stubEnv("GONGKAI_DATA", store.root);
  await loadInto(store, [writeYear("sound", 2022, {}), writeYear("spoilt", 2023, SPOILT)]);
}, 60_000);

afterAll(() => {
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const compareBy = (indicator: string, year = 2023) =>
  loadCompare(requestOf(`year=${year}&indicator=${indicator}`));

describe("a group in which some reports do not add up", () => {
  it("says of a rate set aside that its figures fail checks, not that they are blank", async () => {
    const { bodies } = (await compareBy("not_held_rate")).comparison;
    const wordsOf = (index: number) => {
      const body = bodies.find(({ division }) => division === bodyOf(index));
      return body && buildYearStrip(INDICATORS.not_held_rate, body, [2023])[0]?.words;
    };
    expect(wordsOf(3)).toBe("2023年：数字勾稽不符，未计入");
  });

  it.each(INDICATOR_CODES)("has the rate of the truth by %s", async (code) => {
    const now = await compareBy(code);
    const sound = (await compareBy(code, 2022)).comparison.bodies;
    const sums = { above: 0, below: 0 };
    for (const { division, numerator, denominator } of now.comparison.bodies) {
      if (numerator === null || (INDICATORS[code].denominator && denominator === null)) continue;
      const truth = sound.find((body) => body.division === division);
      expect([division, numerator, denominator]).toEqual([
        division,
        truth?.numerator,
        truth?.denominator,
      ]);
      sums.above += numerator;
      sums.below += denominator ?? 0;
    }
    if (now.comparison.funnel && sums.below > 0)
      expect(now.comparison.funnel.target).toBeCloseTo(sums.above / sums.below, 12);
    const overview = await loadOverview(requestOf("year=2023"));
    const headline = overview.headlines.find((each) => each.code === code);
    if (headline) {
      expect(headline.numerator).toBe(sums.above);
      if (INDICATORS[code].denominator) expect(headline.denominator).toBe(sums.below);
    }
  });

  it("shows both totals and names the reports that make the difference", async () => {
    const { adjusted } = await compareBy("not_held_rate");
    const [total] = adjusted;
    expect(total?.printed.denominator).toBe(1_001_312);
    expect(total?.used.value).toBeCloseTo(0.208, 2);
    expect(new Map(total?.reports.map(({ division, kind }) => [division, kind]))).toEqual(
      new Map([
        [bodyOf(1), "repaired"],
        [bodyOf(3), "set_aside"],
      ]),
    );
    expect((await compareBy("not_held_rate", 2022)).adjusted).toEqual([]);
    const { adjusted: disputes } = await compareBy("review_corrected_rate");
    expect(disputes[0]?.reports).toEqual([
      expect.objectContaining({ division: bodyOf(2), kind: "set_aside" }),
    ]);
  });

  it("keeps what the failing sums do not touch", async () => {
    const { comparison } = await compareBy("review_rate");
    const stating = comparison.bodies.filter(({ numerator }) => numerator !== null);
    expect(stating.map(({ division }) => division)).not.toContain(bodyOf(2));
    const held = (await compareBy("not_held_rate")).comparison.bodies;
    expect(held.find(({ division }) => division === bodyOf(2))?.numerator).toBe(22);
  });

  it("excludes what is impossible from every excess and verdict", async () => {
    const { comparison } = await compareBy("not_held_rate");
    const body = comparison.bodies.find(({ division }) => division === bodyOf(3));
    expect(body).toMatchObject({ numerator: null, value: null, excess: null, verdict: null });
    expect(body?.flag?.words).toContain("不计入合计和比较");
  });

  it("leaves the printed figure on the page of the report, with what is used beside it", async () => {
    const { comparison } = await compareBy("not_held_rate");
    const id = comparison.bodies.find(({ division }) => division === bodyOf(1))?.report_id ?? "";
    const { tables, adjustments, repairs } = await loadReport(id);
    const cell = tables
      .flatMap(({ cells }) => cells)
      .find(({ name }) => name === "handled_total_total");
    expect(cell).toMatchObject({ raw: "1000000", value: 1_000_000, used: 101 });
    expect(adjustments).toEqual([
      expect.objectContaining({ kind: "repaired", printed: 1_000_000, used: 101 }),
    ]);
    expect(repairs).toHaveLength(1);
  });
});

describe("the composition of a group of which a report is set aside", () => {
  const selected = async () => (await loadOverview(requestOf("year=2023"))).page.filters;

  it("is of the same reports in its parts and its total, and says which it leaves out", async () => {
    const years = await fetchOutcomeYears(await selected());
    for (const { handled, outcomes } of years)
      expect(Object.values(outcomes).reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(
        handled,
      );
    expect(years.map(({ year, reports, leftOut }) => [year, reports, leftOut])).toEqual([
      [2022, 14, 0],
      [2023, 13, 1],
    ]);
    expect(formatLeftOut(years)).toContain("2023年1份（其余13份计入）");
  });

  it("has the shares that bodies are compared by", async () => {
    const year = (await fetchOutcomeYears(await selected())).at(-1);
    const { headlines } = await loadOverview(requestOf("year=2023"));
    const rate = headlines.find(({ code }) => code === "not_held_rate");
    expect([year?.outcomes.not_held, year?.handled]).toEqual([rate?.numerator, rate?.denominator]);
    const { comparison } = await compareBy("not_held_rate");
    expect(comparison.funnel?.target).toBe((year?.outcomes.not_held ?? 0) / (year?.handled ?? 0));
  });

  it("is compared with the base year that is chosen, and says why not where it cannot be", async () => {
    const changesOf = async (chosen: string): Promise<readonly string[]> => {
      const { headlines } = await loadOverview(requestOf(chosen));
      return headlines.map(({ change }) => change);
    };
    const before = await changesOf("year=2023&base=2022");
    expect(before).not.toHaveLength(0);
    expect(before.every((words) => /^较2022年 \S/u.test(words))).toBe(true);
    expect(before.join()).toMatch(/（按两年都有数字的13个机关计，不含[^）、]+）/u);
    expect(new Set(await changesOf("year=2022"))).toEqual(new Set(["2021年未载入，不作比较"]));
    expect(new Set(await changesOf("year=2022&base=2023"))).toEqual(
      new Set(["2023年不早于2022年，不作比较"]),
    );
  });

  it("is told in a briefing with the reports of each year, and no growth is without them", async () => {
    const asked = new URLSearchParams("base=2022&indicators=handled,not_held_rate");
    const filters = await selected();
    const choices = parseBriefingChoices(asked, { year: filters.year, area: filters.area });
    const facts = await fetchBriefingFacts({ ...choices, filters });
    const words = [...writeOverview(facts), ...writeFeatures(facts), ...writeMethod(facts)]
      .map((block) => (block.kind === "paragraph" ? plainTextOf(block.pieces) : ""))
      .join("");
    expect(words).toMatch(/(?:持平|同比)[^；。]*（按两年都有数字的13个机关计，不含[^）、]+）/u);
    expect(words).toContain("2023年1份（其余13份计入）");
    expect(words).toMatch(
      /不掌握率20\.8%（273件／1313件）.*按各报告所印合计，不掌握率0\.1%（1173件／1001312件），办结1001312件，与以上合计不同；不同之处在下列2份报告：/u,
    );
    expect(words).toContain("乙县第3局2023年（勾稽不符或不可能");
    expect(words).not.toContain("相差");
  });

  it("is told of reviews where cases and rates are of other reports", async () => {
    const data = await loadReview(requestOf("year=2023"));
    const year = data.years.find((each) => each.year === 2023);
    expect(year?.counted).toBe(13);
    const { numerator, reports } = year?.rates.dispute_rate ?? {};
    expect([numerator, reports]).toEqual([12 * 11, 12]);
    const notes = reviewChart(data).notes?.join("") ?? "";
    expect(notes).toContain("2023年合计143件是13份报告之和，其余1份的表四没有填全或者");
    expect(notes).toContain("只用其中办理结果总计可以计入的12份（132／");
    expect(notes).toMatch(/2023年合计较上年的增减（按两年都有数字的13个机关计，不含[^）、]+）/u);
  });
});

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

async function fileOf(path: string): Promise<Table> {
  const [, code] = /^\/districts\/(\d+)/u.exec(path) ?? [];
  const answer = await csv({
    params: code === undefined ? {} : { code },
    request: new Request(`http://localhost${path}`),
  });
  const text = (await answer.text()).replace(/^\uFEFF/u, "");
  expect(text).not.toMatch(/NaN|Infinity|undefined/u);
  const [header = [], ...rows] = z.array(z.array(z.string())).parse(parse(text));
  return { header, rows };
}

describe("a share that is printed", () => {
  it.each(INDICATOR_CODES.filter((code) => INDICATORS[code].denominator))(
    "is that of the counts beside it in the file of %s",
    async (code: IndicatorCode) => {
      const { numerator, denominator, name } = INDICATORS[code];
      const { header, rows } = await fileOf(`/compare.csv?${AREA}&year=2023&indicator=${code}`);
      const at = (column = "") =>
        header.findIndex((each) => each === column || each.startsWith(`${column}（`));
      const [value, above, below] = [at(name), at(numerator.name), at(denominator?.name)];
      expect([header, value >= 0, above >= 0, below >= 0]).toEqual([header, true, true, true]);
      for (const row of rows) {
        if (row[value] === "" || row[value] === "—") continue;
        const share = Number(row[above]) / Number(row[below]);
        expect(Number(row[value])).toBeCloseTo(share, 6);
      }
    },
  );

  /** Columns by how their headers begin: a share, and the counts that it is of. */
  const PROFILE = [["比率", "分子", "分母"]] as const;
  const OTHER_FILES = [
    ["/districts/990101.csv?year=2023", PROFILE],
    ["/districts/990102.csv?year=2023", PROFILE],
    ["/districts/990100.csv?year=2023", PROFILE],
    ["/districts/compare.csv?codes=990101,990102&year=2023", [["数值", "分子", "分母"]]],
    ...[`${AREA}&year=2023`, "area=990000&year=2023"].map(
      (query) =>
        [
          `/compare/change.csv?${query}&base=2022`,
          [
            ["2022年比率", "前一年分子", "前一年分母"],
            ["2023年比率", "后一年分子", "后一年分母"],
          ],
        ] as const,
    ),
    [`/review.csv?${AREA}&year=2023&table=bodies`, [["复议诉讼率（", "合计", "办结件数"]]],
  ] as const;

  it.each(OTHER_FILES)("is that of the counts beside it in %s", async (path, groups) => {
    const { header, rows } = await fileOf(path);
    for (const group of groups) {
      const [value = -1, above = -1, below = -1] = group.map((name) =>
        header.findIndex((each) => each.startsWith(name)),
      );
      expect([header, value >= 0, above >= 0, below >= 0]).toEqual([header, true, true, true]);
      const shares = rows.filter((row) => ![row[value], row[below]].includes(""));
      expect(shares.length).toBeGreaterThan(0);
      for (const row of shares) {
        const share = Number(row[above]) / Number(row[below]);
        expect([row[0], Number(row[value])]).toEqual([row[0], expect.closeTo(share, 5)]);
      }
    }
  });

  it("is of a part of the divisions below with no difference to it, and with both totals", async () => {
    const request = new Request("http://localhost/districts/990100/sums?year=2023");
    const { sums } = await loadSums(request, "990100");
    const rate = sums.rows.find(({ code }) => code === "not_held_rate");
    expect(rate).toMatchObject({ ratio: { numerator: 21, denominator: 101 }, stating: 1, due: 2 });
    const { header, rows } = await fileOf("/districts/990100.csv?year=2023&table=sums-rates");
    const difference = header.findIndex((each) => each.startsWith("相差"));
    expect(rows.find(([name]) => name === "不掌握率")?.[difference]).toBe("");
    const total = sums.adjusted.find(({ name }) => name === "不掌握率");
    expect(total?.used).toMatchObject({ numerator: 21, denominator: 101 });
    expect(total?.reports.map(({ division, kind }) => [division, kind])).toEqual([
      ["乙县", "repaired"],
      ["丙区", "set_aside"],
    ]);
  });

  it("is that of the counts beside it among reviews and lawsuits", async () => {
    const { corrections, years } = await loadReview(requestOf("year=2023"));
    for (const { kind, of } of corrections) {
      const { corrected = null, total = null, pending = null } = of.kinds[kind];
      const { concluded, all } = of.corrections[kind];
      expect([concluded.numerator, concluded.denominator]).toEqual([
        corrected,
        (total ?? 0) - (pending ?? 0),
      ]);
      expect(all.denominator).toBe(total);
    }
    // The group of which one total is doubtful leaves with all its cells.
    const of = years.find(({ year }) => year === 2023);
    expect(of?.kinds.review).toMatchObject({ total: 13 * 8, corrected: 13 * 2 });
    expect(of?.kinds.direct_suit).toMatchObject({ total: 14 * 3, corrected: 0 });
  });

  it("is that of the counts beside it where applicants are crossed with outcomes", async () => {
    const { rows } = await loadOutcomes(requestOf("year=2023"));
    const everyone = rows.find(({ applicant }) => applicant === "total");
    for (const { counts, ofApplicant, ofOutcome } of rows)
      for (const [outcome, share] of Object.entries(ofApplicant)) {
        const key = outcome as keyof typeof counts;
        const [count, handled, all] = [counts[key], counts.handled, everyone?.counts[key] ?? 0];
        if (share !== null) expect(share).toBeCloseTo((count ?? 0) / (handled ?? 0), 12);
        if (ofOutcome[key] !== null) expect(ofOutcome[key]).toBeCloseTo((count ?? 0) / all, 12);
      }
  });

  it.each(["years", "corrections", "bodies", "link"])(
    "holds no figure that is none in the file %s of reviews",
    async (table) => void (await fileOf(`/review.csv?${AREA}&year=2023&table=${table}`)),
  );
});

describe("a corrected figure", () => {
  it("counts at once, and what it removed is kept with who corrected it, when and why", async () => {
    const { comparison } = await compareBy("not_held_rate");
    const id = comparison.bodies.find(({ division }) => division === bodyOf(3))?.report_id ?? "";
    const before = await loadReport(id);
    mkdirSync(store.root, { recursive: true });
    writeFileSync(
      join(store.root, "corrections.csv"),
      [
        "report,cell,expected,corrected,reason,source,by,date",
        `${id},unable_not_held_total,900,20,多打两位,电话核实,张三,2024-03-01`,
        "",
      ].join("\n"),
    );
    const loaded = await loadInto(store, []);
    expect(loaded.corrections.map(({ refusal }) => refusal)).toEqual([null]);
    closeDatabase();
    const after = await loadReport(id);
    expect(after.correctedFindings.length).toBeGreaterThan(0);
    for (const finding of after.correctedFindings)
      expect(finding).toMatchObject({
        acceptance: "corrected",
        accepted_reason: "多打两位",
        accepted_by: "张三",
        accepted_on: "2024-03-01",
      });
    const keys = (all: readonly { readonly fingerprint: string }[]) =>
      all.map(({ fingerprint }) => fingerprint);
    expect(keys(before.findings)).toEqual(expect.arrayContaining(keys(after.correctedFindings)));
    expect(keys(after.findings)).not.toEqual(expect.arrayContaining(keys(after.correctedFindings)));
    // One wrong cell is left, whose only repair is the truth.
    expect(after.doubtfulIndicators.length).toBeLessThan(before.doubtfulIndicators.length || 99);
    const body = (await compareBy("not_held_rate")).comparison.bodies.find(
      (each) => each.report_id === id,
    );
    expect(body).toMatchObject({ numerator: 20, denominator: 100 });
    const cell = after.tables
      .flatMap(({ cells }) => cells)
      .find(({ name }) => name === "unable_not_held_total");
    expect(cell).toMatchObject({ raw: "900", value: 900, used: 20 });
    expect(after.checkResults.filter(({ state }) => state === "fails")).toHaveLength(
      after.findings.length,
    );
  });
});
