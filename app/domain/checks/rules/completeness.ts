import { formatLineLabel } from "../../form/cell-label";
import { printedCellsIn } from "../../form/cell-positions";
import { TABLE_CODES, type TableCode, tableOf } from "../../form/cells";
import { EDITIONS } from "../../form/edition";
import { type SectionCode, SECTIONS } from "../../form/sections";
import { SCOPE_CODES } from "../../report/body";
import { MISSING } from "../../report/report-values";
import {
  type CheckRule,
  type CheckSubject,
  fails,
  holds,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";

const ORDER: readonly SectionCode[] = SECTIONS.map((section) => section.code);
const NUMERALS = "一二三四五六七八九";
/** 由总体情况……等六部分组成, 共分六个部分, 包括以下五个方面. */
const ANNOUNCED = new RegExp(
  `(?:由|分|共|包[括含])[^。]*?([${NUMERALS.slice(1)}2-9])个?(?:部分|方面)`,
);

function checkSections({ report }: CheckSubject): RuleOutcome[] {
  if (report.sections.length === 0) return [notEvaluable([], "未读取到正文")];
  const found: readonly SectionCode[] = report.sections.map((section) => section.code);
  const missing = SECTIONS.filter((section) => !found.includes(section.code));
  if (missing.length > 0)
    return missing.map(({ code, numeral, heading }) => ({
      ...fails({ cells: [] }, `未见第${numeral}部分“${heading}”`),
      topic: code,
    }));
  const ordered = ORDER.filter((code) => found.includes(code));
  const inOrder = found.every((code, index) => code === ordered[index]);
  if (inOrder) return [holds({ cells: [] })];
  return [{ ...fails({ cells: [] }, "六个部分的顺序与格式不符"), topic: "order" }];
}

function checkTables({ report }: CheckSubject): RuleOutcome[] {
  return TABLE_CODES.map((code): RuleOutcome => {
    const { numeral, title } = tableOf(code);
    const printed = (): boolean =>
      EDITIONS.some((edition) =>
        printedCellsIn(code, edition).names.some((name) => report.cells.has(name)),
      );
    if (report.forms[code] || printed()) return { ...holds({ cells: [] }), topic: code };
    return { ...fails({ cells: [] }, `未见表${numeral}“${title}”，或未能读取`), topic: code };
  });
}

function checkLines({ report, values, everything }: CheckSubject): RuleOutcome[] {
  return TABLE_CODES.flatMap((code: TableCode): RuleOutcome[] => {
    const edition = report.forms[code];
    if (!edition) return [];
    const { names, positions } = printedCellsIn(code, edition);
    if (!everything && positions.every((at) => !(values.bitsAt(at) & MISSING))) return [];
    const absent = names.filter((_, index) => values.bitsAt(positions[index] ?? -1) & MISSING);
    if (absent.length === 0) return [{ ...holds({ cells: [] }), topic: code }];
    const lines = [...new Set(absent.map(formatLineLabel))];
    const filled = absent.length < names.length;
    const words = `表${tableOf(code).numeral}缺${absent.length}格：${lines.slice(0, 4).join("、")}${lines.length > 4 ? "等行" : ""}`;
    return filled ? [{ ...fails({ cells: absent }, words), topic: code }] : [];
  });
}

function checkAnnouncedParts({ report }: CheckSubject): RuleOutcome[] {
  if (report.preface === null) return [notEvaluable([], "未读取到前言")];
  const match = ANNOUNCED.exec(report.preface.replace(/\s/g, ""));
  if (!match?.[1]) return [notEvaluable([], "前言未说明由几部分组成")];
  const numeral = NUMERALS.indexOf(match[1]) + 1;
  const count = numeral > 0 ? numeral : Number(match[1]);
  const comparison = {
    cells: [],
    expression: `${count} ${count === SECTIONS.length ? "=" : "≠"} ${SECTIONS.length}`,
    left: count,
    right: SECTIONS.length,
  };
  if (count === SECTIONS.length) return [holds(comparison)];
  return [fails(comparison, `前言称由${count}部分组成，格式规定为${SECTIONS.length}部分`)];
}

const ANY = { tables: [], editions: EDITIONS, scopes: SCOPE_CODES } as const;
const FORM = "国办公开办函〔2021〕30号：内容严格按照《条例》第五十条，不能遗漏";

/** Whether all parts of the form are there. */
export const COMPLETENESS_RULES = [
  {
    id: "C-SECTION",
    severity: "E",
    name: "六个部分齐全",
    basis: FORM,
    expression: "六个部分齐全且顺序相符",
    request: "请补充或更正。",
    ...ANY,
    evaluate: checkSections,
  },
  {
    id: "C-TABLE",
    severity: "E",
    name: "三张表格齐全",
    basis: FORM,
    expression: "表二、表三、表四齐全",
    request: "请补充。",
    ...ANY,
    evaluate: checkTables,
  },
  {
    id: "C-LINE",
    severity: "E",
    name: "表格各行齐全",
    basis: FORM,
    expression: "所用格式的每一格都已印出",
    request: "请补充。",
    ...ANY,
    evaluate: checkLines,
  },
  {
    id: "C-PARTS",
    severity: "W",
    name: "前言所称部分数",
    basis: FORM,
    expression: "前言所称部分数为六",
    request: "请更正前言。",
    ...ANY,
    evaluate: checkAnnouncedParts,
  },
] as const satisfies readonly CheckRule[];
