import { z } from "zod";
import { ACCEPTANCE_CODES, ACCEPTANCES, PENDING, type Acceptance } from "../checks/check-rule";
import { SEVERITIES, SEVERITY_CODES, type Severity } from "../report/severity";
import { CHECK_RULES, checkRuleOf } from "../checks/rule-list";
import { applicantName, REQUESTS, type ApplicantType } from "../form/requests";
import { allowsApplicant } from "../indicators/quantity";
import {
  DEFAULT_INDICATOR,
  INDICATOR_CODES,
  INDICATORS,
  type IndicatorCode,
} from "../indicators/indicators";
import { INDICATOR_GROUPS } from "../indicators/indicator";
import { BODY_KIND_CODES, BODY_KINDS, SCOPES, type BodyKind, type Scope } from "../report/body";
import { cityAround, LEVEL_CODES, LEVELS, type Level, provinceOf } from "../report/division";
import { keysOf } from "../records";
import { divisionCodeSchema } from "../report/division-schema";
import {
  DEFAULT_LIMIT_MODEL,
  LIMIT_MODEL_CODES,
  LIMIT_MODELS,
  type LimitModel,
} from "../statistics/funnel";
import { type Yardstick, YARDSTICKS } from "./yardsticks";

const YARDSTICK_CODES = keysOf(YARDSTICKS);

/**
 * The keys of the filters in an address, in the order in which an address names them. A key without
 * a type below or without an entry in `FILTERS` does not compile, nor does an entry without its key.
 */
export const FILTER_KEYS = [
  "year",
  "area",
  "level",
  "district",
  "scope",
  "kind",
  "applicant",
  "view",
  "limits",
  "yardstick",
  "group",
  "base",
  "severity",
  "check",
  "state",
  "indicator",
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

interface DeclaredValues {
  year: number;
  area: string;
  level: Level;
  district: string;
  scope: Exclude<Scope, "unknown">;
  kind: BodyKind;
  applicant: ApplicantType;
  view: "funnel" | "ranked";
  limits: LimitModel;
  yardstick: Yardstick;
  /** Division codes in order, with commas between them; empty for none. */
  group: string;
  base: number;
  severity: Severity | "all";
  check: string;
  state: Acceptance | "pending" | "all";
  indicator: IndicatorCode;
}

/** The value of every filter that applies to a page. */
export type FilterValues = Pick<DeclaredValues, FilterKey>;

/** What the loaded data offer to choose from. */
export interface DataFacts {
  /** Report years, newest first. */
  readonly years: readonly number[];
  /** The provinces and cities whose reports are loaded. */
  readonly areas: readonly Area[];
  /** Every division of the provinces whose reports are loaded, by code. */
  readonly districts: readonly District[];
  /** The chosen area where it is not one of these, as the register names it. */
  readonly other?: { readonly code: string; readonly name: string };
}

/** A province or city whose reports are loaded. */
interface Area {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly reports: number;
}

/** A division, with the codes of those around it. */
export interface District {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly city: string | null;
  readonly province: string;
}

/** A value that a filter offers, as an address writes it. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
}

/** An SQL condition with one `?` for each value. */
interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** What applies of a page whose address names neither year nor area. */
export interface MainChoice extends Pick<FilterValues, "year" | "area"> {
  /** The group that a first view opens; null for the usual one. */
  readonly group?: Pick<FilterValues, "level" | "scope" | "kind"> | null;
}

interface Filter<Value> {
  /** What the filter bar and a refusal call it. */
  readonly label: string;
  /** Whether several values may be chosen: an address names them one by one or with commas between them. */
  readonly isMultiple?: true;
  /** Parses its value in an address. */
  readonly schema: z.ZodType<Value, string>;
  /** A value in words. */
  readonly words: (value: Value) => string;
  /** A value in a sentence that does not name the filter, where that differs. */
  readonly inSentence?: (value: Value) => string;
  /**
   * The value that applies, from the one chosen in the address, if any.
   * @param valueOf gives the value that applies of another filter
   */
  readonly resolve: (
    chosen: Value | undefined,
    valueOf: <Key extends FilterKey>(key: Key) => FilterValues[Key],
    main: MainChoice,
  ) => Value;
  /** What can be chosen, in order. */
  readonly choices: (facts: DataFacts, values: FilterValues) => readonly Choice[];
  /** Whether it matters beside the other filters; always when left out. Where it does not, it does not act. */
  readonly isRelevant?: (values: FilterValues) => boolean;
  /**
   * Why it does not matter, in words. With them a page says so where it does not act though the address chooses
   * it: for filters that narrow what is counted, and that the menu does not carry from page to page.
   */
  readonly whyIdle?: (values: FilterValues) => string;
  /** The rows of `figures` that a value selects; those of every value when left out. */
  readonly where?: (value: Value) => Condition;
  /** The rows of `findings`, joined with their reports, that a value selects; null for all of them. */
  readonly whereFindings?: (value: Value) => Condition | null;
}

/** The condition that one of some columns holds a value. */
const anyOf =
  (...columns: readonly string[]) =>
  (value: string | number): Condition => ({
    sql: `(${columns.map((column) => `${column} = ?`).join(" OR ")})`,
    values: columns.map(() => value),
  });

/** The same for a filter whose value `all` selects every row. */
const unlessAll = (column: string) => (value: string) =>
  value === "all" ? null : anyOf(column)(value);

/** Why a filter of findings does not act: only a page without it leaves it idle. */
const NOT_ON_PAGE = (): string => "本页没有这项筛选";

/** Whether the chosen indicator is a rate. */
const isRate = ({ indicator }: FilterValues): boolean =>
  INDICATORS[indicator].denominator !== undefined;

type YearFilter = Omit<Filter<number>, "schema" | "choices">;

/** A filter that offers the loaded years. */
function yearFilter(filter: YearFilter): Filter<number> {
  return {
    ...filter,
    schema: z
      .string()
      .regex(/^\d{4}$/, "年度应为四位数字，如2023")
      .transform(Number),
    choices: ({ years }) =>
      years.map((year) => ({ value: String(year), label: filter.words(year) })),
  };
}

interface ListFilter<Value> extends Omit<Filter<Value>, "schema" | "choices"> {
  readonly values: readonly Value[];
  /** Why any other value is refused; left out, the refusal names the values. */
  readonly refusal?: string;
}

/** A filter that offers the values of a list. */
function listFilter<Value extends string>({
  values,
  refusal,
  ...filter
}: ListFilter<Value>): Filter<Value> {
  const offered = values.map((value) => `${filter.words(value)}（${value}）`);
  const named = `${filter.label}应为${offered.slice(0, -1).join("、")}或${offered.at(-1) ?? ""}`;
  return {
    ...filter,
    schema: z.enum(values, refusal ?? named),
    choices: () => values.map((value) => ({ value, label: filter.words(value) })),
  };
}

/** The divisions of the chosen level in the chosen area. */
export function districtsIn(
  { area, level }: Pick<FilterValues, "area" | "level">,
  { districts }: DataFacts,
): District[] {
  return districts.filter(
    (each) => each.level === level && [each.code, each.city, each.province].includes(area),
  );
}

/**
 * The condition that a row is of an area. The province stands in it by itself even where a part of it is asked for: the
 * rows of a province lie together, and by it the engine passes over all others.
 */
function inArea(area: string): Condition {
  const province = provinceOf(area);
  return area === province
    ? { sql: "(province = ?)", values: [province] }
    : { sql: "(province = ? AND (city = ? OR division_code = ?))", values: [province, area, area] };
}

/** What an area is called; its code where neither the data nor the register know it. */
export function areaName(area: string, { areas, other }: DataFacts): string {
  const named = other?.code === area ? other : areas.find(({ code }) => code === area);
  return named?.name ?? area;
}

/** The values of a filter of which several may be chosen. */
export function listCodes(codes: string): string[] {
  return codes === "" ? [] : codes.split(",");
}

/** Every filter, one entry each: all that the address, the filter bar and SQL know of it. */
export const FILTERS: { readonly [Key in FilterKey]: Filter<FilterValues[Key]> } = {
  year: yearFilter({
    label: "年度",
    words: (year) => `${year}年度`,
    resolve: (chosen, _, { year }) => chosen ?? year,
    where: anyOf("year"),
  }),
  area: {
    label: "地区",
    schema: divisionCodeSchema,
    words: (code) => code,
    resolve: (chosen, _, { area }) => chosen ?? area,
    choices: ({ areas, other }) => [
      ...(other ? [{ value: other.code, label: other.name }] : []),
      ...areas.map(({ code, name, level }) => ({
        value: code,
        label: level === "province" ? name : `　${name}`,
      })),
    ],
    where: inArea,
  },
  level: listFilter({
    label: "层级",
    values: LEVEL_CODES,
    words: (level) => LEVELS[level],
    resolve: (chosen, _, { group }) => chosen ?? group?.level ?? "county",
    where: anyOf("level"),
  }),
  district: {
    label: "单个地区",
    schema: z.union([z.literal("all"), divisionCodeSchema], "应为all或6位区划代码"),
    words: (code) => (code === "all" ? "各地区" : code),
    resolve: (chosen) => chosen ?? "all",
    choices: (facts, values) => [
      { value: "all", label: "各地区" },
      ...districtsIn(values, facts).map(({ code, name }) => ({ value: code, label: name })),
    ],
    isRelevant: ({ level }) => level !== "province",
    whyIdle: () => "它不在所选地区和层级之内",
    whereFindings: unlessAll("division_code"),
  },
  scope: listFilter({
    label: "数据范围",
    values: ["jurisdiction", "organ"],
    words: (scope) => `${SCOPES[scope].name}报告`,
    resolve: (chosen, _, { group }) => chosen ?? group?.scope ?? "jurisdiction",
    where: anyOf("scope"),
  }),
  // A whole-jurisdiction report is the government's own (条例 art. 49) or a zone's; of reports on one body alone
  // the offices' are compared unless another kind is chosen.
  kind: {
    ...listFilter<BodyKind>({
      label: "机关类别",
      values: BODY_KIND_CODES,
      refusal: "没有这种机关类别",
      words: (kind) => BODY_KINDS[kind],
      resolve: (chosen, valueOf, { group }) => {
        const scope = valueOf("scope");
        const usual = group?.scope === scope ? group.kind : undefined;
        if (scope === "organ") return chosen ?? usual ?? "office";
        return (chosen ?? usual) === "zone" ? "zone" : "government";
      },
      isRelevant: ({ scope, kind }) => scope === "organ" || kind === "zone",
      whyIdle: ({ scope }) => `${SCOPES[scope].name}报告都是政府的报告`,
      where: anyOf("kind"),
    }),
    choices: (_, { scope }) =>
      BODY_KIND_CODES.filter(
        (kind) => scope === "organ" || kind === "government" || kind === "zone",
      ).map((kind) => ({ value: kind, label: BODY_KINDS[kind] })),
  },
  applicant: listFilter({
    label: "申请人",
    values: REQUESTS.columns.map(({ code }) => code),
    refusal: "没有这种申请人类型",
    words: (type) => (type === "total" ? "全部申请人" : applicantName(type)),
    resolve: (chosen) => chosen ?? "total",
    isRelevant: ({ indicator }) => allowsApplicant(INDICATORS[indicator]),
    whyIdle: ({ indicator }) => `年度报告的表格不分申请人统计${INDICATORS[indicator].name}`,
  }),
  view: listFilter({
    label: "图形",
    values: ["funnel", "ranked"],
    words: (view) => (view === "funnel" ? "漏斗图" : "排序图"),
    resolve: (chosen) => chosen ?? "funnel",
    isRelevant: isRate,
  }),
  limits: listFilter({
    label: "判断标准",
    values: LIMIT_MODEL_CODES,
    refusal: "没有这种判断标准",
    words: (model) => LIMIT_MODELS[model].name,
    inSentence: (model) => `判断标准：${LIMIT_MODELS[model].name}`,
    resolve: (chosen) => chosen ?? DEFAULT_LIMIT_MODEL,
    isRelevant: isRate,
  }),
  yardstick: {
    ...listFilter<Yardstick>({
      label: "比较组",
      values: YARDSTICK_CODES,
      refusal: "没有这种比较组",
      words: (yardstick) => YARDSTICKS[yardstick].name,
      resolve: (chosen = "province", valueOf) =>
        chosen === "city" && cityAround(valueOf("area")) === null ? "province" : chosen,
      isRelevant: isRate,
      whyIdle: (values) =>
        isRate(values) ? "所选地区是全省，比较组就是全省同类" : "件数不作高低判断，没有比较组",
    }),
    choices: (_, { area }) =>
      YARDSTICK_CODES.filter((code) => code !== "city" || cityAround(area) !== null).map(
        (value) => ({ value, label: YARDSTICKS[value].name }),
      ),
  },
  group: {
    label: "所选地区",
    isMultiple: true,
    schema: z
      .string()
      .regex(/^\d{6}(?:,\d{6}){0,499}$/, "所选地区应为以逗号分隔的6位区划代码，至多500个")
      .transform((codes) => [...new Set(codes.split(","))].sort().join(",")),
    words: (codes) => `所选${listCodes(codes).length}个地区`,
    resolve: (chosen) => chosen ?? "",
    choices: (facts, { area, level }) =>
      districtsIn({ area: provinceOf(area), level }, facts).map(({ code, name, city }) => {
        const around = facts.areas.find((each) => each.code === city);
        return { value: code, label: name, ...(around ? { group: around.name } : {}) };
      }),
    isRelevant: ({ yardstick }) => yardstick === "chosen",
  },
  base: yearFilter({
    label: "对比年度",
    words: (year) => `${year}年`,
    inSentence: (year) => `对比${year}年`,
    resolve: (chosen, valueOf) => chosen ?? valueOf("year") - 1,
  }),
  severity: listFilter({
    label: "程度",
    values: ["all", ...SEVERITY_CODES],
    words: (severity) => (severity === "all" ? "全部程度" : SEVERITIES[severity].name),
    resolve: (chosen) => chosen ?? "all",
    whyIdle: NOT_ON_PAGE,
    whereFindings: unlessAll("severity"),
  }),
  check: listFilter({
    label: "核查项",
    values: ["all", ...CHECK_RULES.map(({ id }): string => id)],
    refusal: "没有这项核查",
    words: (id) => (id === "all" ? "全部核查项" : (checkRuleOf(id)?.name ?? id)),
    resolve: (chosen) => chosen ?? "all",
    whyIdle: NOT_ON_PAGE,
    whereFindings: unlessAll("check_id"),
  }),
  state: listFilter({
    label: "处理",
    values: ["pending", ...ACCEPTANCE_CODES, "all"],
    words: (state) => {
      if (state === "pending") return "未办结";
      return state === "all" ? "处理与否不限" : `只看${ACCEPTANCES[state].name}`;
    },
    resolve: (chosen) => chosen ?? "pending",
    whyIdle: NOT_ON_PAGE,
    whereFindings: (state) =>
      state === "pending"
        ? { sql: `acceptance IN (${PENDING.map(() => "?").join(", ")})`, values: PENDING }
        : unlessAll("acceptance")(state),
  }),
  indicator: {
    ...listFilter({
      label: "指标",
      values: INDICATOR_CODES,
      refusal: "没有这个指标",
      words: (code) => INDICATORS[code].name,
      resolve: (chosen) => chosen ?? DEFAULT_INDICATOR,
    }),
    choices: () =>
      INDICATOR_CODES.map((value) => {
        const { name, group } = INDICATORS[value];
        return { value, label: name, group: INDICATOR_GROUPS[group] };
      }),
  },
};

/**
 * The filters of a page: those chosen in the address, and what applies where it names none. A filter that cannot
 * matter beside the others has the value that applies when nothing is chosen.
 */
export function resolveFilters(chosen: Partial<FilterValues>, main: MainChoice): FilterValues {
  const resolved = resolveAll(chosen, main);
  const idle = FILTER_KEYS.filter((key) => !(FILTERS[key].isRelevant?.(resolved) ?? true));
  return idle.length === 0 ? resolved : resolveAll(leaveOut(chosen, idle), main);
}

function resolveAll(chosen: Partial<FilterValues>, main: MainChoice): FilterValues {
  const valueOf = <Key extends FilterKey>(key: Key): FilterValues[Key] =>
    FILTERS[key].resolve(chosen[key], valueOf, main);
  const values: Partial<FilterValues> = {};
  const set = <Key extends FilterKey>(key: Key): void => {
    values[key] = valueOf(key);
  };
  for (const key of FILTER_KEYS) set(key);
  if (!isComplete(values)) throw new Error("A filter has no value");
  return values;
}

/** What is chosen in an address without some of its filters. */
export function leaveOut(
  chosen: Partial<FilterValues>,
  keys: readonly FilterKey[],
): Partial<FilterValues> {
  return Object.fromEntries(
    Object.entries(chosen).filter(([key]) => !keys.some((each) => each === key)),
  );
}

/**
 * One sentence for each filter that an address chooses and that does not act, as the page has no use for it or it
 * cannot matter beside the others.
 *
 * @param keys the filters of the page
 * @param filters what applies to it
 */
export function explainIdleFilters(
  chosen: Partial<FilterValues>,
  filters: FilterValues,
  keys: readonly FilterKey[],
): string[] {
  const explain = <Key extends FilterKey>(key: Key): string | null => {
    const value = chosen[key];
    const { label, words, whyIdle } = FILTERS[key];
    if (value === undefined || whyIdle === undefined || value === filters[key]) return null;
    const why = keys.includes(key) ? whyIdle(filters) : NOT_ON_PAGE();
    return `所选的“${label}：${words(value)}”没有采用：${why}。`;
  };
  return FILTER_KEYS.map((key) => explain(key)).filter((sentence) => sentence !== null);
}

function isComplete(values: Partial<FilterValues>): values is FilterValues {
  return FILTER_KEYS.every((key) => values[key] !== undefined);
}
