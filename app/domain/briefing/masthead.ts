import { z } from "zod";
import { keysOf } from "../records";

interface MastheadField {
  readonly name: string;
  readonly hint: string;
  /** Whether it is a day, YYYY-MM-DD. */
  readonly day?: true;
  /** Used by some documents only: where it is not given nothing stands for it, not even a blank to fill in. */
  readonly optional?: true;
}

/**
 * What an official document states beside its text (GB/T 9704—2012, 7.2 to 7.4) and only its issuer knows. Each is
 * a parameter of the address and an option of the command of the same name; none is ever made up.
 */
export const MASTHEAD_FIELDS = {
  issuer: { name: "发文机关", hint: "全称或者规范化简称" },
  number: { name: "发文字号", hint: "如：×政办〔2026〕3号；函件从这个号起依次编号" },
  signer: { name: "签发人", hint: "上行文才用", optional: true },
  recipients: { name: "主送机关", hint: "不填时用通称", optional: true },
  deadline: { name: "反馈期限", hint: "", day: true },
  contact: { name: "联系人", hint: "" },
  phone: { name: "联系电话", hint: "" },
  date: { name: "成文日期", hint: "", day: true },
  note: { name: "附注", hint: "如：此件公开发布", optional: true },
  copies: { name: "抄送机关", hint: "" },
  printer: { name: "印发机关", hint: "" },
  printed: { name: "印发日期", hint: "", day: true },
} as const satisfies Readonly<Record<string, MastheadField>>;
export type MastheadKey = keyof typeof MASTHEAD_FIELDS;
export const MASTHEAD_KEYS = keysOf(MASTHEAD_FIELDS);

/** The fields of a document as given; null where one is not. */
export type Masthead = Readonly<Record<MastheadKey, string | null>>;

export function mastheadField(key: MastheadKey): MastheadField {
  return MASTHEAD_FIELDS[key];
}

const LONGEST = 100;
const daySchema = z.iso.date();

/** Why a value cannot stand in a field; null where it can. */
export function explainBadField(key: MastheadKey, given: string): string | null {
  const { name, day } = mastheadField(key);
  if (given.length > LONGEST) return `${name}超过${LONGEST}个字。`;
  if (day && !daySchema.safeParse(given).success)
    return `${name}应为年-月-日，如2026-12-31，不能是“${given.slice(0, 40)}”。`;
  return null;
}

const YEAR_IN_BRACKETS = /[[［【（(〔]\s*(\d{4})\s*[\]］】）)〕]/u;

/**
 * A field as it is kept: on one line, the year of a number in the brackets 〔〕 that the standard wants, its digits as the
 * standard has them, whichever way they are typed.
 */
export function normalizeField(key: MastheadKey, given: string): string | null {
  const line = given.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
  if (line === "") return null;
  if (key !== "number") return line;
  return line
    .replaceAll(/[０-９]/gu, (digit) => digit.normalize("NFKC"))
    .replace(YEAR_IN_BRACKETS, "〔$1〕");
}

/** 2026-11-22 as 2026年11月22日. */
export function formatDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${String(year)}年${String(month)}月${String(date)}日`;
}

/** A field as the document prints it; a bracketed blank such as 〔发文字号〕 where it is not given. */
export function formatField(masthead: Masthead, key: MastheadKey): string {
  const { name, day } = mastheadField(key);
  const value = masthead[key];
  if (value === null) return `〔${name}〕`;
  return day ? formatDay(value) : value;
}

const LAST_NUMBER = /\d+(?=\s*\p{L}?$)/u;

/**
 * The number of a document some places after a first one: ×函〔2026〕12号, 2 places on, is ×函〔2026〕14号; null where the
 * first does not end in one, for no two documents bear the same.
 */
export function numberAfter(first: string | null, places: number): string | null {
  if (first === null || places === 0) return first;
  if (!LAST_NUMBER.test(first)) return null;
  return first.replace(LAST_NUMBER, (digits) =>
    String(BigInt(digits) + BigInt(places)).padStart(digits.length, "0"),
  );
}
