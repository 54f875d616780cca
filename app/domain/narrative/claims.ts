import type { CheckedReport } from "../report/checked-report";
import type { Section } from "../report/read-report";
import { caseLines, countBy, type Counted } from "./anchor-readings";
import type { ChangeClaim, Claim, SectionClaims, ShareClaim } from "./claim";
import {
  beforeParenthesis,
  clauseBefore,
  type Mention,
  mentionsIn,
  type Sentence,
  sentencesOf,
  topicsOf,
  windowOf,
} from "./sentences";
import { anchorsIn, type Found } from "./vocabulary";

const RISE = "增长|增加|上升|提高|升高|增幅|多出?|上涨";
const CHANGE = new RegExp(`(${RISE}|下降|减少|降低|下滑|降幅|减幅|少)(?:了|约|达|为)*\\s*$`);
const COMPARED = /同比|较|比(?=上|去|20|前)|与[^，。；]{0,8}相比|相比/;
const FILLER =
  /^(?:政府|信息|公开|依|申请|办件|事项|案件|件|各类|的|共|计|总|合|累|为|有|了|约|达|本年度?|全年|今年|书面|有效|数量|数|量|公民|法人|自然人|其他组织|和|或|及|并|已|均|按|期|时|予以|人|20\d\d年度?|完毕|结果|包含|含|提出|提交|递交|受理|收到|办理|处理|答复|办结|[：:“”\s（）()])*$/;
const BEYOND = /日均|月均|平均|人均|一审|二审|再审|上诉|审核|培训/;
const WIDER = /全区|全市|全县|全省|各乡镇|各街道|各部门|全系统|下属|各镇/;
const NARROWER = /本级|办公室|办公厅|政府办|区政府代/;

/** What a figure counts that is no request, right behind it: 办理10件人大建议; or whom it leaves out: 除1件外. */
const OTHER_BEHIND =
  /^(?:以?外|除外)|^(?:的)?[^，。；、：（\d]{0,6}(?:建议|提案|议案|热线|来信|留言|咨询|工单|行政许可|行政处罚|规范性文件|公文|政策文件|稿件)/;

/** Words that put a figure under another body or another year than the report's. */
export function isElsewhere(words: string, report: CheckedReport): boolean {
  if (BEYOND.test(words)) return true;
  if ((report.scope === "jurisdiction" ? NARROWER : WIDER).test(words)) return true;
  const clause = words.split(/[，；。]/);
  return clause.some((part) => {
    const years = [...part.matchAll(/20\d\d(?=年)/g)].map(([year]) => Number(year));
    return years.some((year) => year !== report.year) && !/结转|较|比|与|同比/.test(part);
  });
}

function leadOf(text: string, sentence: Sentence, mention: Mention): string {
  return text.slice(sentence.start, mention.start);
}

/** 甲、乙、丙分别为1件、2件、3件: the anchors of each figure in turn. */
function distributeAnchors(
  text: string,
  sentence: Sentence,
  mentions: readonly Mention[],
): Map<Mention, Found> {
  const at = sentence.text.indexOf("分别");
  const given = new Map<Mention, Found>();
  if (at < 0) return given;
  const lead = /[^，；：（）\d]*$/.exec(sentence.text.slice(0, at))?.[0] ?? "";
  const anchors = lead
    .split(/[、和及与]/)
    .flatMap((piece) => anchorsIn(piece))
    .filter(({ anchor }) => anchor.kind !== "rest");
  const after = mentions.filter(
    ({ start, unit }) => start > sentence.start + at && unit === "count",
  );
  const row = after.filter((mention, index) => {
    const last = after[index - 1];
    return !last || /^[、，和及]*$/.test(text.slice(last.after, mention.start));
  });
  if (anchors.length < 2 || anchors.length !== row.length) return given;
  row.forEach((mention, index) => {
    const found = anchors[index];
    if (found) given.set(mention, found);
  });
  return given;
}

interface ClaimContext {
  readonly report: CheckedReport;
  readonly text: string;
  readonly sentence: Sentence;
  readonly mentions: readonly Mention[];
}

/** The anchors a figure is read by: its clause before, its clause after, then the clause before that. */
function anchorsOf(
  { text, sentence, mentions }: ClaimContext,
  index: number,
): { found: readonly Found[]; words: string } | null {
  const mention = mentions[index];
  if (!mention) return null;
  const last = mentions[index - 1];
  const { before, after } = windowOf(text, sentence, mention, { last, next: mentions[index + 1] });
  const ahead = anchorsIn(before).filter(({ anchor }) => anchor.code !== "of_requests");
  const nearest = ahead.at(-1);
  if (nearest) {
    const gap = before.slice(nearest.end);
    if (nearest.anchor.kind === "stage" ? FILLER.test(gap) : gap.length <= 20)
      return { found: ahead, words: before };
    return null;
  }
  const behind = anchorsIn(after);
  const [next] = behind;
  if (next && next.start <= 12 && /^[\u4e00-\u9fff]*$/.test(after.slice(0, next.start)))
    return { found: behind, words: after };
  for (const words of [
    beforeParenthesis(text, sentence, mention),
    clauseBefore(text, sentence, mention, last),
  ]) {
    const found = anchorsIn(words);
    const end = found.at(-1)?.end ?? 0;
    if (found.length > 0 && FILLER.test(before) && FILLER.test(words.slice(end)))
      return { found, words };
  }
  return null;
}

function changeOf(
  context: ClaimContext,
  index: number,
  claims: readonly Claim[],
  changes: readonly ChangeClaim[],
): ChangeClaim | "none" | "other" {
  const { text, sentence, report, mentions } = context;
  const mention = mentions[index];
  if (!mention) return "none";
  const lead = leadOf(text, sentence, mention);
  const word = CHANGE.exec(lead)?.[1];
  if (!word) return /(?:增加|增长|减少|下降)(?:到|至)\s*$/.test(lead) ? "other" : "none";
  const compared = lead.search(COMPARED);
  const years = [...lead.slice(Math.max(compared, 0)).matchAll(/20\d\d(?=年)/g)].map(([year]) =>
    Number(year),
  );
  if (compared < 0 || years.some((year) => year !== report.year - 1)) return "other";
  const from = Math.max(mentions[index - 1]?.after ?? 0, sentence.start);
  const own = text
    .slice(from, mention.start)
    .replace(/(?:与|较|比)[^，。；]{0,10}?(?:相比|年度?|同期)|同比/g, "");
  const counted = countBy(anchorsIn(own), { words: "", year: report.year, subject: [] });
  const rise = new RegExp(RISE).test(word);
  if (counted && counted.readings.length > 0)
    return { mention, rise, readings: counted.readings, stated: null, sentence };
  const last = mentions[index - 1];
  const chain = changes.find((change) => change.mention === last);
  const claim = claims.find((candidate) => candidate.mention === last);
  const subject = chain ?? claim;
  if (!subject || subject.readings.length === 0) return "other";
  const stated = chain ? chain.stated : (claim?.mention.value ?? null);
  return { mention, rise, readings: subject.readings, stated, sentence };
}

const COMPLETION = /办结率|答复率|办理率/;
const LINK =
  /^[（(，,、\s]*(?:约|均|分别)?(?:占(?:比|到|总数|全部|全年|比例)?[^，。；%（）]*|比例为?|占比为?|即)?(?:约|为|达|的)*\s*$/;

function shareOf(
  context: ClaimContext,
  index: number,
  claims: readonly Claim[],
): ShareClaim | null {
  const { text, sentence, report, mentions } = context;
  const mention = mentions[index];
  if (!mention) return null;
  const last = mentions[index - 1];
  const gap = text.slice(Math.max(last?.after ?? 0, sentence.start), mention.start);
  if (/按期|按时|及时|满意|好评/.test(gap)) return null;
  const [numerator = ""] = gap.split("占");
  const found = anchorsIn(numerator);
  const completion = COMPLETION.test(gap);
  if (completion)
    return { mention, readings: [], stated: null, ofCases: false, completion, sentence };
  const clause = numerator.slice(
    Math.max(numerator.lastIndexOf("，"), numerator.lastIndexOf("；")) + 1,
  );
  const named =
    found.length > 0 && /占|率/.test(gap)
      ? countBy(clause.length > 0 && anchorsIn(clause).length > 0 ? anchorsIn(clause) : found, {
          words: clause,
          year: report.year,
          subject: [],
        })
      : null;
  if (named && named.readings.length > 0)
    return {
      mention,
      readings: named.readings,
      stated: null,
      ofCases: named.kind === "case",
      completion,
      sentence,
    };
  const claim = claims.find((candidate) => candidate.mention === last);
  if (
    !claim ||
    !(LINK.test(gap) || /^[（(，,]?[^，。；]*(?:一半|[一二三四五六七八九]成)[^。；]*即?$/.test(gap))
  )
    return null;
  return {
    mention,
    readings: claim.readings,
    stated: claim.mention.value,
    ofCases: claim.kind === "case",
    completion,
    sentence,
  };
}

/** Outcomes are named in words that no other work uses, so they need no topic around them. */
const isOwnTopic = ({ kind, topic }: Counted): boolean =>
  kind === "outcome" || topic === "of_requests";

/** What the figures of a section count, what they are shares of and how they changed. */
export function claimsIn(section: Section, report: CheckedReport): SectionClaims {
  const { text } = section;
  const counts: Claim[] = [];
  const changes: ChangeClaim[] = [];
  const shares: ShareClaim[] = [];
  const topicAt = topicsOf(text);
  for (const sentence of sentencesOf(text)) {
    const mentions = mentionsIn(sentence.text).map((mention) => ({
      ...mention,
      start: mention.start + sentence.start,
      end: mention.end + sentence.start,
      after: mention.after + sentence.start,
    }));
    if (mentions.length === 0) continue;
    const context: ClaimContext = { report, text, sentence, mentions };
    const given = distributeAnchors(text, sentence, mentions);
    let subject: readonly string[] = [];
    mentions.forEach((mention, index) => {
      const lead = leadOf(text, sentence, mention);
      const since = text.slice(mentions[index - 1]?.after ?? sentence.start, mention.start);
      const named = caseLines(anchorsIn(since).map(({ anchor }) => anchor));
      if (named.length > 0) subject = named;
      const topic = topicAt(mention.start, sentence);
      if (topic === "other" || OTHER_BEHIND.test(text.slice(mention.after, sentence.end))) return;
      const change = changeOf(context, index, counts, changes);
      if (change === "other") return;
      if (change !== "none") {
        changes.push(change);
        return;
      }
      if (mention.unit === "percent") {
        const share = isElsewhere(lead, report) ? null : shareOf(context, index, counts);
        if (share) shares.push(share);
        return;
      }
      const claim = countOf(context, index, { given, subject });
      if (claim && (topic === "requests" || isOwnTopic(claim)))
        counts.push({ mention, sentence, ...claim });
    });
  }
  return { section: section.code, text, counts, changes, shares };
}

function countOf(
  context: ClaimContext,
  index: number,
  { given, subject }: { given: Map<Mention, Found>; subject: readonly string[] },
): Counted | null {
  const mention = context.mentions[index];
  if (!mention || isElsewhere(leadOf(context.text, context.sentence, mention), context.report))
    return null;
  const { year } = context.report;
  const forced = given.get(mention);
  if (forced) return countBy([forced], { words: "", year, subject });
  const near = anchorsOf(context, index);
  return near && countBy(near.found, { words: near.words, year, subject });
}
