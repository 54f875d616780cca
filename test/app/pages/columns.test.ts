import { describe, expect, it } from "vitest";
import { INDICATORS } from "#domain/indicators/indicators";
import { formatFraction } from "#domain/indicators/number-format";
import { changeColumns, shownColumns } from "#pages/change/columns";
import { chooseColumns, comparisonColumns } from "#pages/compare/columns";
import { COLUMN_FORMATS } from "#tables/column";
import { headWords } from "#tables/head-words";

describe("figures of a column", () => {
  it("have their thousands separated on a page, tenths and fractions of rates too, and not in a document", () => {
    expect(COLUMN_FORMATS.decimal.words(-3768.5)).toBe("−3,768.5");
    expect(COLUMN_FORMATS.decimal.plain?.(-3768.5)).toBe("−3768.5");
    expect(formatFraction(1307, 6484)).toBe("1,307/6,484");
    expect(formatFraction(null, 6484)).toBe("—/6,484");
  });
});

describe("the columns of the comparison", () => {
  const all = comparisonColumns(INDICATORS.not_held_rate);
  const chosen = (search: string) =>
    chooseColumns(all, new URLSearchParams(search)).map(({ id }) => id);

  it("are eight at first, and those that the address names, the body always first", () => {
    expect(chosen("")).toHaveLength(8);
    expect(chosen("cols=change&cols=robust")).toEqual(["division", "robust", "change"]);
  });

  it("are the first ones where the address names none that there is", () => {
    expect(chosen("cols=nothing")).toEqual(chosen(""));
  });

  it("are all of a count, which has few", () => {
    const counts = comparisonColumns(INDICATORS.new_requests);
    expect(chooseColumns(counts, new URLSearchParams())).toEqual(counts);
  });
});

describe("the columns of a change", () => {
  const filters = { applicant: "total", base: 2022, year: 2025, kind: "government" } as const;
  const columns = changeColumns(INDICATORS.not_held_rate, filters);
  const body = {
    code: "a",
    division: "甲县",
    division_code: "a",
    presence: "stayed" as const,
    byRate: 0.001,
    byShare: 0.0005,
    earlier: { numerator: 180, denominator: 400 },
    later: { numerator: 80, denominator: 400 },
    earlierReport: null,
    laterReport: null,
    boundary: null,
    relabelled: [],
  };
  const valueIn = (id: string, row: Parameters<(typeof columns)[number]["value"]>[0]) =>
    columns.find((column) => column.id === id)?.value(row);

  it("show the parts of an effect on demand", () => {
    expect(shownColumns(columns, false).map(({ id }) => id)).not.toContain("by_rate");
    expect(shownColumns(columns, true).map(({ id }) => id)).toContain("by_rate");
  });

  it("call the effect of a body of one year what it is, no shift of cases", () => {
    const entered = { ...body, presence: "entered" as const, byRate: 0, earlier: null };
    expect(valueIn("by_share", entered)).toBeNull();
    expect(valueIn("in_one_year", entered)).toBe(0.0005);
    expect(valueIn("in_one_year", body)).toBeNull();
  });

  it("say of each body whether it is better, by the test of its own two rates", () => {
    expect(valueIn("improvement", body)).toBe("改善");
    expect(valueIn("improvement", { ...body, earlier: body.later, later: body.earlier })).toBe(
      "变差",
    );
    expect(valueIn("improvement", { ...body, earlier: null })).toBeNull();
  });
});

it.each([
  ["本年处理决定数量（件）", ["本年", "处理决定", "数量", "（件）"]],
  ["报告份数", ["报告", "份数"]],
  ["复议诉讼率", ["复议", "诉讼率"]],
  ["无法提供的其他情形", ["无法提供的", "其他情形"]],
  ["应有或对照的数", ["应有或对照的数"]],
  ["分子/分母", ["分子/", "分母"]],
  ["本年增/减（项）", ["本年增/减", "（项）"]],
])("the head %s is broken between its words alone", (head, words) => {
  expect(headWords(head)).toEqual(words);
});
