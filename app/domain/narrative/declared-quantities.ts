import { cellName } from "../form/cell-name";
import type { Reading } from "./readings";

/** What a figure of the narrative may count beside requests and disputes. */
export interface DeclaredQuantity {
  readonly code: string;
  /** As messages name it. */
  readonly name: string;
  /** Every lawful reading; none where no cell states it, so that only the text's own places are compared. */
  readonly readings: readonly Reading[];
  /** What is done, as a pattern; may be absent where `bare` is true. */
  readonly verbs: string;
  /** What it is done to, as a pattern. */
  readonly subject: string;
  /** Whether the subject alone, 行政处罚36件, says as much as with a verb. */
  readonly bare: boolean;
  readonly units: readonly StatedUnit[];
  /** A statement that there was none, as a pattern; left out where none is certain enough. */
  readonly none?: RegExp;
}

/** Units as written and how many of the cell's unit one of them makes. */
export const STATED_UNITS = {
  万元: 1,
  亿元: 10_000,
  元: 0.0001,
  万件: 10_000,
  件: 1,
  份: 1,
  宗: 1,
  起: 1,
  例: 1,
  部: 1,
  个: 1,
  条: 1,
  万条: 10_000,
  篇: 1,
  场: 1,
  次: 1,
  期: 1,
} as const;
export type StatedUnit = keyof typeof STATED_UNITS;

const sumOf = (words: string, line: string, column: string): Reading => ({
  words,
  plus: [cellName(line, column)],
  minus: [],
});

const DECISION_UNITS = ["件", "万件", "宗", "起", "例", "份"] as const;
const DECISION_VERBS = "作出|做出|办理|办结|实施|下达|完成";

function decisions(line: string, name: string): DeclaredQuantity {
  return {
    code: `${line}_decisions`,
    name: `${name}决定`,
    readings: [sumOf(`${name}处理决定数量`, line, "decisions")],
    verbs: DECISION_VERBS,
    subject: `${name}(?:处理)?(?:决定书?|案件|案)?`,
    bare: true,
    units: DECISION_UNITS,
    none: new RegExp(
      `(?:无|没有|未(?:作出|做出|实施|发生|产生))(?:任何)?${name}(?:处理)?(?:决定|案件)?(?=[，。；、和及\\n]|$)`,
      "g",
    ),
  };
}

const DOCUMENT_UNITS = ["件", "份", "部", "个"] as const;

function documents(line: string, name: string, subject: string): DeclaredQuantity[] {
  const of = (column: string, words: string): Reading => sumOf(`${name}${words}`, line, column);
  return [
    {
      code: `${line}_issued`,
      name: `${name}制发件数`,
      readings: [
        of("issued", "本年制发件数"),
        of("made", "本年新制作数量"),
        of("newly_published", "本年新公开数量"),
      ],
      verbs: "(?:新)?(?:制发|制定|印发|出台)(?:印发|出台)?",
      subject,
      bare: false,
      units: DOCUMENT_UNITS,
      none: new RegExp(
        `(?:未|没有)(?:新)?(?:制发|制定|印发|出台)(?:任何)?${subject}(?=[，。；、和及\\n]|$)`,
        "g",
      ),
    },
    {
      code: `${line}_repealed`,
      name: `${name}废止件数`,
      readings: [of("repealed", "本年废止件数")],
      verbs: "(?:清理)?(?:废止|宣布失效)(?:和宣布失效|或宣布失效|、宣布失效)?",
      subject,
      bare: false,
      units: DOCUMENT_UNITS,
    },
    {
      code: `${line}_in_force`,
      name: `${name}现行有效件数`,
      readings: [of("in_force", "现行有效件数"), of("total_public", "对外公开总数量")],
      verbs: "(?:集中|统一|主动)?(?:公开|公布)?现行有效",
      subject,
      bare: false,
      units: DOCUMENT_UNITS,
    },
  ];
}

function elsewhere(
  code: string,
  name: string,
  verbs: string,
  subject: string,
  units: readonly StatedUnit[],
): DeclaredQuantity {
  return { code, name, readings: [], verbs, subject, bare: false, units };
}

const MONEY = ["万元", "亿元", "元"] as const;

/** The powers of table 二 in its order: a list of their names may share one figure or several. */
export const DECISIONS: readonly DeclaredQuantity[] = [
  decisions("licensing", "行政许可"),
  decisions("penalty", "行政处罚"),
  decisions("coercion", "行政强制"),
];

/** Quantities that narratives state and that are held against table 二 or against the text itself. */
export const DECLARED_QUANTITIES: readonly DeclaredQuantity[] = [
  ...DECISIONS,
  ...documents("regulations", "规章", "(?:政府)?规章"),
  ...documents("normative_documents", "规范性文件", "(?:行政)?规范性文件"),
  {
    code: "administrative_fees",
    name: "行政事业性收费金额",
    readings: [sumOf("行政事业性收费本年收费金额", "fees", "amount_wan")],
    verbs: "收取|收到|征收",
    subject: "行政事业性收费(?:金额|总额|收入)?",
    bare: true,
    units: MONEY,
    none: /(?:无|没有|未(?:收取|发生|产生))(?:任何)?行政事业性收费(?:项目|收入|情况)?(?=[，。；、\n]|$)/g,
  },
  elsewhere("published_items", "主动公开信息数", "主动公开", "(?:各类)?(?:政府|政务)信息", [
    "条",
    "万条",
    "件",
    "篇",
  ]),
  elsewhere("press_conferences", "新闻发布会场次", "召开|举办|举行", "(?:政府)?新闻发布会", [
    "场",
    "次",
    "期",
  ]),
  elsewhere("interpretations", "政策解读数", "发布", "(?:各类)?政策解读(?:稿件?|材料|信息)?", [
    "件",
    "条",
    "篇",
    "份",
    "期",
    "个",
  ]),
  elsewhere("gazettes", "政府公报期数", "编印|编发|编辑出版|出版|刊发", "(?:《?政府公报》?)", [
    "期",
  ]),
  elsewhere("fee_notices", "收费通知件数", "发出|制发", "(?:信息处理费)?收费通知书?", ["件", "份"]),
  elsewhere(
    "processing_fees",
    "信息处理费收取金额",
    "(?:实际)?收取",
    "(?:政府信息公开)?信息处理费(?:总?金额|总额)?",
    MONEY,
  ),
];
