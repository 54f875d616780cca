import { CELLS, type Cell } from "#domain/form/cells";
import { UNITS } from "#domain/form/table";
import { STORED_SUMS } from "#domain/indicators/stored-sums";
import { REPORT_DIMENSIONS, type ReportRow } from "#domain/report/report-row";
import { hashOf } from "./content-hash";

/** Type of a column: an SQL type, a list of one, or a struct of several. */
export type ColumnType = string | readonly [ColumnType] | { readonly [field: string]: ColumnType };
export interface TableShape {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Columns that record when a row was written; they are left out of the data hash. */
  readonly unhashed?: readonly string[];
}

/** Money may have decimals; everything else is counted. */
function cellType(cell: Cell): string {
  return UNITS[cell.unit].isMoney ? "DECIMAL(18,4)" : "INTEGER";
}

/** Arithmetic uses counts as DOUBLE: exact to 2^53, which no sum of printed counts reaches. */
function figureType(cell: Cell): string {
  return cellType(cell) === "INTEGER" ? "DOUBLE" : cellType(cell);
}

const editionColumns = {
  edition_proactive_disclosure: "INTEGER",
  edition_requests: "INTEGER",
  edition_review_litigation: "INTEGER",
} as const;

const DIMENSION_TYPES: Partial<Record<keyof ReportRow, string>> = {
  year: "INTEGER",
  published_on: "DATE",
  ...editionColumns,
};

const dimensionColumns: Record<string, string> = Object.fromEntries(
  REPORT_DIMENSIONS.map((name) => [name, DIMENSION_TYPES[name] ?? "VARCHAR"]),
);

const cellColumns = (type: (cell: Cell) => string): Record<string, string> =>
  Object.fromEntries(CELLS.map((cell) => [cell.name, type(cell)]));

const sumColumns: Record<string, string> = Object.fromEntries(
  STORED_SUMS.map(({ column }) => [column, "DOUBLE"]),
);

const locationColumns = {
  page: "INTEGER",
  line: "INTEGER",
  table: "INTEGER",
  row: "INTEGER",
  column: "INTEGER",
} as const;

/** A cell of `evidence` and of earlier readings. */
export const PRINTED_CELL = {
  cell: "VARCHAR",
  value: "DOUBLE",
  state: "VARCHAR",
  raw: "VARCHAR",
  where: locationColumns,
  unit: "VARCHAR",
  note: "VARCHAR",
} as const;

const figureColumns = {
  ...dimensionColumns,
  ...cellColumns(figureType),
  unusable: ["VARCHAR"],
  ...sumColumns,
} as const;

/** Every table of the database. `examinations` is filled from others, not written. */
export const DATABASE = {
  divisions: {
    name: "divisions",
    columns: {
      code: "VARCHAR",
      name: "VARCHAR",
      level: "VARCHAR",
      parent: "VARCHAR",
      valid_from: "INTEGER",
      valid_to: "INTEGER",
      successors: ["VARCHAR"],
      former_names: ["VARCHAR"],
      note: "VARCHAR",
      dataset: "VARCHAR",
      city: "VARCHAR",
      province: "VARCHAR",
    },
  },
  bodies: {
    name: "bodies",
    columns: { id: "VARCHAR", name: "VARCHAR", division_code: "VARCHAR", kind: "VARCHAR" },
  },
  deadlines: {
    name: "deadlines",
    columns: {
      division: "VARCHAR",
      kind: "VARCHAR",
      years: ["INTEGER"],
      month: "INTEGER",
      day: "INTEGER",
      basis: "VARCHAR",
    },
  },
  /** Reports that people confirmed were not published or were taken down, by what tells the body apart within a group. */
  absences: {
    name: "absences",
    columns: {
      code: "VARCHAR",
      kind: "VARCHAR",
      year: "INTEGER",
      reason: "VARCHAR",
      source: "VARCHAR",
      by: "VARCHAR",
      date: "DATE",
      withdrawn: "DATE",
    },
  },
  documents: {
    name: "documents",
    unhashed: ["loaded_at"],
    columns: {
      hash: "VARCHAR",
      file: "VARCHAR",
      format: "VARCHAR",
      bytes: "BIGINT",
      state: "VARCHAR",
      reason: "VARCHAR",
      report_id: "VARCHAR",
      loaded_at: "TIMESTAMP",
    },
  },
  reports: { name: "reports", columns: { ...dimensionColumns, ...cellColumns(cellType) } },
  /** What enters sums of every report. */
  figures: { name: "figures", columns: figureColumns },
  /** As printed, of the reports of which something else enters sums. */
  printed_figures: { name: "printed_figures", columns: figureColumns },
  /** The cells of those reports that enter sums otherwise than they are printed. */
  adjustments: {
    name: "adjustments",
    columns: {
      report_id: "VARCHAR",
      table: "VARCHAR",
      cell: "VARCHAR",
      kind: "VARCHAR",
      printed: "DOUBLE",
      used: "DOUBLE",
    },
  },
  evidence: {
    name: "evidence",
    columns: { report_id: "VARCHAR", cells: [PRINTED_CELL], preface: "VARCHAR" },
  },
  sections: {
    name: "sections",
    columns: { report_id: "VARCHAR", code: "VARCHAR", text: "VARCHAR" },
  },
  /** What documents print that were in use for a loaded report, or would have been, before the one that is. */
  earlier_readings: {
    name: "earlier_readings",
    columns: {
      report_id: "VARCHAR",
      document_hash: "VARCHAR",
      published_on: "DATE",
      ...editionColumns,
      cells: [PRINTED_CELL],
      preface: "VARCHAR",
      sections: [{ code: "VARCHAR", text: "VARCHAR" }],
    },
  },
  problems: {
    name: "problems",
    columns: {
      report_id: "VARCHAR",
      file: "VARCHAR",
      code: "VARCHAR",
      severity: "VARCHAR",
      message: "VARCHAR",
      table: "VARCHAR",
      line: "VARCHAR",
      column: "VARCHAR",
      where: locationColumns,
    },
  },
  findings: {
    name: "findings",
    columns: {
      fingerprint: "VARCHAR",
      values_hash: "VARCHAR",
      report_id: "VARCHAR",
      check_id: "VARCHAR",
      severity: "VARCHAR",
      message: "VARCHAR",
      question: "VARCHAR",
      expression: "VARCHAR",
      left_value: "DOUBLE",
      right_value: "DOUBLE",
      difference: "DOUBLE",
      cells: ["VARCHAR"],
      topic: "VARCHAR",
      nearest: "VARCHAR",
      quotation: { section: "VARCHAR", sentence: "VARCHAR", start: "INTEGER", end: "INTEGER" },
      /** `open`, `accepted`, or `changed` since it was accepted. */
      acceptance: "VARCHAR",
      accepted_reason: "VARCHAR",
      accepted_by: "VARCHAR",
      accepted_on: "DATE",
    },
  },
  repairs: {
    name: "repairs",
    columns: {
      report_id: "VARCHAR",
      table: "VARCHAR",
      kind: "VARCHAR",
      changes: [{ cell: "VARCHAR", printed: "DOUBLE", proposed: "DOUBLE" }],
      evidence: ["VARCHAR"],
      ways: [[{ cell: "VARCHAR", by: "DOUBLE" }]],
    },
  },
  /** Counted from the findings, not written: what pages show of every report. */
  examinations: {
    name: "examinations",
    columns: {
      report_id: "VARCHAR",
      errors: "INTEGER",
      warnings: "INTEGER",
      remarks: "INTEGER",
      /** Errors in cells, which make its figures doubtful. */
      doubts: "INTEGER",
      repairs: [{ table: "VARCHAR", ways: [[{ cell: "VARCHAR", by: "DOUBLE" }]] }],
    },
  },
  uncompared: {
    name: "uncompared",
    columns: { report_id: "VARCHAR", section: "VARCHAR", reason: "VARCHAR" },
  },
  corrections: {
    name: "corrections",
    columns: {
      report_id: "VARCHAR",
      kind: "VARCHAR",
      cell: "VARCHAR",
      expected: "VARCHAR",
      corrected: "DECIMAL(18,4)",
      printed: "VARCHAR",
      reason: "VARCHAR",
      source: "VARCHAR",
      by: "VARCHAR",
      date: "DATE",
      accepted: "BOOLEAN",
      refusal: "VARCHAR",
    },
  },
  load: {
    name: "load",
    columns: {
      generation: "INTEGER",
      loaded_at: "TIMESTAMP",
      data_hash: "VARCHAR",
      input_hash: "VARCHAR",
    },
  },
} as const satisfies Record<string, TableShape>;

/** Rows of the tables of figures as reports come, before they are put in order: dropped at the end of a load. */
export const UNORDERED = {
  figures: { ...DATABASE.figures, name: "unordered_figures" },
  printed_figures: { ...DATABASE.printed_figures, name: "unordered_printed_figures" },
} as const satisfies Record<string, TableShape>;

/**
 * Which tables and columns a database has and which cells its sums are made of: the beginning of a
 * SHA-256. The app reads no database with another one, so that a formula and its sums always agree.
 */
export const SCHEMA_HASH = hashOf(
  JSON.stringify([
    DATABASE,
    STORED_SUMS.map(({ column, plus, minus }) => [column, namesOf(plus), namesOf(minus)]),
  ]),
).slice(0, 12);

function namesOf(cells: readonly Cell[]): string[] {
  return cells.map(({ name }) => name);
}

const quote = (name: string): string => `"${name}"`;

/** A column's type as SQL writes it. */
export function sqlType(type: ColumnType): string {
  if (typeof type === "string") return type;
  if (isList(type)) return `${sqlType(type[0])}[]`;
  const fields = Object.entries(type).map(([name, field]) => `${quote(name)} ${sqlType(field)}`);
  return `STRUCT(${fields.join(", ")})`;
}

/** A row's shape as `from_json_strict` wants it. */
export function jsonStructure(columns: TableShape["columns"]): string {
  return JSON.stringify(columns);
}

/** The statement that creates a table. */
export function createTable({ name, columns }: TableShape): string {
  const lines = Object.entries(columns).map(
    ([column, type]) => `${quote(column)} ${sqlType(type)}`,
  );
  return `CREATE TABLE ${quote(name)} (${lines.join(", ")})`;
}

export function isList(type: ColumnType): type is readonly [ColumnType] {
  return Array.isArray(type);
}
