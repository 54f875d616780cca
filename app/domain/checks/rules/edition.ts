import { TABLE_CODES, tableOf } from "../../form/cells";
import { type Edition, EDITION_FACTS, editionFor, EDITIONS, FIRST_YEAR } from "../../form/edition";
import { SCOPE_CODES } from "../../report/body";
import {
  type CheckRule,
  type CheckSubject,
  fails,
  holds,
  notEvaluable,
  type RuleOutcome,
} from "../check-rule";

function checkTableEditions({ report }: CheckSubject): RuleOutcome[] {
  if (report.year < FIRST_YEAR) return [notEvaluable([], `${FIRST_YEAR}年以前无统一格式`)];
  const due = editionFor(report.year);
  return TABLE_CODES.map((code): RuleOutcome => {
    const edition = report.forms[code];
    const words = `表${tableOf(code).numeral}`;
    if (!edition) return { ...notEvaluable([], `${words}缺失或不完整，无法判断格式`), topic: code };
    const comparison = {
      cells: [],
      expression: `${edition} ${edition === due ? "=" : "≠"} ${due}`,
      left: edition,
      right: due,
    };
    if (edition === due || code === "review_litigation")
      return { ...holds(comparison), topic: code };
    const { notice, name } = EDITION_FACTS[due];
    return {
      ...fails(
        comparison,
        `${words}用${EDITION_FACTS[edition].name}，${report.year}年度报告应用${name}（${notice}）`,
      ),
      topic: code,
    };
  });
}

const NOTICE = /〔\s*(20\d\d)\s*〕\s*(\d+)\s*号/gu;

/** The edition whose notice a preface cites; undefined where it cites none of them. */
function findCitedEdition(preface: string): Edition | undefined {
  const cited = [...preface.matchAll(NOTICE)].flatMap(([, year, number]) =>
    EDITIONS.filter((edition) => {
      const notice = EDITION_FACTS[edition].noticeNumber;
      return notice.year === Number(year) && notice.number === Number(number);
    }),
  );
  return cited[0];
}

function checkCitedNotice({ report }: CheckSubject): RuleOutcome[] {
  if (report.preface === null) return [notEvaluable([], "未读取到前言")];
  const edition = findCitedEdition(report.preface);
  if (!edition) return [notEvaluable([], "前言未引用格式通知")];
  const due = editionFor(report.year);
  if (edition === due) return [holds({ cells: [] })];
  return [
    fails(
      { cells: [] },
      `前言引用${EDITION_FACTS[edition].notice}，${report.year}年度报告的格式依据为${EDITION_FACTS[due].notice}`,
    ),
  ];
}

const ANY = { tables: [], editions: EDITIONS, scopes: SCOPE_CODES } as const;

/** Which form a report ought to use, judged table by table. */
export const EDITION_RULES = [
  {
    id: "F-EDITION",
    severity: "E",
    name: "报告格式与年度相符",
    basis: "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号",
    expression: "2020年度及以前用2019年格式，2021年度起用2021年格式，逐表判断",
    request: "请按规定格式更正。",
    ...ANY,
    evaluate: checkTableEditions,
  },
  {
    id: "F-NOTICE",
    severity: "I",
    name: "前言引用的格式通知",
    basis: "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号",
    expression: "前言引用的通知与报告年度相符",
    request: "请更正所引通知。",
    citesBasis: false,
    ...ANY,
    evaluate: checkCitedNotice,
  },
] as const satisfies readonly CheckRule[];
