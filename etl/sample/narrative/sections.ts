import { EDITION_FACTS, editionFor } from "#domain/form/edition";
import type { SectionCode } from "#domain/form/sections";
import { valueOf } from "../figures";
import type { SampleReport } from "../province";
import { lineTotal, writeApplications, writeDisputes } from "./applications";
import { composePhrase, type Voice, wordsFor, wordsOn } from "./voice";
import { writeProblems, writeWork } from "./work";

/** The texts of a report, one paragraph a line. */
type Texts = Readonly<
  Record<Extract<SectionCode, "overview" | "problems_improvements" | "other_matters">, string>
> & {
  readonly preface: string;
};

const SCOPE_TEMPLATES = {
  government:
    "{=author}{综合|汇总}{=units}情况编制，{所列数据为|数据范围为}{=whole}{各级行政机关|行政机关}",
  office: "{=author}编制，{所列数据|数据}{仅为本机关|只含本机关自身}",
} as const;

function writePreface(report: SampleReport, own: Voice): string {
  const { year, body, kind, division } = report;
  const office = `${body}办公${division.level === "province" ? "厅" : "室"}`;
  const words = {
    ...wordsFor(own),
    author: kind === "government" ? office : body,
    notice: EDITION_FACTS[editionFor(year)].notice,
    year: String(year),
  };
  return composePhrase(
    `{本报告|本年度报告}{根据|依据|按照}《中华人民共和国政府信息公开条例》和{=notice}的{要求|规定}，由${SCOPE_TEMPLATES[kind]}的数据。{全文分为|报告分为|报告包括}总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。{数据统计期限|统计期限|所列数据的统计期限}为{=year}年1月1日至{=year}年12月31日。`,
    wordsOn(own, "preface"),
    words,
  );
}

function describeDocuments(report: SampleReport): string {
  const issued = valueOf(report.truth, "normative_documents_issued");
  const printed = report.printed.find(({ cell }) => cell.name === "normative_documents_issued");
  return printed?.value === issued && issued > 0 ? `全年制发行政规范性文件${issued}件。` : "";
}

function writeOverview(report: SampleReport, own: Voice, borrowed: Voice): string {
  return [
    writeWork("opening", borrowed),
    `（一）主动公开情况。${describeDocuments(report)}${writeWork("disclosure", borrowed)}`,
    `（二）依申请公开情况。${writeApplications(report, own)}${writeDisputes(report)}`,
    `（三）政府信息管理情况。${writeWork("management", borrowed)}`,
    `（四）政府信息公开平台建设情况。${writeWork("platform", borrowed)}`,
    `（五）监督保障情况。${writeWork("supervision", borrowed)}`,
  ].join("\n");
}

function writeOtherMatters(report: SampleReport, own: Voice): string {
  const next = wordsOn(own, "other matters");
  // Reports of 2019 state nothing before it; the empty choice keeps the later draws the same.
  const isAlone = editionFor(report.year) === 2019;
  const opening = isAlone ? "{||}" : "{除此之外，|另外，|}";
  const rest = composePhrase(`${opening}{没有|无}其他需要报告的事项{。|，特此说明。}`, next);
  if (isAlone) return rest;
  const overdue = lineTotal(report.truth, "other_fee_overdue");
  if (overdue === 0)
    return (
      composePhrase(
        `{按照|依据}《政府信息公开信息处理费管理办法》，{=we}{=year}年度{未发出收费通知|没有发出收费通知}，{实际收取信息处理费0元|未收取信息处理费}。`,
        next,
        { ...wordsFor(own), year: String(report.year) },
      ) + rest
    );
  const notices = overdue + Math.floor(next() * 3);
  const billed = notices * (60 + 10 * Math.floor(next() * 20));
  const paid = notices === overdue ? 0 : Math.round((billed * (notices - overdue)) / notices);
  return `${report.year}年度依据《政府信息公开信息处理费管理办法》发出收费通知${notices}件，总金额${billed}元，实际收取信息处理费${paid}元。${rest}`;
}

/** Writes the texts of a report; `seed` is that of the province. */
export function writeTexts(report: SampleReport, seed: number): Texts {
  const own: Voice = { seed, division: report.division, kind: report.kind, year: report.year };
  const borrowed: Voice = { ...own, ...report.words };
  return {
    preface: writePreface(report, own),
    overview: writeOverview(report, own, borrowed),
    problems_improvements: writeProblems(borrowed),
    other_matters: writeOtherMatters(report, own),
  };
}
