import { z } from "zod";
import type { DisputesOfYear } from "#domain/comparison/disputes";
import { cellName } from "#domain/form/cell-name";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import {
  CASE_KIND_CODES,
  CASES,
  type CaseKind,
  CORRECTION_BASE_CODES,
  type CorrectionBase,
  type DisputeLine,
} from "#domain/indicators/correction-rates";
import type { GroupRatio } from "#domain/indicators/indicators";
import { recordOf } from "#domain/records";
import { rateOf } from "#domain/statistics/ratio";
import { queryRows } from "../engine/rows.server";
import type { Condition } from "../sql/filters";

const COLUMNS = REVIEW_LITIGATION.columns.map(({ code }) => code);
const sumName = (kind: CaseKind, column: string): string => `${kind}_${column}`;

/**
 * Sums of the columns of table 四 by kind of case, each over the reports that state every cell of the kind: an
 * unknown makes the sum that the condition tests unknown.
 */
const KIND_SUMS = CASE_KIND_CODES.flatMap((kind) => {
  const sumOf = (columns: readonly string[]): string =>
    CASES[kind].lines
      .flatMap((line: DisputeLine) => columns.map((column) => cellName(line, column)))
      .join(" + ");
  const isComplete = `${sumOf(COLUMNS)} IS NOT NULL`;
  return [
    ...COLUMNS.map(
      (column) =>
        `sum(CASE WHEN ${isComplete} THEN ${sumOf([column])} END) AS ${sumName(kind, column)}`,
    ),
    `CAST(count(CASE WHEN ${isComplete} THEN 1 END) AS INTEGER) AS ${sumName(kind, "reports")}`,
  ];
}).join(", ");

type KindsOfYear = Pick<DisputesOfYear, "kinds" | "corrections">;

/** Cases by kind and the shares corrected, by year. */
export async function fetchKindYears({
  sql,
  values,
}: Condition): Promise<ReadonlyMap<number, KindsOfYear>> {
  const found = await queryRows(
    `SELECT year, ${KIND_SUMS} FROM figures WHERE ${sql} GROUP BY year`,
    values,
    z.record(z.string(), z.number().nullable()),
  );
  return new Map(
    found.map((row) => {
      const kinds = recordOf(CASE_KIND_CODES, (kind) =>
        recordOf(COLUMNS, (column) => row[sumName(kind, column)] ?? null),
      );
      const corrections = recordOf(CASE_KIND_CODES, (kind) =>
        recordOf(CORRECTION_BASE_CODES, (base) =>
          shareCorrected(kinds[kind], base, row[sumName(kind, "reports")] ?? 0),
        ),
      );
      return [row["year"] ?? 0, { kinds, corrections }] as const;
    }),
  );
}

/** The share of cases corrected, of the very counts that are shown beside it. */
function shareCorrected(
  counts: Readonly<Record<(typeof COLUMNS)[number], number | null>>,
  base: CorrectionBase,
  reports: number,
): GroupRatio {
  const { corrected: numerator, total, pending } = counts;
  if (numerator === null || total === null || pending === null)
    return { numerator: null, denominator: null, value: null, reports: 0 };
  const denominator = base === "all" ? total : total - pending;
  return { numerator, denominator, value: rateOf({ numerator, denominator }), reports };
}
