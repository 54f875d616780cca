import { describe, expect, it } from "vitest";
import type { Filing } from "#domain/checks/filing";
import { orderByGravity } from "../../../app/pages/checks/filing-order";

const filing = (name: string, year: number, over: Partial<Filing> = {}): Filing => ({
  ...{ code: name, division_code: name, division: name, name, body: null, city: null, year },
  ...{ due: true, report_id: "r", confirmed: null, published_on: null, late: false },
  ...{ errors: 0, questions: 0, ...over },
});

describe("the matrix of filings", () => {
  it("begins with who has most to answer for in the year asked about, then in all years", () => {
    const body = (name: string, before: Partial<Filing>, now: Partial<Filing>) => [
      filing(name, 2024, before),
      filing(name, 2025, now),
    ];
    const ordered = orderByGravity(
      [
        ...body("无事", {}, {}),
        ...body("往年缺", { report_id: null }, {}),
        ...body("今年逾期", {}, { late: true }),
        ...body("今年有差错", {}, { errors: 1 }),
      ],
      [2024, 2025],
      2025,
    );
    const names = ordered.filter(({ year }) => year === 2025).map(({ name }) => name);
    expect(names).toEqual(["今年有差错", "今年逾期", "往年缺", "无事"]);
  });
});
