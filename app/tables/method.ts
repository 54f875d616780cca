import { formatCaveat } from "#domain/indicators/law-breaks";
import { type CheckRule } from "#domain/checks/check-rule";
import { SEVERITIES } from "#domain/report/severity";
import { EDITION_FACTS, EDITIONS } from "#domain/form/edition";
import { columnsIn, linesIn } from "#domain/form/cells";
import { wordingIn, type Line, type Table } from "#domain/form/table";
import { NUMBER_FORMATS } from "#domain/indicators/number-format";
import { formatFormula, formatQuantity } from "#domain/indicators/indicator-text";
import { INDICATORS, type IndicatorCode, INDICATOR_CODES } from "#domain/indicators/indicators";
import { INDICATOR_GROUPS, type Indicator } from "#domain/indicators/indicator";
import { CO_DEFENDANT_RULE, LAWS_IN_ORDER } from "#domain/laws/laws";
import { formatLaw, yearsOfChange, type Law } from "#domain/laws/law";
import type { TableColumn } from "./column";

export interface DeclaredIndicator extends Indicator {
  readonly code: IndicatorCode;
}

export const declaredIndicators: readonly DeclaredIndicator[] = INDICATOR_CODES.map((code) => ({
  code,
  ...INDICATORS[code],
}));

/** The indicators as they are computed. */
export const indicatorColumns: readonly TableColumn<DeclaredIndicator>[] = [
  {
    id: "name",
    header: "指标",
    format: "text",
    value: ({ name }) => name,
    href: ({ code }) => `/compare?indicator=${code}`,
  },
  { id: "group", header: "类别", format: "text", value: ({ group }) => INDICATOR_GROUPS[group] },
  { id: "meaning", header: "含义", format: "text", value: ({ meaning }) => meaning },
  { id: "formula", header: "公式", format: "text", value: formatFormula },
  {
    id: "numerator",
    header: "分子所取单元格",
    format: "text",
    value: ({ numerator }) => formatQuantity(numerator),
  },
  {
    id: "denominator",
    header: "分母所取单元格",
    format: "text",
    value: ({ denominator }) => (denominator ? formatQuantity(denominator) : ""),
  },
  {
    id: "format",
    header: "单位",
    format: "text",
    value: ({ format }) => NUMBER_FORMATS[format].axis,
  },
  { id: "caveat", header: "使用须知", format: "text", value: formatCaveat },
];

/** A rule outside the form that moves what indicators count. */
export interface DeclaredRule {
  readonly source: string;
  readonly since: string;
  readonly words: string;
  /** The years of change; empty of a rule that has always held. */
  readonly years: string;
  readonly broken: readonly string[];
  readonly quoted: readonly string[];
}

const namesWhere = (isMeant: (indicator: Indicator) => boolean | undefined): string[] =>
  Object.values(INDICATORS).flatMap((indicator) => (isMeant(indicator) ? [indicator.name] : []));

function formatYearsOfChange(law: Law): string {
  const [first = 0, whole] = yearsOfChange(law);
  return whole === undefined ? `${first}年` : `${first}年（部分年度）、${whole}年（首个完整年度）`;
}

/** The laws in the order in which they came into force, and how co-defendants are counted. */
export const declaredRules: readonly DeclaredRule[] = [
  ...LAWS_IN_ORDER.map((law) => ({
    source: law.source,
    since: law.inForce,
    words: [formatLaw(law), law.bridgeWords ?? ""].join(""),
    years: formatYearsOfChange(law),
    broken: namesWhere(({ breaks }) => breaks?.includes(law)),
    quoted: namesWhere(({ bridges }) => bridges?.includes(law)),
  })),
  {
    source: CO_DEFENDANT_RULE.source,
    since: CO_DEFENDANT_RULE.since,
    words: `行政诉讼件数${CO_DEFENDANT_RULE.words}`,
    years: "",
    broken: [],
    quoted: namesWhere(({ caveat }) => caveat?.includes(CO_DEFENDANT_RULE.words)),
  },
];

/** The rules, each with its source. */
export const ruleColumns: readonly TableColumn<DeclaredRule>[] = [
  { id: "source", header: "依据", format: "text", value: ({ source }) => source },
  { id: "since", header: "施行日期", format: "text", value: ({ since }) => since },
  { id: "words", header: "对数字的影响", format: "text", value: ({ words }) => words },
  { id: "years", header: "改变年度", format: "text", value: ({ years }) => years },
  {
    id: "broken",
    header: "前后不比较的指标",
    format: "text",
    value: ({ broken }) => broken.join("、"),
  },
  {
    id: "quoted",
    header: "须加说明的指标",
    format: "text",
    value: ({ quoted }) => quoted.join("、"),
  },
];

/** A check as it is declared, without its evaluation. */
export type DeclaredCheck = Pick<CheckRule, "id" | "name" | "severity" | "expression" | "basis">;

/** The checks as they are applied. */
export const checkColumns: readonly TableColumn<DeclaredCheck>[] = [
  { id: "id", header: "编号", format: "text", value: ({ id }) => id },
  { id: "name", header: "核查项", format: "text", value: ({ name }) => name },
  {
    id: "severity",
    header: "程度",
    format: "text",
    value: ({ severity }) => SEVERITIES[severity].name,
  },
  { id: "expression", header: "规则", format: "text", value: ({ expression }) => expression },
  { id: "basis", header: "依据", format: "text", value: ({ basis }) => basis },
];

export interface DeclaredLine {
  readonly table: Table;
  readonly line: Line;
}

/** The lines of a table of the form. */
export function declaredLines(table: Table): DeclaredLine[] {
  return table.lines.map((line) => ({ table, line }));
}

/** The lines of the form: wording, group, basis, and the columns by edition. */
export const lineColumns: readonly TableColumn<DeclaredLine>[] = [
  {
    id: "label",
    header: "项目",
    format: "text",
    value: ({ line }) => `${line.numeral ?? ""}${wordings(line)}`,
  },
  {
    id: "group",
    header: "所属栏",
    format: "text",
    value: ({ table, line }) => {
      const group = table.groups.find(({ code }) => code === line.group);
      return group ? `${group.numeral ?? ""}${group.label}` : "";
    },
  },
  { id: "basis", header: "条例依据", format: "text", value: ({ line }) => line.basis ?? "" },
  ...EDITIONS.map((edition): TableColumn<DeclaredLine> => ({
    id: `edition_${edition}`,
    header: EDITION_FACTS[edition].name,
    format: "text",
    value: ({ table, line }) =>
      linesIn(table, edition).includes(line)
        ? columnsIn(table, line, edition)
            .map(({ label }) => label)
            .join("、")
        : "无此项",
  })),
];

function wordings(line: Line): string {
  return [...new Set(EDITIONS.map((edition) => wordingIn(line.label, edition)))].join("／");
}
