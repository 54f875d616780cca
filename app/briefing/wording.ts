import { formatDay } from "#domain/briefing/masthead";
import type { FilterValues } from "#domain/filters/filters";
import { absenceOf } from "#domain/checks/filing";
import { ABSENCES, type ConfirmedAbsence, formatConfirmed } from "#domain/report/absence";
import type { BriefingFacts } from "#domain/briefing/facts";
import { BODY_KINDS, bodyNoun } from "#domain/report/body";
import { type Level, levelOfCode } from "#domain/report/division";
import { type Block, type Piece, toParagraphs } from "./briefing";

/** The largest share of a group that each word stands for; {@link GRADES_MEANING} prints them. */
const GRADES = [
  { word: "个别", upTo: 0.1 },
  { word: "部分", upTo: 0.5 },
  { word: "多数", upTo: 1 },
] as const;

/** 个别, 部分, 多数 or 全部 for some of a group, a single one always 个别; null for none of it. */
export function gradeOf(some: number, all: number): string | null {
  if (some <= 0 || all <= 0) return null;
  if (some >= all) return "全部";
  if (some === 1) return GRADES[0].word;
  return GRADES.find(({ upTo }) => some / all <= upTo)?.word ?? null;
}

/** What the words of {@link gradeOf} mean, for the text. */
export const GRADES_MEANING = `文中“${GRADES[0].word}”指1个，或者不超过${GRADES[0].upTo * 100}%，“${GRADES[1].word}”指超过${GRADES[0].upTo * 100}%但不超过${GRADES[1].upTo * 100}%，“${GRADES[2].word}”指超过${GRADES[1].upTo * 100}%`;

/** A、B和C; beyond `most` names: A、B等12个. */
export function formatList(names: readonly string[], most = Number.POSITIVE_INFINITY): string {
  if (names.length > most) return `${names.slice(0, most).join("、")}等${names.length}个`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join("、")}和${last}`;
}

/** What the bodies of a briefing are counted as: 地区, or 机关 of departments and townships. */
export function nounOf({ choices }: Pick<BriefingFacts, "choices">): ReturnType<typeof bodyNoun> {
  return bodyNoun(choices.filters.kind);
}

/** The same of bodies, in a sentence: A、B等12个地区. */
export function listBodies(facts: BriefingFacts, names: readonly string[], most: number): string {
  return `${formatList(names, most)}${names.length > most ? nounOf(facts) : ""}`;
}

/** Clauses that make one sentence: parted by ；, closed by 。; nothing where there is none. */
export function joinClauses(clauses: readonly (readonly Piece[])[]): Piece[] {
  const filled = clauses.filter((clause) => clause.length > 0);
  return filled.flatMap((clause, index) => [...clause, index === filled.length - 1 ? "。" : "；"]);
}

const ORDINALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** 一, 二 … 十, 十一 … 九十九. */
export function formatOrdinal(number: number): string {
  if (number <= 10) return ORDINALS[number - 1] ?? String(number);
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const before = tens === 1 ? "" : (ORDINALS[tens - 1] ?? "");
  return `${before}十${ones === 0 ? "" : (ORDINALS[ones - 1] ?? "")}`;
}

/** Paragraphs of which the first runs on from a heading of the second level: （一）… */
export function writeUnderHeading(
  number: number,
  heading: string,
  paragraphs: readonly (readonly Piece[])[],
): Block[] {
  const lead = `（${formatOrdinal(number)}）${heading}。`;
  return toParagraphs(paragraphs).map((block, index) => (index === 0 ? { ...block, lead } : block));
}

/** A text with its dates as official documents write them. */
export function formatDates(text: string): string {
  return text.replaceAll(/\d{4}-\d{2}-\d{2}/g, formatDay);
}

/** What else a slip puts out of balance, after what is said of its first finding; '' where nothing is. */
export function formatConsequences(messages: readonly string[]): string {
  return messages.length === 0
    ? ""
    : `可能出于同一处：${[...new Set(messages.map(formatDates))].join("；")}。`;
}

/** What the divisions of a level are called together. */
const UNITS: Readonly<Record<Level, string>> = {
  province: "省（区、市）",
  city: "市（州）",
  county: "县（市、区）",
};

/** 县（市、区）; of other reports than a government's 县（市、区）政府办公厅（室）. */
export function unitOf({ level, kind }: FilterValues): string {
  return `${UNITS[level]}${kind === "government" ? "" : BODY_KINDS[kind]}`;
}

/** Whether the area chosen is itself of the level compared, so that a document about its divisions is about it alone. */
export function isAreaItself({ area, level }: FilterValues): boolean {
  return levelOfCode(area) === level;
}

/** 各县（市、区）政府办公厅（室）, behind the name of the area; of an area that is itself of the level, only what is no government. */
export function groupOf(filters: FilterValues): string {
  if (!isAreaItself(filters)) return `各${unitOf(filters)}`;
  return filters.kind === "government" ? "" : BODY_KINDS[filters.kind];
}

/** Whom a document about the divisions of a level is sent to, where no one is named. */
export function usualRecipients(areaName: string, filters: FilterValues): string {
  return isAreaItself(filters) ? `${areaName}人民政府` : `各${UNITS[filters.level]}人民政府`;
}

const STATUTE = "《条例》第四十九条、第五十条";

/**
 * The request to a body whose report is not loaded, as the list of requests, the briefing and the letter word it.
 * @param confirmed that it was not published; null where nobody has confirmed it
 */
export function missingReportRequest(year: number, confirmed: ConfirmedAbsence | null) {
  const grade = ABSENCES[absenceOf(confirmed)].name;
  if (confirmed !== null)
    return {
      grade,
      message: `${year}年度报告${grade}（${formatConfirmed(confirmed)}）`,
      request:
        confirmed.withdrawn === null
          ? `请按照${STATUTE}的规定编制并公布${year}年度报告`
          : `请按照${STATUTE}的规定重新公布${year}年度报告；已经重新公布的，请报送公布网址`,
      basis: STATUTE,
    } as const;
  return {
    grade,
    message: `${year}年度报告${grade}`,
    request: `请核实${year}年度报告是否已经公布：已经公布的，请报送公布网址；尚未公布的，请按照${STATUTE}的规定编制并公布`,
    basis: STATUTE,
  } as const;
}
