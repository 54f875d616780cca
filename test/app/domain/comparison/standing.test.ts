import { describe, expect, it } from "vitest";
import { testBaseChange, testRatios } from "#domain/comparison/base-change";
import type { ComparedBody, DetailedRatio } from "#domain/comparison/judged-body";
import { compareBodies } from "#domain/comparison/comparison";
import { selectConcerns, toneOf } from "#domain/comparison/concern";
import { buildYearStrip, explainGapBetween } from "#domain/comparison/year-strip";
import { type LoadedPart, namePart } from "#domain/comparison/group-area";
import { composeStanding, formatStanding } from "#domain/comparison/standing";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";

const ratio = (
  code: string,
  year: number,
  numerator: number | null,
  denominator: number | null = 400,
): DetailedRatio => ({
  report_id: `${code}-${year}`,
  code,
  division_code: code,
  division: code,
  city: null,
  year,
  numerator,
  denominator,
  errors: 0,
  flag: null,
  alternatives: [],
  strata: [],
});

/** Rates of one body by year, among bodies of about 20%. */
type Course = Readonly<Record<number, readonly [number | null, number | null] | undefined>>;

function standing(
  course: Course,
  {
    code = "not_held_rate",
    year = 2025,
    others = 30,
    change = (body) => body,
    ...rest
  }: {
    code?: IndicatorCode;
    year?: number;
    others?: number;
    base?: number;
    filing?: Parameters<typeof composeStanding>[0]["filing"];
    yardstick?: "city";
    loadedPart?: LoadedPart | null;
    change?: (body: ComparedBody) => ComparedBody;
  } = {},
) {
  const years = Object.keys(course).map(Number);
  const rows = years.flatMap((each) => [
    ...Array.from({ length: others }, (_, i) => ratio(`d${i}`, each, 80 + (i % 5) * 3 - 6)),
    ...(course[each] ? [ratio("own", each, ...course[each])] : []),
  ]);
  const { bodies, ...comparison } = compareBodies(
    rows.filter((row) => row.year === year),
    year,
    INDICATORS[code],
    {},
    rows.filter((row) => row.year < year),
  );
  const body = bodies.find((each) => each.code === "own");
  return composeStanding({
    name: "葭塘区",
    year,
    indicator: INDICATORS[code],
    body: body ? change(body) : null,
    comparison: {
      ...comparison,
      ...(rest.yardstick ? { yardstick: rest.yardstick } : {}),
      ...(rest.loadedPart ? { loadedPart: rest.loadedPart } : {}),
    },
    filing: rest.filing,
    base: rest.base,
  });
}

/** The body with some parts in the place of its own, whether those stand in fields or are reckoned. */
function altered(body: ComparedBody, parts: Partial<ComparedBody>): ComparedBody {
  const own = Object.entries(parts).map(([name, value]) => [name, { value }] as const);
  return Object.defineProperties(body, Object.fromEntries(own));
}

const [high, usual] = [[180, 400] as const, [80, 400] as const];
const clean = { published_on: "2026-01-20", late: false, errors: 0, questions: 0 };
const say = (...parameters: Parameters<typeof standing>) => formatStanding(standing(...parameters));

describe("the one sentence about a body", () => {
  it("says who, how much, since when and how sure", () => {
    const course = { 2020: usual, 2021: high, 2022: high, 2023: high, 2024: high, 2025: high };
    expect(say(course, { filing: clean })).toBe(
      "葭塘区：不掌握率45.0%，全省第1，自2021年起连续5年显著偏高；报告按时，无差错",
    );
    const { parts, tone } = standing(course);
    expect(say(course, { filing: { ...clean, published_on: "2025-12-31" } })).toMatch(
      /；报告发布日期早于年度终了，无差错$/u,
    );
    expect(tone).toBe("concern");
    expect(parts.excess).toBe("比全省其余平均水平多答复约100件");
  });

  it("claims no beginning that it does not know", () => {
    expect(standing({ 2024: high, 2025: high }).parts.course).toBe("至少自2024年起连续2年显著偏高");
    expect(standing({ 2023: usual, 2024: undefined, 2025: high }).parts.course).toBe("显著偏高");
    expect(standing({ 2024: usual, 2025: high }).parts.course).toBe("2025年起显著偏高，此前没有");
    expect(standing({ 2025: high }).parts.course).toBe("显著偏高，此前年度没有判断");
    expect(standing({ 2022: high, 2023: usual, 2024: high, 2025: high }).parts.course).toBe(
      "自2024年起连续2年显著偏高，2022年也曾显著偏高",
    );
  });

  it("remembers the years before a usual one", () => {
    expect(standing({ 2022: high, 2023: high, 2024: usual, 2025: usual }).parts.course).toBe(
      "在正常范围，2022至2023年曾显著偏高",
    );
  });

  it("judges nobody of few cases, and says what all years say", () => {
    const found = say({ 2023: [9, 20], 2024: [9, 20], 2025: [9, 20] });
    expect(found).toBe(
      "葭塘区：办结件数只有20件（其中本机关不掌握9件），不足30件，不掌握率不作判断；2023至2025年合计45.0%，显著偏高",
    );
  });

  it("does not take what is missing for good news", () => {
    expect(say({ 2025: undefined })).toBe("葭塘区：2025年度报告未载入，不掌握率无从判断");
    expect(standing({ 2025: undefined }).tone).toBe("unknown");
    expect(say({ 2025: [null, 400] })).toBe("葭塘区：报告未填写本机关不掌握，不掌握率无法计算");
    expect(say({ 2025: [0, 0] })).toBe("葭塘区：办结件数为0，没有不掌握率可言");
    expect(say({ 2025: [500, 400] })).toContain("数据不符，不作判断");
  });

  it("compares nobody in too small a group", () => {
    expect(say({ 2025: high }, { others: 5 })).toBe(
      "葭塘区：不掌握率45.0%，可判断的地区只有6个，不足12个，不能比较高低",
    );
    expect(say({ 2025: high }, { others: 0 })).toContain("不能比较高低");
  });

  it("names a yardstick other than the province", () => {
    expect(say({ 2024: usual, 2025: high }, { yardstick: "city" })).toBe(
      "葭塘区：不掌握率45.0%，同市第1，2025年起显著偏高，此前没有；与同市31个地区相比",
    );
  });

  it("names what is loaded where that is little of the province", () => {
    const loadedPart = namePart({ existing: 11, reporting: 2, level: "city", isSingle: false });
    expect(say({ 2024: usual, 2025: high }, { loadedPart })).toBe(
      "葭塘区：不掌握率45.0%，已载入的2个市第1，2025年起显著偏高，此前没有",
    );
  });

  it("takes little disclosure for a concern and much for none, and a count for neither", () => {
    const low = standing({ 2024: usual, 2025: [10, 400] }, { code: "any_disclosure_rate" });
    expect(low.tone).toBe("concern");
    expect(low.parts.rank).toBe("全省由低到高第1");
    expect(low.parts.course).toBe("2025年起显著偏低，此前没有");
    expect(low.parts.excess).toBe("比全省其余平均水平少答复约70件");
    const much = standing({ 2024: usual, 2025: high }, { code: "any_disclosure_rate" });
    expect([much.tone, much.parts.course]).toEqual(["calm", "显著偏高"]);
    const count = standing({ 2025: [180, null] }, { code: "new_requests" });
    expect(count.tone).toBe("unknown");
    expect(formatStanding(count)).toBe("葭塘区：新收申请180件");
  });

  it("says what makes it doubtful", () => {
    const unsure = say(
      { 2024: usual, 2025: high },
      { change: (b) => altered(b, { adjustedP: 0.2 }) },
    );
    expect(unsure).toContain("；单看2025年，同时判断31个，经校正后证据不足");
    const words = "该报告的数字有差错1项；按最小修正，本项在40.0%至46.0%之间";
    const doubtful = say(
      { 2024: usual, 2025: high },
      {
        change: (b) => altered(b, { flag: { range: "40.0%–46.0%", moves: true, words } }),
        filing: { ...clean, late: true, errors: 1 },
      },
    );
    expect(doubtful).toContain(`；${words}；报告逾期`);
    expect(doubtful).not.toContain("无差错");
    const aside = say(
      { 2025: [null, 400] },
      { change: (b) => altered(b, { flag: { range: null, moves: true, words } }) },
    );
    expect(aside).toBe(`葭塘区：不掌握率没有采用：${words}`);
  });

  it("does not call a report in time of which no day is known", () => {
    expect(
      standing({ 2025: usual }, { filing: { ...clean, published_on: null } }).parts.report,
    ).toBe("报告公布日期不明，无差错");
  });

  it("clears the figures of a late report, not the report", () => {
    expect(standing({ 2025: usual }, { filing: { ...clean, late: true } }).parts.report).toBe(
      "报告逾期，数字无差错",
    );
  });

  it("does not say that errors leave a rate as it is which they keep out", () => {
    const flag = { range: "不变", moves: false, words: "该报告的数字有差错2项" };
    const aside = standing(
      { 2025: [null, 400] },
      { change: (b) => altered(b, { flag }), filing: { ...clean, errors: 2 } },
    );
    expect(aside.parts.report).toBe("报告按时");
  });
});

describe("the change since a base year", () => {
  it("is better or worse only where chance does not explain it", () => {
    expect(standing({ 2022: high, 2025: usual }, { base: 2022 }).parts.change).toBe(
      "较2022年下降25.0个百分点，改善",
    );
    expect(standing({ 2022: usual, 2025: high }, { base: 2022 }).parts.change).toContain("变差");
    expect(standing({ 2022: [78, 400], 2025: usual }, { base: 2022 }).parts.change).toContain(
      "升降尚不能确定",
    );
  });

  it("is not made up across laws, boundaries and missing years", () => {
    const words = (base: number, code: IndicatorCode = "not_held_rate") =>
      standing({ 2022: usual, 2025: usual }, { base, code }).parts.change;
    expect(words(2021)).toBe("2021年报告未载入，不能比较");
    expect(words(2025)).toContain("不作比较");
    expect(words(2022, "lawsuit_rate")).toContain("法律规定改变");
    const moved = standing(
      { 2022: usual, 2025: usual },
      { base: 2022, change: (b) => altered(b, { comparableFrom: 2024 }) },
    );
    expect(moved.parts.change).toBe("2024年区划调整，与2022年范围不同，不作比较");
  });

  it("calls a rise of disclosure an improvement", () => {
    const body = {
      year: 2025,
      numerator: 180,
      denominator: 400,
      comparableFrom: null,
      history: [{ year: 2022, numerator: 80, denominator: 400, verdict: null }],
    };
    expect(testBaseChange(INDICATORS.any_disclosure_rate, body, 2022).kind).toBe("improved");
    expect(testBaseChange(INDICATORS.not_held_rate, body, 2022).kind).toBe("worsened");
    expect(testBaseChange(INDICATORS.partial_disclosure_rate, body, 2022).kind).toBe("moved");
  });

  it("is not judged of too few cases in either year", () => {
    const changeOf = (of: number) =>
      testRatios(
        INDICATORS.not_held_rate,
        2024,
        { numerator: 30, denominator: 220 },
        { numerator: of - 2, denominator: of },
      )?.kind;
    expect([changeOf(29), changeOf(30)]).toEqual(["too_few", "worsened"]);
  });
});

describe("the bodies that need attention", () => {
  it("stand on the side that is a concern, by cases beyond the expected", () => {
    const bodies = compareBodies(
      [
        ...Array.from({ length: 30 }, (_, i) => ratio(`d${i}`, 2025, 80 + (i % 5))),
        ratio("big", 2025, 900, 2000),
        ratio("small", 2025, 240),
        ratio("low", 2025, 5),
      ],
      2025,
      INDICATORS.not_held_rate,
    );
    const names = (code: IndicatorCode) =>
      selectConcerns(INDICATORS[code], bodies).concern.map(({ code: each }) => each);
    expect(names("not_held_rate")).toEqual(["big", "small"]);
    expect(names("any_disclosure_rate")).toEqual(["low"]);
    expect(names("share_natural_person")).toEqual([]);
    expect(toneOf(INDICATORS.new_requests, null)).toBe("unknown");
  });
});

describe("the strip of years", () => {
  it("gives each year its verdict, and tells apart why there is none", () => {
    const history = [
      { year: 2021, numerator: null, denominator: null, verdict: null, isSetAside: true },
      { year: 2022, numerator: 180, denominator: 400, verdict: "high_998" as const },
      { year: 2024, numerator: null, denominator: 400, verdict: null },
      { year: 2025, numerator: 5, denominator: 20, verdict: "too_few" as const },
    ];
    const strip = buildYearStrip(
      INDICATORS.not_held_rate,
      { history, comparableFrom: 2021 },
      [2020, 2021, 2022, 2023, 2024, 2025],
    );
    expect(strip.map(({ words }) => words)).toEqual([
      "2020年：区划调整以前，范围不同",
      "2021年：数字勾稽不符，未计入",
      "2022年：显著偏高（45.0%）",
      "2023年：未载入",
      "2024年：报告未填写所需数字",
      "2025年：件数过少（25.0%）",
    ]);
    expect(explainGapBetween({ history, year: 2022 })).toBe("2021年数字勾稽不符，未计入");
    expect(explainGapBetween({ history, year: 2025 })).toBe("上年报告缺失或无法计算");
  });
});
