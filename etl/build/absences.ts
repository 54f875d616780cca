import { z } from "zod";
import { BODY_KIND_CODES, DIVISION_KINDS } from "#domain/report/body";
import type { Identity } from "#domain/report/identity";
import { type ReviewedRow, readReviewedCsv } from "../intake/reviewed-csv";
import type { Register } from "../intake/register";

/** One line of data/absences.csv: a report that a person confirmed was not published. */
const absenceSchema = z
  .strictObject({
    division: z.string().regex(/^\d{6}$/, "区划代码应为6位数字"),
    kind: z.enum(BODY_KIND_CODES),
    body: z.string().trim(),
    year: z
      .string()
      .regex(/^20\d\d$/, "应为四位年度")
      .transform(Number),
    reason: z.string().min(1, "请写明没有公布的原因"),
    source: z.string().min(1, "请写明依据"),
    by: z.string().min(1, "请写明核实人"),
    date: z.iso.date("日期应写作 2024-01-31"),
  })
  .refine(({ kind, body }) => DIVISION_KINDS.includes(kind) || body !== "", {
    path: ["body"],
    message: "一个地区有多个这类机关，请写明机关全称",
  })
  .refine(({ year, date }) => date.slice(0, 4) > String(year), {
    path: ["date"],
    message: "报告在次年公布，核实日期不能早于次年1月1日",
  });
type Absence = z.infer<typeof absenceSchema>;

/** The confirmed absences of a file; none where there is no file. Throws a sentence naming a faulty line. */
export async function readAbsences(file: string): Promise<ReviewedRow<Absence>[]> {
  return readReviewedCsv(file, {
    columns: ["division", "kind", "body", "year", "reason", "source", "by", "date"],
    row: absenceSchema,
    keyOf: ({ division, kind, body, year }) =>
      [division, kind, DIVISION_KINDS.includes(kind) ? "" : body, year].filter(Boolean).join(" "),
  });
}

export interface DecidedAbsences {
  /** The rows of `absences`. */
  readonly rows: readonly (Omit<Absence, "division" | "body"> & {
    /** What tells the body apart within a group: its division, or its own id where a division has several. */
    readonly code: string;
  })[];
  /** A sentence for each line that is not applied, with what to do. */
  readonly refusals: readonly string[];
}

/**
 * Which confirmed absences hold: of bodies that are known and exist in the year, of which no report of it is loaded.
 *
 * @param loaded whose reports are in use
 */
export function decideAbsences(
  absences: readonly ReviewedRow<Absence>[],
  loaded: readonly Identity[],
  register: Register,
): DecidedAbsences {
  const decided = absences.map(({ row, where }) => {
    const { division, body, ...absence } = row;
    const { kind, year } = absence;
    const refuse = (why: string) => ({ row: null, refusal: `${where}未采用：${why}。` });
    if (!register.has(division)) return refuse(`division 列“${division}”不是区划表中的代码`);
    const { validFrom, validTo, name } = register.placeOf(division).division;
    if ((validFrom ?? year) > year || (validTo ?? year) < year)
      return refuse(`year 列“${year}”：${name}当年不存在，不需报告`);
    const isSingle = DIVISION_KINDS.includes(kind);
    const own = loaded.filter(
      (each) =>
        each.division === division && each.kind === kind && (isSingle || each.body === body),
    );
    const [report] = own.filter((each) => each.year === year);
    if (report)
      return refuse(
        `${report.body}${year}年度报告已经载入（${report.reportId}），与“未公布”相矛盾，请删去这一行`,
      );
    const code = isSingle ? division : own[0]?.bodyId;
    if (code === undefined)
      return refuse(`body 列“${body}”：没有载入过这个机关的报告，请按报告所印的全称填写`);
    if (!isSingle && own.every((each) => each.year > year))
      return refuse(`year 列“${year}”：${body}第一份报告晚于这一年度，不知道当年有没有这个机关`);
    return { row: { ...absence, code }, refusal: null };
  });
  return {
    rows: decided.flatMap(({ row }) => (row ? [row] : [])),
    refusals: decided.flatMap(({ refusal }) => (refusal === null ? [] : [refusal])),
  };
}
