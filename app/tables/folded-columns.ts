import { keysOf } from "#domain/records";
import type { TableColumn } from "./column";

/** Fewer rows than these are read as a list: what they do not hold is shown. */
const FEWEST_ROWS = 3;

/** What a column may say in every row, so that it need not be shown. */
const FOLDED = {
  zero: "各行都是0",
  zeroOrNone: "各行是0或没有数字",
  none: "没有数字",
} as const;
type FoldedKind = keyof typeof FOLDED;

/** Ids of the columns that hold nothing but printed zeros and blanks. */
export type FoldedColumns = Readonly<Record<FoldedKind, readonly string[]>>;

/** Which columns need not be shown. */
export function foldColumns<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
): FoldedColumns {
  const kinds = columns.map(({ id, value }) => ({ id, kind: kindOf(rows.map(value)) }));
  const of = (wanted: FoldedKind) =>
    kinds.flatMap(({ id, kind }) => (rows.length >= FEWEST_ROWS && kind === wanted ? [id] : []));
  return { zero: of("zero"), zeroOrNone: of("zeroOrNone"), none: of("none") };
}

function kindOf(values: readonly (string | number | null)[]): FoldedKind | null {
  const known = values.filter((value) => value !== null && value !== "");
  if (known.some((value) => value !== 0)) return null;
  if (known.length === 0) return "none";
  return known.length === values.length ? "zero" : "zeroOrNone";
}

/** The columns that stay. */
export function unfoldedColumns<Row>(
  columns: readonly TableColumn<Row>[],
  folded: FoldedColumns,
): TableColumn<Row>[] {
  const left = Object.values(folded).flat();
  return columns.filter(({ id }) => !left.includes(id));
}

/** 各行都是0的3栏：规章本年制发件数、…；没有数字的1栏：…; nothing where all columns stay. */
export function describeFolded<Row>(
  columns: readonly TableColumn<Row>[],
  folded: FoldedColumns,
): string {
  return keysOf(FOLDED)
    .flatMap((kind) => {
      const names = columns.flatMap(({ id, header }) =>
        folded[kind].includes(id) ? [header] : [],
      );
      return names.length === 0 ? [] : [`${FOLDED[kind]}的${names.length}栏：${names.join("、")}`];
    })
    .join("；");
}
