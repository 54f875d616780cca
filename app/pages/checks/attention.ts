import { absenceOf, type Filing, isOneOfSeveral } from "#domain/checks/filing";
import { type Letter, LETTERS } from "#domain/briefing/templates";
import { BODY_KINDS, type BodyKind, type Scope } from "#domain/report/body";
import { ABSENCES, type ConfirmedAbsence, formatConfirmed } from "#domain/report/absence";
import type { Level } from "#domain/report/division";
import type { TableColumn } from "#tables/column";
import { divisionLink, reportLink } from "#tables/links";

/** What a body may have to answer for, the gravest first: its name, and the letter that asks about it. */
export const PROBLEMS = {
  missing: { name: ABSENCES.not_loaded.name, meaning: "请核实是否已经公布", letter: "reminder" },
  unpublished: {
    name: ABSENCES.unpublished.name,
    meaning: "经核实没有公布",
    letter: "reminder",
  },
  withdrawn: {
    name: ABSENCES.withdrawn.name,
    meaning: "公布后又撤下",
    letter: "reminder",
  },
  late: { name: "逾期", meaning: "公布日期晚于期限", letter: "lateness" },
  failing: { name: "数字有差错", meaning: "不符合勾稽关系", letter: "correction" },
  questions: { name: "待反馈", meaning: "需要说明的事项还没有说明", letter: "correction" },
} as const;
export type Problem = keyof typeof PROBLEMS;
export const PROBLEM_CODES: readonly Problem[] = [
  "missing",
  "unpublished",
  "withdrawn",
  "late",
  "failing",
  "questions",
];

export function isProblem(code: string | null): code is Problem {
  return PROBLEM_CODES.some((each) => each === code);
}

/** A body with all it has to answer for in a year. */
export interface AttentionRow {
  /** Tells the body apart: its division, or its own id where a division has several of its kind. */
  readonly code: string;
  readonly division: string;
  readonly division_code: string;
  readonly city: string | null;
  readonly name: string;
  readonly kind: BodyKind;
  readonly scope: Scope;
  readonly year: number;
  readonly report_id: string | null;
  readonly confirmed: ConfirmedAbsence | null;
  readonly published_on: string | null;
  readonly problems: readonly Problem[];
  readonly errors: number;
  readonly questions: number;
}

type FilingsOfKind = Pick<AttentionRow, "kind" | "scope"> & { readonly filings: readonly Filing[] };

/** The bodies of some kinds that have to answer for something in a year, the gravest first. */
export function listAttention(groups: readonly FilingsOfKind[], year: number): AttentionRow[] {
  return groups
    .flatMap(({ kind, scope, filings }) =>
      filings
        .filter((filing) => filing.year === year && filing.due && problemsOf(filing).length > 0)
        .map((filing): AttentionRow => {
          const { code, division, division_code, city, report_id, confirmed, published_on } =
            filing;
          const { errors, questions } = filing;
          return {
            ...{
              code,
              division,
              division_code,
              city,
              kind,
              scope,
              year,
              report_id,
              confirmed,
              published_on,
            },
            ...{ errors, questions },
            name: isOneOfSeveral(filing) ? filing.name : division,
            problems: problemsOf(filing),
          };
        }),
    )
    .toSorted(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        b.errors - a.errors ||
        b.questions - a.questions ||
        a.division_code.localeCompare(b.division_code),
    );
}

/** What each absence is called among the problems. */
const MISSING_AS = {
  not_loaded: "missing",
  unpublished: "unpublished",
  withdrawn: "withdrawn",
} as const satisfies Record<ReturnType<typeof absenceOf>, Problem>;

function problemsOf({ report_id, confirmed, late, errors, questions }: Filing): Problem[] {
  if (report_id === null) return [MISSING_AS[absenceOf(confirmed)]];
  return [
    ...(late ? (["late"] as const) : []),
    ...(errors > 0 ? (["failing"] as const) : []),
    ...(questions > 0 ? (["questions"] as const) : []),
  ];
}

/** What is confirmed or feared to be missing first, then wrong figures, late, and what only has to be explained. */
function rankOf({ problems }: AttentionRow): number {
  const order: readonly Problem[] = [
    "unpublished",
    "withdrawn",
    "missing",
    "failing",
    "late",
    "questions",
  ];
  return order.findIndex((each) => problems.includes(each));
}

function describe({ problems, confirmed, errors, questions, published_on }: AttentionRow): string {
  return problems
    .map((problem) => {
      if (problem === "failing") return `差错${errors}项`;
      if (problem === "questions") return `需说明${questions}项`;
      if ((problem === "unpublished" || problem === "withdrawn") && confirmed !== null)
        return `${PROBLEMS[problem].name}（${formatConfirmed(confirmed)}）`;
      return problem === "late" ? `逾期（${published_on ?? ""}公布）` : PROBLEMS[problem].name;
    })
    .join("，");
}

/** How many bodies have errors or questions of earlier reports open, which the letters of a year ask about as well; not how late they came. */
export function countEarlier(groups: readonly FilingsOfKind[], year: number): number {
  const bodies = groups.flatMap(({ kind, filings }) =>
    filings
      .filter((filing) => filing.year < year && filing.errors + filing.questions > 0)
      .map(({ code }) => `${kind} ${code}`),
  );
  return new Set(bodies).size;
}

/** The letter that asks about the gravest of the problems of a body. */
function letterOf({ problems }: AttentionRow): Letter {
  const [problem = "questions"] = PROBLEM_CODES.filter((each) => problems.includes(each));
  return PROBLEMS[problem].letter;
}

/** Address of that letter. */
function toLetter(row: AttentionRow, area: string, level: Level): string {
  return `/briefing?${new URLSearchParams({
    template: "letter",
    letter: letterOf(row),
    division: row.code,
    year: String(row.year),
    area,
    level,
    scope: row.scope,
    kind: row.kind,
  }).toString()}`;
}

/** @param area the province or city that the letters compare within */
export function attentionColumns(area: string, level: Level): readonly TableColumn<AttentionRow>[] {
  return [
    {
      id: "division",
      header: "地区",
      format: "text",
      value: ({ division }) => division,
      href: ({ division_code, year }) => divisionLink(division_code, year),
    },
    { id: "city", header: "所属市", format: "text", value: ({ city }) => city ?? "" },
    {
      id: "kind",
      header: "机关",
      format: "text",
      value: (row) => (isOneOfSeveral(row) ? row.name : BODY_KINDS[row.kind]),
    },
    {
      id: "problems",
      header: "问题",
      format: "text",
      space: "wide",
      value: describe,
      href: ({ report_id }) => (report_id === null ? undefined : reportLink(report_id, "findings")),
    },
    {
      id: "letter",
      header: "函件",
      format: "text",
      value: (row) => LETTERS[letterOf(row)].name,
      href: (row) => toLetter(row, area, level),
    },
  ];
}
