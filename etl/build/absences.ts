import { absenceOf } from "#domain/checks/filing";
import { ABSENCES } from "#domain/report/absence";
import { DIVISION_KINDS } from "#domain/report/body";
import type { Identity } from "#domain/report/identity";
import { ABSENCE_TABLE, type Absence } from "#domain/reviewed/absences";
import type { ReviewedRow } from "#domain/reviewed/reviewed-table";
import { readReviewedCsv } from "../intake/reviewed-csv";
import type { Register } from "../intake/register";

/** The confirmed absences of a file; none where there is no file. Throws a sentence naming a faulty line. */
export async function readAbsences(file: string): Promise<ReviewedRow<Absence>[]> {
  return readReviewedCsv(file, ABSENCE_TABLE);
}

export interface DecidedAbsences {
  /** The rows of `absences`. */
  readonly rows: readonly (Omit<Absence, "division" | "body"> & {
    /** What tells the body apart within a group: its division, or its own id where a division has several. */
    readonly code: string;
  })[];
  readonly refusals: readonly RefusedAbsence[];
}

/** A line that is not applied. */
export interface RefusedAbsence {
  /** Why, and what to do. */
  readonly sentence: string;
  /** Id of the loaded report that it contradicts; null where it is refused for another reason. */
  readonly contradicts: string | null;
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
    const refuse = (why: string, contradicts: string | null = null) => ({
      row: null,
      refusal: { sentence: `${where}未采用：${why}。`, contradicts },
    });
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
        `${report.body}${year}年度报告已经载入（${report.reportId}），与“${ABSENCES[absenceOf(absence)].name}”相矛盾，请删去这一行`,
        report.reportId,
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
