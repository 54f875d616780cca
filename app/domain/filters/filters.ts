import { z } from "zod";
import { checkRuleOf } from "../checks/rule-list";
import {
  ACCEPTANCE_CODES,
  ACCEPTANCES,
  SEVERITIES,
  SEVERITY_CODES,
  type Acceptance,
  type Severity,
} from "../checks/check-rule";
import { applicantName } from "../form/requests";
import { REQUESTS, type ApplicantType } from "../form/requests";
import { DEFAULT_INDICATOR, indicatorOf } from "../indicators/indicators";
import { BODY_KIND_CODES, BODY_KINDS, type BodyKind } from "../report/body";
import { LEVEL_CODES, LEVELS } from "../report/division";
import {
  DEFAULT_LIMIT_MODEL,
  LIMIT_MODEL_CODES,
  LIMIT_MODELS,
  type LimitModel,
} from "../statistics/funnel";
import { divisionCodeSchema } from "../report/division-schema";
import { SCOPES } from "../report/body";

const APPLICANTS = REQUESTS.columns.map((column) => column.code);

/**
 * Every filter, one row each: the key in the address, its Chinese name, what it accepts, the
 * columns of `figures` it selects on (none where it chooses what is shown and not which reports),
 * and how a value reads.
 */
export const FILTERS = {
  year: {
    label: "年度",
    schema: z
      .string()
      .regex(/^\d{4}$/, "年度应为四位数字，如2023")
      .transform(Number),
    columns: ["year"],
    words: (year: number) => `${year}年度`,
  },
  area: {
    label: "地区",
    schema: divisionCodeSchema,
    columns: ["province", "city", "division_code"],
    words: (code: string) => code,
  },
  level: {
    label: "层级",
    schema: z.enum(LEVEL_CODES, "层级应为province、city或county"),
    columns: ["level"],
    words: (level: keyof typeof LEVELS) => LEVELS[level],
  },
  district: {
    label: "单个地区",
    schema: z.union([z.literal("all"), divisionCodeSchema], "应为all或6位区划代码"),
    columns: [],
    words: (code: string) => (code === "all" ? "各地区" : code),
  },
  scope: {
    label: "数据范围",
    schema: z.enum(["jurisdiction", "organ"], "数据范围应为jurisdiction或organ"),
    columns: ["scope"],
    words: (scope: keyof typeof SCOPES) => `${SCOPES[scope].name}报告`,
  },
  kind: {
    label: "机关类别",
    schema: z.enum(BODY_KIND_CODES, "没有这种机关类别"),
    columns: ["kind"],
    words: (kind: BodyKind) => BODY_KINDS[kind],
  },
  applicant: {
    label: "申请人",
    schema: z.enum(APPLICANTS, "没有这种申请人类型"),
    columns: [],
    words: (applicant: ApplicantType) =>
      applicant === "total" ? "全部申请人" : applicantName(applicant),
  },
  view: {
    label: "图形",
    schema: z.enum(["funnel", "ranked"], "图形应为funnel或ranked"),
    columns: [],
    words: (view: "funnel" | "ranked") => (view === "funnel" ? "漏斗图" : "排序图"),
  },
  limits: {
    label: "控制限",
    schema: z.enum(LIMIT_MODEL_CODES, "没有这种控制限"),
    columns: [],
    words: (model: LimitModel) => LIMIT_MODELS[model].name,
  },
  base: {
    label: "对比年度",
    schema: z
      .string()
      .regex(/^\d{4}$/, "年度应为四位数字，如2023")
      .transform(Number),
    columns: [],
    words: (year: number) => `对比${year}年度`,
  },
  severity: {
    label: "程度",
    schema: z.enum(["all", ...SEVERITY_CODES], "程度应为all、E、W或I"),
    columns: [],
    words: (severity: Severity | "all") =>
      severity === "all" ? "全部程度" : SEVERITIES[severity].name,
  },
  check: {
    label: "核查项",
    schema: z
      .string()
      .refine((id) => id === "all" || checkRuleOf(id) !== undefined, "没有这项核查"),
    columns: [],
    words: (id: string) => (id === "all" ? "全部核查项" : (checkRuleOf(id)?.name ?? id)),
  },
  state: {
    label: "处理",
    schema: z.enum(
      ["pending", "all", ...ACCEPTANCE_CODES],
      "处理应为pending、open、changed、accepted或all",
    ),
    columns: [],
    words: (state: Acceptance | "pending" | "all") =>
      state === "pending"
        ? "待处理"
        : state === "all"
          ? "处理与否不限"
          : `只看${ACCEPTANCES[state].name}`,
  },
  indicator: {
    label: "指标",
    schema: z.string().refine((code) => indicatorOf(code) !== undefined, "没有这个指标"),
    columns: [],
    words: (code: string) => indicatorOf(code)?.name ?? code,
  },
} as const;

export type FilterKey = keyof typeof FILTERS;
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
  "base",
  "severity",
  "check",
  "state",
  "indicator",
] as const satisfies readonly FilterKey[];

/** The value of every filter that applies to a page. */
export type FilterValues = {
  -readonly [Key in FilterKey]: z.output<(typeof FILTERS)[Key]["schema"]>;
};

/**
 * The filters of a page: what the user chose, and what holds where the address does not say.
 * A whole-jurisdiction report is the government's own (条例 art. 49); of reports on one body alone
 * the offices' are compared unless another kind is chosen.
 */
export function resolveFilters(
  chosen: Partial<FilterValues>,
  data: Pick<FilterValues, "year" | "area">,
): FilterValues {
  const scope = chosen.scope ?? "jurisdiction";
  const year = chosen.year ?? data.year;
  return {
    year,
    area: chosen.area ?? data.area,
    level: chosen.level ?? "county",
    district: chosen.district ?? "all",
    scope,
    kind: scope === "jurisdiction" ? "government" : (chosen.kind ?? "office"),
    applicant: chosen.applicant ?? "total",
    view: chosen.view ?? "funnel",
    limits: chosen.limits ?? DEFAULT_LIMIT_MODEL,
    base: chosen.base ?? year - 1,
    severity: chosen.severity ?? "all",
    check: chosen.check ?? "all",
    state: chosen.state ?? "pending",
    indicator: chosen.indicator ?? DEFAULT_INDICATOR,
  };
}
