import {
  addReadings,
  APPLICANTS,
  CARRIED_IN,
  CARRIED_OUT,
  groupTotal,
  HANDLED_TOTAL,
  lineTotal,
  NATURAL_PERSONS,
  NEW,
  ORGANISATIONS,
  type Reading,
  RECEIVED,
  subtractReadings,
} from "./readings";

/**
 * How narratives name what the tables count. `stage`: how far requests came; `outcome`: what they
 * came to; `case`, `result`: table 四; `channel`: how they were sent, which the form does not print;
 * `rest`: whatever remains, which no cell states.
 */
export type AnchorKind =
  "stage" | "carried" | "outcome" | "case" | "result" | "applicant" | "channel" | "rest";

export interface Anchor {
  readonly code: string;
  readonly kind: AnchorKind;
  readonly words: RegExp;
  /** Every lawful reading; empty where no cell states it. */
  readonly readings: readonly Reading[];
  readonly columns?: readonly string[];
}

const OTHER_HANDLING = addReadings(groupTotal("other_handling_parts"), lineTotal("other_handling"));
const DISCLOSED = lineTotal("disclosed");
const PARTIAL = lineTotal("partially_disclosed");
const ANY_DISCLOSED = addReadings(DISCLOSED, PARTIAL);
const NOT_HELD = lineTotal("unable_not_held");
const UNABLE = groupTotal("unable_to_provide");

const stage = (code: string, words: RegExp, ...readings: Reading[]): Anchor => ({
  code,
  kind: "stage",
  words,
  readings,
});
const outcome = (code: string, words: RegExp, ...readings: Reading[]): Anchor => ({
  code,
  kind: "outcome",
  words,
  readings,
});
const leaf = (code: string, words: RegExp): Anchor => outcome(code, words, lineTotal(code));

const STAGES = [
  stage("new", /新收|新受理|新增|本年收到/g, NEW),
  stage("received", /受理|收到|接收|收办|收件|接到|收取申请|提出|提交|递交/g, NEW, RECEIVED),
  stage("of_requests", /申请(?:事项|件)?中/g, NEW, RECEIVED, HANDLED_TOTAL),
  stage("handled", /办理|处理|处置/g, HANDLED_TOTAL, RECEIVED),
  stage(
    "requests",
    /^[\s，]*(?:20\d\d年度?|全年|本年度?|今年|本机关|本单位|全[省市区县])*[，\s]*(?:政府)?信息公开申请(?:数量|总数|总量|数|量)?/g,
    NEW,
    RECEIVED,
    HANDLED_TOTAL,
  ),
  stage(
    "finished",
    /办结|办复|答复|回复|办毕|办理完毕/g,
    HANDLED_TOTAL,
    subtractReadings(HANDLED_TOTAL, CARRIED_IN),
    subtractReadings(HANDLED_TOTAL, OTHER_HANDLING),
    subtractReadings(HANDLED_TOTAL, lineTotal("other_misc")),
  ),
];

const CARRIED: Anchor[] = [
  {
    code: "carried_in",
    kind: "carried",
    words:
      /上一?年度?(?:度)?(?:的)?(?:申请)?(?:结转|转结|转入)|(?:自|从|由)上一?年度?[^，。；]{0,3}(?:结转|转入)|去年(?:度)?结转/g,
    readings: [CARRIED_IN],
  },
  {
    code: "carried_out",
    kind: "carried",
    words:
      /(?:结转|转结|转)(?:至|到|入|为)?(?:下|次|来|明)一?(?:年|年度)(?:度)?(?:继续)?(?:办理|答复|处理)?|顺延|(?:转入|延至|留待)(?:下|次|来)一?年|未办结|尚(?:在|未)办(?:理|结)|正在办理/g,
    readings: [CARRIED_OUT],
  },
  { code: "carried", kind: "carried", words: /结转|转结/g, readings: [CARRIED_IN, CARRIED_OUT] },
];

const OUTCOMES = [
  outcome(
    "any_disclosed",
    /(?:予以|准予|同意)?(?<!不予|不)公开(?:率?（含|以?及|和|与|或者?|、)(?:予以)?部分公开）?/g,
    ANY_DISCLOSED,
  ),
  outcome("agreed", /同意公开/g, DISCLOSED, ANY_DISCLOSED),
  outcome(
    "disclosed",
    /(?<!不)予以公开|准予公开|(?<![不分予动息请意])公开(?=率)/g,
    DISCLOSED,
    ANY_DISCLOSED,
  ),
  outcome("partial", /部分公开|区分处理/g, PARTIAL),
  outcome("not_disclosed", /不予公开/g, groupTotal("not_disclosed")),
  outcome(
    "unable",
    /(?:因|由于)?[^，。；（）\d]{0,24}等[^，。；（）\d]{0,6}无法提供|无法提供/g,
    UNABLE,
  ),
  outcome(
    "unable_not_held",
    /(?:因|由于)?(?:本机关|本单位)?不掌握(?:相关)?(?:政府)?(?:信息)?(?:而)?无法提供/g,
    NOT_HELD,
    UNABLE,
  ),
  outcome("not_held", /不掌握|信息不存在/g, NOT_HELD),
  leaf("unable_no_existing_information", /(?:没有|无)现成信息|另行制[作定]/g),
  leaf(
    "unable_unclear_after_correction",
    /补正[^，。；、\d]{0,8}不明确|申请内容[^，。；、\d]{0,6}不明确/g,
  ),
  leaf("not_disclosed_state_secret", /国家秘密/g),
  leaf("not_disclosed_prohibited_by_law", /(?:法律、?)?(?:行政)?法规禁止公开?/g),
  leaf("not_disclosed_security_and_stability", /三安全一稳定/g),
  leaf(
    "not_disclosed_third_party_rights",
    /(?:保护|涉及|损害|侵害)第三方(?:合法权益)?|第三方合法权益/g,
  ),
  leaf("not_disclosed_internal_affairs", /内部事务(?:性)?(?:信息)?/g),
  leaf("not_disclosed_process_information", /过程性(?:信息)?/g),
  leaf("not_disclosed_enforcement_files", /执法案卷/g),
  leaf("not_disclosed_administrative_query", /行政查询/g),
  outcome("not_processed", /不予处理/g, groupTotal("not_processed")),
  leaf("not_processed_petition", /信访(?:、)?(?:举报|投诉|类)(?:、)?(?:投诉)?类?|举报投诉类/g),
  leaf("not_processed_duplicate", /重复申请/g),
  leaf("not_processed_publication", /公开出版物/g),
  leaf("not_processed_excessive", /大量反复(?:申请)?|反复申请/g),
  leaf("not_processed_confirmation", /重新出具/g),
  outcome("other_handling", /其他(?:方式)?处理/g, OTHER_HANDLING),
  leaf("other_correction_overdue", /逾期[不未](?:予)?补正/g),
  leaf(
    "other_fee_overdue",
    /逾期[不未](?:按[^，。；]{0,10})?(?:缴|交)(?:纳)?费?|未(?:按[^，。；]{0,10})?缴纳费用/g,
  ),
];

const only = (kind: AnchorKind, code: string, words: RegExp): Anchor => ({
  code,
  kind,
  words,
  readings: [],
});

const CASES = [
  only("case", "review", /行政复议|(?<!经|未)复议(?!后起诉|决定)/g),
  only("case", "lawsuit", /行政诉讼|诉讼|行政应诉/g),
  only("case", "direct_suit", /(?:未经复议)?直接(?:提起|向法院)?(?:起诉|诉讼)|未经复议/g),
  only("case", "post_review_suit", /(?:经)?复议后(?:再)?(?:提起)?(?:起诉|诉讼)/g),
  only("case", "both", /两类案件|复议诉讼案件|(?:引发|引起|产生|涉及)的?(?:各类)?案件/g),
  only("result", "upheld", /维持/g),
  only("result", "corrected", /纠正|撤销|败诉/g),
  only("result", "other", /其他结果/g),
  only("result", "pending", /(?:尚)?未(?:审)结|正在审理|尚在审理/g),
  only("result", "concluded", /已?审结/g),
];

const REST = [
  only("rest", "withdrawn", /撤回|撤销申请/g),
  only("rest", "rest", /其余|其他(?:原因|情形|情况)|其他(?=[\d\s为共计]|$)/g),
  only("rest", "year", /上半年|下半年|[一二三四]季度|\d+月|同期/g),
];

const CHANNELS = [
  only("channel", "online", /网络|网上|在线|网站|平台|电子邮件|邮箱/g),
  only("channel", "letter", /信函|邮寄|寄送|信件|传真/g),
  only("channel", "in_person", /当面|现场|窗口/g),
];

const applicant = (code: string, words: RegExp, columns: readonly string[]): Anchor => ({
  code,
  kind: "applicant",
  words,
  readings: [NEW, RECEIVED, HANDLED_TOTAL],
  columns,
});

/** Applicants by the form's own labels; 其他 says too little on its own. */
const APPLICANT_ANCHORS = [
  ...APPLICANTS.filter(({ code }) => code !== "other_organization").map(({ code, label }) =>
    applicant(code, new RegExp(label, "g"), [code]),
  ),
  applicant("citizens", /公民(?![、和或及与]法人)|个人(?=申请|提出)/g, NATURAL_PERSONS),
  // Whether the form's 商业企业 or every 法人或其他组织 is meant stays open, so no cell states these.
  only("applicant", "enterprises", /(?<!商业)企业(?=申请|提出|[\s\d])|单位(?=申请|提出)/g),
  applicant(
    "organisations",
    /(?<!公民[、和或])法人(?:(?:或|和|及|、)(?:者)?其他组织)?/g,
    ORGANISATIONS,
  ),
];

const ANCHORS: readonly Anchor[] = [
  ...STAGES,
  ...CARRIED,
  ...OUTCOMES,
  ...CASES,
  ...REST,
  ...CHANNELS,
  ...APPLICANT_ANCHORS,
];

/** An anchor found in a text, by its offsets there. */
export interface Found {
  readonly anchor: Anchor;
  readonly start: number;
  readonly end: number;
}

/** Windows repeat from report to report, so what was found in one is kept, up to this many. */
const KEPT = 4096;
const kept = new Map<string, readonly Found[]>();

/** Every anchor of a text in order; one that lies within a longer one is not found. */
export function anchorsIn(text: string): readonly Found[] {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= KEPT) kept.clear();
  const found = search(text);
  kept.set(text, found);
  return found;
}

function search(text: string): Found[] {
  const all = ANCHORS.flatMap((anchor) =>
    [...text.matchAll(anchor.words)].map((match) => ({
      anchor,
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  const within = (a: Found, b: Found): boolean =>
    b.start <= a.start && a.end <= b.end && b.end - b.start > a.end - a.start;
  return all
    .filter((one) => !all.some((other) => within(one, other)))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
