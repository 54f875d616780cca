import { describe, expect, it } from "vitest";
import { findContradictions } from "#domain/narrative/contradictions";
import { reportOf } from "../checks/report-of";

type Figures = Readonly<Record<string, number>>;

const totals = (figures: Figures): Figures =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      /^(?:review|direct_suit|post_review_suit)_/.test(name) ? name : `${name}_total`,
      value,
    ]),
  );

function asked(year: number, figures: Figures, text: string, last: Figures = {}): string[] {
  const sections = [{ code: "overview" as const, text }];
  const scope = "jurisdiction" as const;
  const report = reportOf({ year, scope, set: totals(figures), sections });
  const before = reportOf({ year: year - 1, scope, set: totals(last) });
  return findContradictions(report, before).map(({ kind, quoted }) => `${kind} ${quoted}`);
}

const flow = (into: number, before: number, handled: number, out: number): Figures => ({
  new_requests: into,
  carried_over_in: before,
  handled_total: handled,
  carried_over_out: out,
});

/** Figures of published reports in our own sentences. */
const LAWFUL: readonly (readonly [string, number, Figures, string])[] = [
  [
    "余杭 2023, received and handled",
    2023,
    flow(1641, 76, 1646, 71),
    "全区收到政府信息公开申请1641件，加上上年结转76件，共处理1717件。",
  ],
  [
    "余杭 2024, received with those carried in",
    2024,
    flow(1954, 71, 1992, 33),
    "全区受理政府信息公开申请2025件（包含上年结转71件）。",
  ],
  [
    "沭阳 2025, received with those carried in unsaid",
    2025,
    flow(713, 36, 700, 49),
    "全县受理政府信息公开申请749件。",
  ],
  [
    "临平 2023, answered with those carried in",
    2023,
    flow(1137, 32, 1136, 33),
    "全区受理政府信息公开申请1137件，答复1136件（含上年结转32件），33件顺延至次年答复。",
  ],
  ["吴兴 2024, handled with those carried out", 2024, flow(36, 2, 35, 3), "依申请公开共办理38件。"],
  [
    "余杭发改局 2024",
    2024,
    flow(30, 2, 29, 3),
    "依申请公开处理32件（包含上一年度结转2件），已办结29件。",
  ],
  [
    "宿迁 2024, concluded cases only",
    2024,
    {
      review_upheld: 88,
      review_corrected: 18,
      review_other: 28,
      review_pending: 36,
      review_total: 170,
    },
    "因政府信息公开引发的行政复议134件。",
  ],
  [
    "沭阳 2025, reviews and suits together",
    2025,
    { review_total: 61, direct_suit_total: 3, post_review_suit_total: 10 },
    "因政府信息公开引发的案件74件。",
  ],
  [
    "普陀 2022, shares of the answers",
    2022,
    { ...flow(280, 0, 263, 17), disclosed: 60, partially_disclosed: 21 },
    "依申请公开答复263件，其中同意公开或部分公开共81件，公开率为30.80%。",
  ],
  [
    "a municipal office 2025, the group 无法提供",
    2025,
    {
      ...flow(1200, 60, 1191, 69),
      unable_not_held: 513,
      unable_no_existing_information: 48,
      unable_unclear_after_correction: 3,
    },
    "依申请公开中因本机关不掌握等原因无法提供564件，占47.36%。",
  ],
];

describe("phrases with more than one lawful reading", () => {
  it.each(LAWFUL)("raise nothing where one fits: %s", (_, year, figures, text) => {
    expect(asked(year, figures, text)).toEqual([]);
  });

  it("are asked about where none does: 南沙 2024 finished 1422, of which 114 go on", () => {
    const text = "全区共办结政府信息公开申请1422件，其中结转下年度继续办理114件。";
    expect(asked(2024, flow(1300, 122, 1308, 114), text)).toEqual(["count 1422"]);
  });

  it("are asked about where two clauses contradict each other: 昆山 2025, 76 and 82", () => {
    const text = "依申请公开办结76件。办结的82件中，予以公开50件、部分公开26件。";
    const figures = { ...flow(80, 2, 76, 6), disclosed: 50, partially_disclosed: 26 };
    expect(asked(2025, figures, text)).toEqual(["count 82"]);
  });

  it("are asked about where reviews and suits together make another number", () => {
    const figures = { review_total: 61, direct_suit_total: 3, post_review_suit_total: 10 };
    expect(asked(2025, figures, "因政府信息公开引发的案件84件。")).toEqual(["count 84"]);
  });

  it("do not let the body's own figure stand for the whole district: 洪泽 2024", () => {
    const text = "区政府办代表区政府受理政府信息公开申请17件。";
    expect(asked(2024, flow(95, 0, 95, 0), text)).toEqual([]);
  });

  it("are held to last year on the reading that the sentence states: 嘉兴 2024", () => {
    const text = "全市受理政府信息公开申请5147件，比上年增长23%。";
    const last = flow(4237, 0, 4237, 0);
    expect(asked(2024, flow(5147, 0, 5147, 0), text, last)).toEqual(["change 23"]);
    expect(asked(2024, flow(5147, 0, 5147, 0), text.replace("23%", "21.5%"), last)).toEqual([]);
  });
});
