import { repairCharacters, simplifyCharacters } from "#domain/report/simple-characters";
import { LOST_CHARACTER } from "../read/encoding";

/** The parts of a report's title. `body` is empty and `year` null where the title does not state them. */
export interface ReportTitle {
  readonly body: string;
  readonly year: number | null;
}

const CHINESE_DIGITS = "〇一二三四五六七八九";
const YEAR = "(20\\d{2}|二[〇零○O0][一二][〇零○O0一二三四五六七八九])";
const SUBJECT = "政府信息公开";
const KIND = `${SUBJECT}(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)`;
const BODY_FIRST = new RegExp(`^(.*?)(?:关于)?(?:发布)?${YEAR}年?(?:年度|度)?${KIND}(.*)$`);
const YEAR_FIRST = new RegExp(`^${YEAR}年?(?:年度|度)?(.{2,40}?)${KIND}(.*)$`);
const YEAR_LAST = new RegExp(
  `^(.*?)${KIND}[(（\\[【]?${YEAR}(?:年(?:年度|度)?(?!\\d)|(?=[)）\\]】]|$))(.*)$`,
);
const YEARLESS = new RegExp(`^(.{3,40}?)${KIND}$`);
const SPACES = /[\s\u00A0\u3000]+/g;

/** A path such as 首页 > 政府信息公开 > 年报, or a line that says it is one. */
const PATH = /[>›»＞]|(?:当前|您的|您现在的|所在)(?:的)?位置/;
/** Lines that name other pages: 上一篇：…, 相关链接：…. */
const OTHER_PAGE =
  /^(?:[上下]一[篇条页个]|相关(?:链接|阅读|新闻|信息|文章|稿件|附件)?|热点(?:新闻|要闻|推荐|信息)?|最新(?:信息|公开|动态)?|推荐(?:阅读)?|往年|历年|更多|延伸阅读|猜你喜欢)[\s\S]*[：:|｜]/;
/** A date after a title on its line, as lists of pages print it. */
const LISTED_DATE = /^[\s[【(（]*20\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?[\])）】\s]*$/;
const LIST_MARK = /^[·•●◆■▪>*\-—]+/;
const SENTENCE = /[。；，]/;

/** A site and a channel before a title, parted by blanks: 某县人民政府 年度报告 某县人民政府2023年… */
const CHANNEL_BEFORE = /^.*(?:年度报告|年报|信息公开|公开专栏|公开目录)\s+(?=\S*20\d\d年)/;

/** Parses a title; undefined where the text is no title of an annual report. */
export function parseTitle(text: string): ReportTitle | undefined {
  const tight = simplifyCharacters(text)
    .replace(CHANNEL_BEFORE, "")
    .replace(/[《》<>“”"]+/g, "")
    .replace(SPACES, "")
    .replace(LIST_MARK, "");
  if (tight.length > 90 || !tight.includes(SUBJECT)) return undefined;
  const early = BODY_FIRST.test(tight) ? null : YEAR_FIRST.exec(tight);
  const [, body = "", year = "", rest = ""] = early
    ? [early[0], early[2], early[1], early[3]]
    : (BODY_FIRST.exec(tight) ?? YEAR_LAST.exec(tight) ?? []);
  if (year === "") return parseYearlessTitle(tight);
  if (SENTENCE.test(body) || LISTED_DATE.test(rest) || rest.includes("。")) return undefined;
  const name = nameBody(body);
  return { body: name.includes(LOST_CHARACTER) ? "" : name, year: parseYear(year) };
}

function parseYearlessTitle(tight: string): ReportTitle | undefined {
  const body = nameBody(YEARLESS.exec(tight)?.[1]);
  const isNamed = isBodyName(body) || /^[^我本全各].+[省市县区州旗]$/.test(body);
  return isNamed && !/\d/.test(body) ? { body, year: null } : undefined;
}

/** What a title prints in brackets before the body: 【公示】. */
const LABEL = /^[【[][^】\]]{1,10}[】\]]/;
/** What a document that passes a report on does with it, after 关于: 关于公布某县人民政府2023年…的公告. */
const PASSING_ON = "印发|公布|发布|转发|批转|报送|上报|下发|公示|公开";
/** The issuer of such a document, and what it names as the report's own body. */
const PASSED_ON = new RegExp(
  `^(.*?)(?:关于(?:${PASSING_ON})|(?<!.)(?:${PASSING_ON})|印发|转发|批转|公布|报送)(?:关于)?(.*)$`,
);
/** A body that reports on another, or on itself: 某县教育局关于本机关2023年…. */
const REPORTED_ON = /^(.*?)关于(.*)$/;
const ITSELF = /^(?:本|我)(?:机关|单位|级|[局委厅办院处市县区镇乡])$/;
/** A committee of the party that reports together with the government of its area. */
const PARTY_TOO = /^中共.*?(.{2,12})委(?:员会)?[、和]?(?=\1)/;
/** Years before the last one of a title: 某县人民政府2022年度、2023年度…. */
const YEARS_BEFORE = /(?:20\d{2}(?:年度|年|度)?[\p{P}~～和及与至到]*)+$/u;

/**
 * The body that the words before a title's year name, without those of the document that passes the report on;
 * empty where they name two of which either may be the one that reports.
 */
function nameBody(words: string | undefined): string {
  const named = tidyName((words ?? "").replace(LABEL, ""))
    .replace(PARTY_TOO, "")
    .replace(YEARS_BEFORE, "");
  const [, issuer = "", passed = ""] = PASSED_ON.exec(named) ?? [undefined, "", named];
  const body = tidyName(passed || issuer).replace(PARTY_TOO, "");
  const [, one = body, other = ""] = REPORTED_ON.exec(body) ?? [];
  if (one === "" || one === other) return other;
  return other === "" || ITSELF.test(other) ? one : "";
}

/** Whether a line leads to other pages: a path, or the name of a page before or after. */
export function isLineOfNavigation(text: string): boolean {
  const line = repairCharacters(text).trim();
  return PATH.test(line) || OTHER_PAGE.test(line);
}

/** Removes the path of the page before a name, and punctuation around it. */
export function tidyName(name: string | undefined): string {
  const [last = ""] = repairCharacters(name ?? "")
    .split(/[>»›|｜：:]/)
    .slice(-1);
  return last.replace(SPACES, "").replace(/^[\p{P}]+|[\p{P}]+$/gu, "");
}

const BODY_ALONE =
  /(?:人民政府|办公[厅室]|[局委厅室院处队所办]|委员会|街道|办事处|[镇乡]|中心|管委会|海关|兵团)$/;

/** Whether a line on its own can be the name of a body. */
export function isBodyName(text: string): boolean {
  const tight = text.replace(SPACES, "");
  return (
    tight.length >= 3 && tight.length <= 40 && BODY_ALONE.test(tight) && !/[，。：；、]/.test(tight)
  );
}

/** Parses 2023 and 二〇二三. */
function parseYear(text: string): number {
  const digits = [...text].map((sign) => {
    const value = CHINESE_DIGITS.indexOf(sign);
    return value >= 0 ? String(value) : sign.replace(/[零○O]/, "0");
  });
  return Number(digits.join(""));
}
