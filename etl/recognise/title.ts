import { plainCharacters } from "./characters";

/** A report's title taken apart. `body` is empty where the title names none. */
export interface ReadTitle {
  readonly body: string;
  readonly year: number;
}

const YEAR = "(20\\d{2}|二[〇零○O0]{1}[一二][〇零○O0一二三四五六七八九])";
const SUBJECT = "政府信息公开";
const KIND = `${SUBJECT}(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)`;
const BODY_FIRST = new RegExp(`^(.*?)(?:关于)?(?:发布)?${YEAR}年?(?:年度|度)?${KIND}`);
const YEAR_FIRST = new RegExp(`^${YEAR}年?(?:年度|度)?(.{2,40}?)${KIND}`);
const YEAR_LAST = new RegExp(`^(.*?)${KIND}[(（]?${YEAR}年`);
const BODY_ALONE =
  /(?:人民政府|办公[厅室]|[局委厅室院处队所办]|委员会|街道|办事处|[镇乡]|中心|管委会)$/;
const CHINESE_DIGITS = "〇一二三四五六七八九";

/** Takes a title apart; undefined where the text is no title of an annual report. */
export function readTitle(text: string): ReadTitle | undefined {
  const tight = plainCharacters(text).replace(/[\s\u00A0\u3000《》<>“”"]+/g, "");
  if (tight.length > 90 || !tight.includes(SUBJECT)) return undefined;
  const late = BODY_FIRST.exec(tight);
  if (late) return { body: late[1] ?? "", year: yearOf(late[2] ?? "") };
  const last = YEAR_LAST.exec(tight);
  if (last) return { body: last[1] ?? "", year: yearOf(last[2] ?? "") };
  const early = YEAR_FIRST.exec(tight);
  return early ? { body: early[2] ?? "", year: yearOf(early[1] ?? "") } : undefined;
}

/** Whether a line on its own can be the name of a body. */
export function isBodyName(text: string): boolean {
  const tight = text.replace(/[\s\u00A0\u3000]+/g, "");
  return (
    tight.length >= 3 && tight.length <= 40 && BODY_ALONE.test(tight) && !/[，。：；、]/.test(tight)
  );
}

function yearOf(text: string): number {
  const digits = [...text].map((sign) => {
    const value = CHINESE_DIGITS.indexOf(sign);
    return value >= 0 ? String(value) : sign.replace(/[零○O]/, "0");
  });
  return Number(digits.join(""));
}

/** The year whose 1 January to 31 December a preface states as the statistical period. */
export function periodOf(text: string): number | undefined {
  const found =
    /(20\d{2})\s*年\s*1\s*月\s*1\s*日?.{0,8}?(?:(20\d{2})\s*年)?\s*12\s*月\s*31\s*日/.exec(
      plainCharacters(text),
    );
  if (!found || (found[2] !== undefined && found[2] !== found[1])) return undefined;
  return Number(found[1]);
}

/** A date as documents print it, as YYYY-MM-DD; undefined where it is none. */
export function dateOf(text: string): string | undefined {
  const [, year, month = "", day = ""] =
    /(20\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/.exec(plainCharacters(text)) ?? [];
  if (year === undefined) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
    ? date
    : undefined;
}
