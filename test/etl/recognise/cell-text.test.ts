import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCellText } from "#domain/report/read-cell-text";
import { fuzz } from "../../support/fuzz";

const COUNT = { unit: "件", signed: false } as const;
const CHANGE = { unit: "项", signed: true } as const;
const FEES = { unit: "万元", signed: false } as const;

describe("the text of a cell", () => {
  it("is the number it prints", () => {
    fc.assert(
      fc.property(fc.nat(2_147_483_647), (value) => {
        expect(readCellText(String(value), COUNT)).toEqual({ value, state: "number" });
        expect(readCellText(value.toLocaleString("en-US"), COUNT).value).toBe(value);
      }),
      fuzz(100),
    );
  });

  it("is illegible beyond the largest count or amount, however it is written", () => {
    expect(readCellText("2147483648", COUNT).state).toBe("illegible");
    expect(readCellText("增2147483648减0", CHANGE).state).toBe("illegible");
    expect(readCellText("增2147483647减0", CHANGE).value).toBe(2_147_483_647);
    expect(readCellText("10000000000000", FEES).value).toBe(1e13);
    expect(readCellText("10000000000001", FEES).state).toBe("illegible");
  });

  it("is never a number that its characters do not spell", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(..."0123456789,.+-/ ()（）元万件增减lO\n"),
          maxLength: 8,
        }),
        (text) => {
          const { value, state } = readCellText(text, CHANGE);
          expect(value === null).toBe(state !== "number");
          if (value !== null && /^[\d\s]*$/.test(text)) expect(String(value)).toBe(text.trim());
        },
      ),
      fuzz(500),
    );
  });

  it.each(["", " ", "\u00a0", "\u3000\n", "\u200b"])("is blank: %j", (text) => {
    expect(readCellText(text, COUNT)).toEqual({ value: null, state: "blank" });
  });

  it.each(["/", "／", " / ", "\\"])("is a slash: %j", (text) => {
    expect(readCellText(text, COUNT).state).toBe("slash");
  });

  it.each(["-", "—", "——", "－", "–"])("is a dash: %j", (text) => {
    expect(readCellText(text, COUNT).state).toBe("dash");
  });

  it.each(["无", "未收取", "不适用"])("is a note: %s", (text) => {
    expect(readCellText(text, COUNT)).toEqual({ value: null, state: "note", note: text });
  });

  it.each([
    "1 2",
    "1\n2",
    "1 00",
    "1234 567",
    "1 234\u00a0567",
    "1  234",
    "1\n234",
    "0 123",
    "12，34",
    "1,23",
    "O",
    "l2",
    "3O",
    "１ ２",
    "1/2",
    "1-2",
    "007",
    "00",
    "约5",
    "5左右",
    "五",
    "①",
    "+3",
    "1.5",
    "3万元",
    "2147483648",
    "12�",
    "5（）",
    "（5）",
    "22其中修订16件",
  ])("is illegible rather than guessed: %s", (text) => {
    expect(readCellText(text, COUNT)).toMatchObject({ value: null, state: "illegible" });
  });

  it.each(["20\u00a0517", "20\u2009517", "20\u202f517", "20\u3000517", "20 517", "２０　５１７"])(
    "is a number whose thousands a blank parts: %j",
    (text) => {
      expect(readCellText(text, COUNT)).toEqual({ value: 20_517, state: "number", isApart: true });
    },
  );

  it("is money whose thousands a blank parts", () => {
    expect(readCellText("1\u00a0287.65万元", FEES)).toMatchObject({ value: 1287.65 });
  });

  it.each([
    ["4068.208", undefined, 4068.208],
    ["72701.2578", undefined, 72_701.2578],
    ["447.18元", undefined, 0.044718],
    ["251000", "元", 25.1],
    ["0.07亿元", undefined, 700],
  ])("is money in 万元: %s with %s in the header", (text, unit, value) => {
    expect(readCellText(text, FEES, unit).value).toBe(value);
  });

  it("keeps minus signs, which a check will question", () => {
    expect(readCellText("-3", COUNT).value).toBe(-3);
    expect(readCellText("12.0", COUNT).value).toBe(12);
  });
});
