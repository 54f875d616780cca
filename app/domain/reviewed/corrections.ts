import { z } from "zod";
import { cellByName } from "../form/cells";
import { isMoney, readCellText } from "../report/read-cell-text";
import type { ReviewedTable } from "./reviewed-table";

/** Figures, or a sign for none, as a report may print them: 1,024, 251000元, /, －; blank where it prints nothing. */
const PRINTABLE = /^(?:|[/／]|[-—–－]+|[+\-－−]?\d[\d,，]*(?:\.\d+)?(?:亿元|万元|元|[件项个])?)$/u;

/** One line of data/corrections.csv as written. */
const correctionLineSchema = z.strictObject({
  report: z.string().min(1),
  /** Name of the cell, which is the name of its column. */
  cell: z.string().refine((name) => cellByName(name) !== undefined, "表格中没有这个单元格"),
  /** The text that the reader finds in the cell, exactly; empty where it finds none. */
  expected: z.string(),
  corrected: z.string(),
  reason: z.string().min(1, "请写明更正理由"),
  source: z.string().min(1, "请写明更正依据"),
  by: z.string().min(1, "请写明更正人"),
  date: z.iso.date("日期应写作 2024-01-31"),
  /**
   * Empty for a figure that is misprinted; `printed` for what a person copied from the original, or for what the
   * reader found, as a confirmation.
   */
  kind: z.enum(["", "printed"]).optional(),
});

type Common = Omit<z.infer<typeof correctionLineSchema>, "corrected" | "kind">;

/** A printed figure that is known to be wrong. The printed one stays where it is printed. */
export interface Correction extends Common {
  readonly kind: "misprint";
  readonly corrected: number;
}

/** What a cell prints, copied by a person because the reader could not read it or doubted it. */
export interface PrintedEntry extends Common {
  readonly kind: "printed";
  readonly printed: string;
}

/** A row of corrections.csv. */
export type CorrectionRow = Correction | PrintedEntry;

const correctionSchema = correctionLineSchema.transform(
  ({ kind, corrected, ...common }, context): CorrectionRow => {
    const flaw = (message: string): never => {
      context.addIssue({ code: "custom", path: ["corrected"], message });
      return z.NEVER;
    };
    if (kind === "printed") {
      const printed = corrected.trim();
      const entry: PrintedEntry = { ...common, kind, printed };
      if (!PRINTABLE.test(printed) && !isReadable(entry))
        return flaw("照原件录入的应为数字、“/”或横线；原件是空白的，空着");
      return entry;
    }
    if (!/^-?\d+(\.\d{1,4})?$/.test(corrected)) return flaw("更正值应为数字，最多四位小数");
    return { ...common, kind: "misprint", corrected: Number(corrected) };
  },
);

/** corrections.csv of the data folder. */
export const CORRECTION_TABLE: ReviewedTable<CorrectionRow> = {
  columns: correctionLineSchema.keyof().options,
  required: correctionLineSchema.omit({ kind: true }).keyof().options,
  row: correctionSchema,
  keyOf: ({ report, cell, kind }) =>
    `${report} 的 ${cell}${kind === "printed" ? "（照原件录入）" : ""}`,
  refuseNew: (row) =>
    row.kind === "misprint" || isReadable(row)
      ? null
      : `“${row.printed}”不像这一格会印的内容；应为数字（件数没有小数）、“/”、横线或“无”，或空着`,
};

/** Whether a load makes something of what was copied, or it is what the reader found in so many words. */
function isReadable({ cell: name, expected, printed }: PrintedEntry): boolean {
  const cell = cellByName(name);
  if (!cell || printed === expected.trim()) return cell !== undefined;
  // The head above an amount may say 元, which is known once the document is read.
  const units = isMoney(cell.unit) ? [undefined, "元"] : [undefined];
  return units.some((unit) => readCellText(printed, cell, unit).state !== "illegible");
}

/** The rows of corrections.csv by what they mean. */
export function separateCorrections(rows: readonly CorrectionRow[]): {
  readonly corrections: readonly Correction[];
  readonly entries: readonly PrintedEntry[];
} {
  return {
    corrections: rows.flatMap((row) => (row.kind === "misprint" ? row : [])),
    entries: rows.flatMap((row) => (row.kind === "printed" ? row : [])),
  };
}
