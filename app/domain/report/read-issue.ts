import { z } from "zod";
import { TABLE_CODES, tableOf, type TableCode } from "../form/cells";
import { EDITION_FACTS, type Edition } from "../form/edition";
import { wordingIn, type Table } from "../form/table";
import { keysOf } from "../records";
import { SCOPES, type Scope } from "./body";
import { formatLocation } from "./cell-text";
import { IDENTITY_ADVICE } from "./identity-advice";
import { cellLocationSchema, type CellLocation } from "./printed-cell";
import { STATEMENT_KINDS, type Stated, type StatementKind } from "./statement";

const READ_ISSUE_SEVERITIES = ["error", "warning"] as const;

/** What a kind of issue says. */
interface ReadIssueKind<Facts> {
  /** An error means that a figure was left out; a warning, that it was read in spite of a flaw. */
  readonly severity: (typeof READ_ISSUE_SEVERITIES)[number];
  /** The manifest overruled the document. */
  readonly isOverruling?: true;
  /** One Chinese sentence: what is wrong, where, and what to do. */
  readonly format: (facts: Facts) => string;
}

interface OfTable {
  readonly table: TableCode;
}
interface OfRow extends OfTable {
  /** The label as printed. */
  readonly label: string;
}
interface OfLine extends OfTable {
  readonly line: string;
}
interface OfCell extends OfLine {
  readonly column: string;
}
interface Contradiction<Value> {
  readonly stated: Value;
  readonly read: Value;
}

/** Rows of figures that an issue lists. */
const MOST_ROWS = 8;

/** Every kind of issue that reading a document may meet, by its code. */
export const READ_ISSUES = {
  table_missing: {
    severity: "error",
    format: ({ table }: OfTable) =>
      `${tableName(table)}没有找到，可能是图片或附件；请提供文字版或由人工录入`,
  },
  table_unreadable: {
    severity: "error",
    format: ({ table }: OfTable) =>
      `${tableName(table)}标题之下没有可读的表格，可能是图片或附件；请提供文字版或由人工录入`,
  },
  table_incomplete: {
    severity: "error",
    format: ({
      table,
      edition,
      missing,
      extra,
    }: OfTable & {
      readonly edition: Edition;
      readonly missing: readonly string[];
      readonly extra: readonly string[];
    }) => {
      const names = (lines: readonly string[]): string =>
        lines.map((line) => `“${lineName(table, line)}”`).join("、");
      const parts = [
        missing.length > 0 ? `缺少${names(missing)}` : "",
        extra.length > 0 ? `多出${names(extra)}` : "",
      ].filter(Boolean);
      const what = parts.length > 0 ? parts.join("，") : "各行的列不属于同一格式，或有的行未能读取";
      return `${tableName(table)}不完整：${what}（对照${EDITION_FACTS[edition].name}）；该表不参与计算，请核对原件`;
    },
  },
  table_blank: {
    severity: "error",
    format: ({ table }: OfTable) =>
      `${tableName(table)}整张表都是空白：没有填写，还是数字在图片、脚本或附件里？空白不作0，该表不参与计算；请核对原件，确无此类事项的由人工录入0`,
  },
  cases_blank: {
    severity: "warning",
    format: ({ table }: OfTable) =>
      `${tableName(table)}整张表都是空白：是没有案件，还是没有填写？已按空白读取；请核对原件`,
  },
  table_dashed: {
    severity: "warning",
    format: ({ table }: OfTable) =>
      `${tableName(table)}整张表都是横线：是没有此类事项，还是没有填写？横线不作0，不参与计算；请核对原件，确无此类事项的由人工录入0`,
  },
  table_not_of_edition: {
    severity: "error",
    format: () => "所列单元格与两种报告格式都不相符（缺少、多出或重复），本表不参与计算。",
  },
  column_moved: {
    severity: "warning",
    format: ({ table, column }: OfTable & { readonly column: string }) =>
      `${tableName(table)}的“${columnName(table, column)}”一列不在格式规定的位置，已按表头读取；请核对表头是否错位`,
  },
  header_label_inferred: {
    severity: "warning",
    format: ({ table, label, inferred }: OfRow & { readonly inferred: string }) =>
      `表头${quote(label)}与格式的文字不同，按“${columnName(table, inferred)}”读取；请核对原件`,
  },
  row_label_inferred: {
    severity: "warning",
    format: ({ table, label, line }: OfRow & OfLine) =>
      `${tableName(table)}：标题${quote(label)}与格式的文字不同，按上下各行只能是“${lineName(table, line)}”，已按此读取；请核对原件`,
  },
  row_without_header: {
    severity: "warning",
    format: ({ table, label }: OfRow) =>
      `${tableName(table)}：${quote(label)}在没有表头的另一处又出现，未采用；请核对原件`,
  },
  row_repeated: {
    severity: "error",
    format: ({ table, label }: OfRow) =>
      `${tableName(table)}：${quote(label)}一行印了不止一次，无法判断以哪一行为准，均未读取；请核对原件`,
  },
  row_unknown: {
    severity: "error",
    format: ({ table, label }: OfRow) =>
      `${tableName(table)}：多出一行或标题无法辨认：${label ? quote(label) : "（无标题）"}，未读取；请核对原件`,
  },
  row_header_unreadable: {
    severity: "error",
    format: ({ table, line }: OfLine) =>
      `${tableName(table)}：${quote(lineName(table, line))}上方的表头缺列、多列或无法辨认，该行未读取；请核对原件`,
  },
  rows_header_unreadable: {
    severity: "error",
    format: ({ table, rows }: OfTable & { readonly rows: number }) =>
      `${tableName(table)}的表头缺列、多列或无法辨认，其下${rows}行均未读取；请核对原件`,
  },
  row_cells_misplaced: {
    severity: "error",
    format: ({ table, line }: OfLine) =>
      `${tableName(table)}：${quote(lineName(table, line))}一行的单元格与表头对不上（缺格、多格或合并有误），该行未读取；请核对原件`,
  },
  row_of_ratios: {
    severity: "warning",
    format: ({ table, label }: OfRow) =>
      `${tableName(table)}：${quote(label)}一行印的是比例，不是格式的一行，未采用；请核对原件`,
  },
  row_not_of_edition: {
    severity: "error",
    format: ({ table, label }: OfRow) =>
      `${tableName(table)}：${quote(label)}不是该表格式的一行，未读取；请核对原件`,
  },
  row_longer_than_header: {
    severity: "warning",
    format: ({ table, line }: OfLine) =>
      `${tableName(table)}“${lineName(table, line)}”一行的末尾比表头多出一个空白格，按表头读取；请核对原件是否错格`,
  },
  row_unconfirmed: {
    severity: "warning",
    format: ({ table, line }: OfLine) =>
      `${tableName(table)}“${lineName(table, line)}”一行的文本看不出空白格，也没有合计可以核对，页码等多出的数字可能占了空白格的位置；请核对原件`,
  },
  row_is_page_number: {
    severity: "warning",
    format: ({ text }: { readonly text: string }) =>
      `表中单独一行的${quote(text)}视为页码，未计入；请核对原件`,
  },
  cell_illegible: {
    severity: "error",
    format: ({ text, ...cell }: OfCell & { readonly text: string }) =>
      `${cellNameOf(cell)}印作${quote(text)}，读不成一个数，未读取；请核对原件`,
  },
  cells_unconfirmed: {
    severity: "error",
    format: ({
      table,
      cells,
      location,
      rows,
    }: OfTable & {
      readonly cells: number;
      readonly location: CellLocation;
      /** What was recognised, by the code of the line. */
      readonly rows: readonly { readonly line: string; readonly texts: readonly string[] }[];
    }) => {
      const read = rows
        .slice(0, MOST_ROWS)
        .map(
          ({ line, texts }) =>
            `${quote(lineName(table, line))}${texts.map((text) => text || "空白").join("、")}`,
        );
      const more = rows.length > MOST_ROWS ? `等${rows.length}行` : "";
      return `${tableName(table)}有${cells}格的合计不成立，或者没有合计可以印证，识别出的数字未采用：${read.join("；")}${more}（自${formatLocation(location)}起）；请对照原件由人工录入`;
    },
  },
  document_unreadable: {
    severity: "error",
    format: ({ reason }: { readonly reason: string }) => reason,
  },
  document_typed: {
    severity: "warning",
    format: () => "读取程序读不了这份文件，表中数字都由人工照原件录入，没有文字部分",
  },
  document_recognised: {
    severity: "warning",
    format: () =>
      "本件是图片或扫描件，文字由本机识别：数字只采用各项合计能够印证的，机关、年度和文字请对照原件",
  },
  cell_text_set_aside: {
    severity: "warning",
    format: ({
      text,
      value,
      ...cell
    }: OfCell & { readonly text: string; readonly value: number | null }) =>
      `${cellNameOf(cell)}印作${quote(text)}，划去或隐藏的文字不计，${value === null ? "其余没有数字" : `按${value}读取`}；请核对原件`,
  },
  cell_parted_by_blanks: {
    severity: "warning",
    format: ({
      text,
      value,
      ...cell
    }: OfCell & { readonly text: string; readonly value: number }) =>
      `${cellNameOf(cell)}印作${quote(text)}，空格视为千位分隔，读作${value}；请核对原件`,
  },
  cell_without_number: {
    severity: "warning",
    format: ({ text, ...cell }: OfCell & { readonly text: string }) =>
      `${cellNameOf(cell)}印作${quote(text)}，没有数字；请核对原件`,
  },
  cell_without_unit: {
    severity: "warning",
    format: ({ unit, ...cell }: OfCell & { readonly unit: string }) =>
      `${cellNameOf(cell)}没有印单位，按“${unit}”读取；请核对原件`,
  },
  cells_entered: {
    severity: "warning",
    format: ({ table, cells }: OfTable & { readonly cells: number }) =>
      `${tableName(table)}有${cells}格由人工照原件录入，谁、何时、据何录入见更正记录`,
  },
  cell_not_in_form: {
    severity: "error",
    format: ({ row, cell }: { readonly row: number; readonly cell: string }) =>
      `第${row}行的 ${cell} 不是表格中的单元格，未采用。`,
  },
  blank_cells_in_row: {
    severity: "warning",
    format: ({ table, line, columns }: OfLine & { readonly columns: readonly string[] }) => {
      const which =
        columns.length > 0
          ? `的“${columns.map((column) => columnName(table, column)).join("”“")}”`
          : "所在的一行有的格";
      return `${tableName(table)}“${lineName(table, line)}”${which}是空白，而别处印有数字或符号，可能错格或漏填；请核对原件`;
    },
  },
  blank_cells_in_many_rows: {
    severity: "warning",
    format: ({ table, rows }: OfTable & { readonly rows: number }) =>
      `${tableName(table)}有${rows}行留有空白格，而同列别的格印有0或符号，空白按空白读取；请核对原件`,
  },
  total_mismatch: {
    severity: "warning",
    format: ({
      table,
      location,
      total,
      expected,
    }: OfTable & {
      readonly location: CellLocation;
      readonly total: number;
      readonly expected: number;
    }) =>
      `${tableName(table)}${formatLocation(location)}的总计印作${total}，各部分之和是${expected}，可能错格或丢了单元格；请核对原件`,
  },
  total_missing: {
    severity: "warning",
    format: ({ table, line }: OfLine) =>
      `${tableName(table)}“${lineName(table, line)}”各列有数而总计没有数字，可能错格或漏填；请核对原件`,
  },
  character_lost: {
    severity: "warning",
    format: ({ text, location }: { readonly text: string; readonly location: CellLocation }) =>
      `${formatLocation(location)}${quote(text)}中“\uFFFD”处的字节损坏，无法辨认；请对照原件`,
  },
  characters_lost: {
    severity: "warning",
    format: ({
      text,
      location,
      places,
    }: {
      readonly text: string;
      readonly location: CellLocation;
      readonly places: number;
    }) =>
      `有${places}处字节损坏、无法辨认（显示为“\uFFFD”），第一处是${formatLocation(location)}${quote(text)}；请对照原件`,
  },
  year_missing: {
    severity: "warning",
    format: () => `没有认出报告年度；${IDENTITY_ADVICE.year.folder}`,
  },
  year_disputed: {
    severity: "error",
    format: ({ statements }: OfStatements) =>
      `报告年度各处说法不一，不予认定：${listStatements(statements)}；${IDENTITY_ADVICE.yearDisputed.folder}`,
  },
  year_untitled: {
    severity: "warning",
    format: ({ year, by }: { readonly year: number; readonly by: StatementKind }) =>
      `标题和统计期限都没有写明年度，按${STATEMENT_KINDS[by].name}等读作${year}年；请核对`,
  },
  year_contradicted: { severity: "warning", format: formatYearContradiction },
  year_overruled: { severity: "warning", isOverruling: true, format: formatYearContradiction },
  body_missing: {
    severity: "warning",
    format: () => `没有认出报告的机关；${IDENTITY_ADVICE.body.folder}`,
  },
  body_disputed: {
    severity: "error",
    format: ({ statements }: OfStatements) =>
      `报告机关各处说法不一，不予认定：${listStatements(statements)}；${IDENTITY_ADVICE.bodyDisputed.folder}`,
  },
  body_untitled: {
    severity: "warning",
    format: ({ body, by }: OfBody & { readonly by: StatementKind }) =>
      `标题没有写明机关，按${STATEMENT_KINDS[by].name}“${body}”读取；请核对`,
  },
  body_contradicted: {
    severity: "warning",
    format: ({ titled, publisher }: { readonly titled: string; readonly publisher: string }) =>
      `标题的机关“${titled}”与发布机构“${publisher}”不属同一地区，已按标题；请核对`,
  },
  body_overruled: {
    severity: "warning",
    isOverruling: true,
    format: ({ stated, read }: Contradiction<string>) =>
      `清单的机关名称“${stated}”与文件所载“${read}”不一致，已按清单；请核对`,
  },
  body_recognised: {
    severity: "error",
    format: ({ body }: OfBody) =>
      `机关名称是从图片识别出来的（${quote(body)}），一字之差就是别的机关，不予认定；${IDENTITY_ADVICE.bodyRecognised.folder}`,
  },
  kind_unknown: {
    severity: "warning",
    format: ({ body }: OfBody) => `不能确定“${body}”是哪类机关；${IDENTITY_ADVICE.kind.folder}`,
  },
  division_overruled: {
    severity: "warning",
    isOverruling: true,
    format: ({ stated, read, body }: Contradiction<string> & OfBody) =>
      `清单的区划${stated}与“${body}”所属的${read}不一致，已按清单；请核对`,
  },
  division_not_registered: {
    severity: "warning",
    format: ({ stated }: { readonly stated: string }) =>
      `清单的区划${stated}不在区划表中；请核对清单，或在数据文件夹的 divisions-added.csv 中补充`,
  },
  division_ambiguous: {
    severity: "warning",
    format: ({ body, divisions }: OfBody & OfDivisions) =>
      `“${body}”可能属于${listDivisions(divisions)}，不能确定；${IDENTITY_ADVICE.division.folder}`,
  },
  division_out_of_time: {
    severity: "warning",
    format: ({ body, divisions, year }: OfBody & OfDivisions & { readonly year: number | null }) =>
      `“${body}”所在的${listDivisions(divisions)}在${year ?? ""}年并不存在；${IDENTITY_ADVICE.division.folder}`,
  },
  division_unknown: {
    severity: "warning",
    format: ({ body }: OfBody) =>
      `区划表和机关表中没有“${body}”所在的地区；${IDENTITY_ADVICE.division.folder}，或在数据文件夹的 divisions-added.csv、bodies-added.csv 中补充`,
  },
  scope_missing: {
    severity: "warning",
    format: () => `报告没有说明数据是全辖区还是仅本机关；${IDENTITY_ADVICE.scope.folder}`,
  },
  scope_from_figures: {
    severity: "warning",
    format: ({
      scope,
      licensing,
      penalty,
      coercion,
    }: {
      readonly scope: Scope;
      readonly licensing: number | null;
      readonly penalty: number | null;
      readonly coercion: number | null;
    }) => {
      const count = (figure: number | null): string => (figure === null ? "空缺" : `${figure}件`);
      const figures = `行政许可${count(licensing)}、行政处罚${count(penalty)}、行政强制${count(coercion)}`;
      const why = scope === "jurisdiction" ? "不会是一个机关自己作出的" : "不会是全辖区的数据";
      return `报告的文字没有说清数据是全辖区还是仅本机关；表二中${figures}，${why}，按${SCOPES[scope].name}读取；请核对`;
    },
  },
  scope_overruled: {
    severity: "warning",
    isOverruling: true,
    format: ({ stated, read }: Contradiction<Scope>) =>
      `清单说数据范围是${SCOPES[stated].name}，报告像是${SCOPES[read].name}，已按清单；请核对`,
  },
  publication_date_overruled: {
    severity: "warning",
    isOverruling: true,
    format: ({ stated, read }: Contradiction<string>) =>
      `清单的发布日期${stated}与文件所载${read}不一致，已按清单；请核对`,
  },
  parts_hidden: {
    severity: "warning",
    format: ({ parts }: { readonly parts: readonly string[] }) =>
      `${parts.join("、")}在文件中是隐藏的，未读取；如应计入，请取消隐藏后另存`,
  },
  document_refused: {
    severity: "error",
    format: ({ reason }: { readonly reason: string }) => reason,
  },
} as const satisfies Record<string, ReadIssueKind<never>>;
export type ReadIssueCode = keyof typeof READ_ISSUES;

interface OfBody {
  readonly body: string;
}
interface OfDivisions {
  readonly divisions: readonly { readonly code: string; readonly name: string }[];
}
interface OfStatements {
  /** What each kind of statement says, in words. */
  readonly statements: readonly Stated<string>[];
}

interface YearContradiction {
  /** What states the year that was taken, and what states the other. */
  readonly taken: StatementKind;
  readonly year: number;
  readonly other: StatementKind;
  readonly otherYear: number;
}

function formatYearContradiction({ taken, year, other, otherYear }: YearContradiction): string {
  const { name } = STATEMENT_KINDS[taken];
  return `${STATEMENT_KINDS[other].name}写的是${otherYear}年，${name}写的是${year}年，已按${name}；请核对`;
}

function listStatements(statements: readonly Stated<string>[]): string {
  return statements
    .map(({ kind, values }) => `${STATEMENT_KINDS[kind].name}写${values.join("、")}`)
    .join("，");
}

function listDivisions(divisions: OfDivisions["divisions"]): string {
  return divisions.map(({ name, code }) => `${name}（${code}）`).join("、");
}

/** How messages name a table: 表三“收到和处理政府信息公开申请情况”. */
function tableName(code: TableCode): string {
  const table = tableOf(code);
  return `表${table.numeral}“${table.title}”`;
}

/** How messages name a line: 1.属于国家秘密. */
function lineName(code: TableCode, line: string): string {
  const table: Table = tableOf(code);
  const found = table.lines.find((candidate) => candidate.code === line);
  return found ? `${found.numeral ?? ""}${wordingIn(found.label, 2021)}` : line;
}

function columnName(code: TableCode, column: string): string {
  const table: Table = tableOf(code);
  return table.columns.find((candidate) => candidate.code === column)?.label ?? column;
}

function cellNameOf({ table, line, column }: OfCell): string {
  return `${tableName(table)}“${lineName(table, line)}”的“${columnName(table, column)}”`;
}

/** Characters that no screen shows and no reader sees. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/** A printed text on one line, with what is unseen in it visible: ␣, ↵, [U+0008]; and not too long. */
function quote(text: string): string {
  const visible = text.replace(/\r\n|[\n\r\u2028\u2029]/g, "↵").replace(/[^\S↵]|\u200B/g, "␣");
  const short = visible.length > 24 ? `${visible.slice(0, 24)}…` : visible;
  const shown = short.replace(UNSEEN, (unseen) => `[${nameCharacter(unseen)}]`);
  return `“${shown}”${explainSigns(visible)}`;
}

/** U+0008. */
function nameCharacter(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function explainSigns(visible: string): string {
  const signs = [
    visible.includes("␣") ? "␣为空格" : "",
    visible.includes("↵") ? "↵为换行" : "",
    visible.search(UNSEEN) >= 0 ? "[U+…]为看不见的控制字符" : "",
  ].filter(Boolean);
  return signs.length === 0 ? "" : `（${signs.join("，")}）`;
}

/** Something that a person must look at in a document. Decisions go by its code, never by its message. */
export const readIssueSchema = z.strictObject({
  code: z.enum(keysOf(READ_ISSUES)),
  severity: z.enum(READ_ISSUE_SEVERITIES),
  message: z.string().min(1),
  table: z.enum(TABLE_CODES).optional(),
  line: z.string().optional(),
  column: z.string().optional(),
  where: cellLocationSchema.optional(),
});
export type ReadIssue = z.infer<typeof readIssueSchema>;

type Facts = {
  readonly [Code in ReadIssueCode]: (typeof READ_ISSUES)[Code]["format"] extends (
    facts: infer F,
  ) => string
    ? F
    : never;
};
const KINDS: { readonly [Code in ReadIssueCode]: ReadIssueKind<Facts[Code]> } = READ_ISSUES;

/** Makes an issue of the facts that its sentence names; those of them that locate it are kept with it. */
export function readIssue<Code extends ReadIssueCode>(
  code: Code,
  facts: Facts[Code] &
    Partial<Pick<ReadIssue, "table" | "line" | "column">> & { readonly location?: CellLocation },
): ReadIssue {
  const { severity, format } = KINDS[code];
  const { table, line, column, location } = facts;
  return {
    code,
    severity,
    message: format(facts),
    ...(table && { table }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(location && { where: location }),
  };
}

/** Most issues of one kind in one table that are told one by one, and most of their places that are named beside. */
const FEW_ALIKE = 8;
const PLACES_NAMED = 5;

/**
 * The issues without repetition: of those with the same sentence the first stays, with their number, and
 * so it does where very many in a table are of one kind, with the first other places.
 */
export function foldReadIssues(issues: readonly ReadIssue[]): ReadIssue[] {
  const said = foldBy(
    issues.map((issue) => ({ issue, places: 1 })),
    ({ issue }) => issue.message,
    (group) => foldInto(group, `（共${countPlaces(group)}处）`),
  );
  const kinds = foldBy(
    said,
    ({ issue: { code, severity, table } }) => `${code} ${severity} ${table ?? ""}`,
    (group) => (group.length <= FEW_ALIKE ? group : foldInto(group, formatOthers(group))),
  );
  return kinds.map(({ issue }) => issue);
}

interface FoldedIssue {
  readonly issue: ReadIssue;
  /** How many issues it stands for. */
  readonly places: number;
}

function foldBy(
  issues: readonly FoldedIssue[],
  keyOf: (issue: FoldedIssue) => string,
  fold: (group: readonly FoldedIssue[]) => FoldedIssue | readonly FoldedIssue[],
): FoldedIssue[] {
  const groups = new Map<string, FoldedIssue[]>();
  for (const issue of issues) {
    const group = groups.get(keyOf(issue));
    if (group) group.push(issue);
    else groups.set(keyOf(issue), [issue]);
  }
  return [...groups.values()].flatMap((group) => (group.length === 1 ? group : fold(group)));
}

/** The first issue of a group for all of them; what locates it stays where it locates them all. */
function foldInto(
  group: readonly FoldedIssue[],
  more: string,
): FoldedIssue | readonly FoldedIssue[] {
  const [first, ...others] = group.map(({ issue }) => issue);
  if (!first) return [];
  const same = (part: "line" | "column"): boolean =>
    others.every((other) => other[part] === first[part]);
  const { line, column, ...rest } = first;
  const issue = {
    ...rest,
    message: `${first.message}${more}`,
    ...(line !== undefined && same("line") && { line }),
    ...(column !== undefined && same("column") && { column }),
  };
  return { issue, places: countPlaces(group) };
}

function countPlaces(group: readonly FoldedIssue[]): number {
  return group.reduce((sum, { places }) => sum + places, 0);
}

/** （这样的共120处，另如：“1.属于国家秘密”的“自然人”、……）. */
function formatOthers(group: readonly FoldedIssue[]): string {
  const named = group.slice(1, 1 + PLACES_NAMED).flatMap(({ issue }) => formatPlace(issue) ?? []);
  const others = named.length === 0 ? "" : `，另如：${named.join("、")}`;
  return `（这样的共${countPlaces(group)}处${others}${group.length > 1 + PLACES_NAMED ? "等" : ""}）`;
}

function formatPlace({ table, line, column, where }: ReadIssue): string | undefined {
  if (table === undefined || line === undefined)
    return (where && formatLocation(where)) || undefined;
  const row = `“${lineName(table, line)}”`;
  return column === undefined ? row : `${row}的“${columnName(table, column)}”`;
}

/** Whether the issue says that a manifest overruled what the document states. */
export function isOverruling({ code }: Pick<ReadIssue, "code">): boolean {
  return KINDS[code].isOverruling ?? false;
}

/** Whether statements of the document contradict each other about whose report it is. */
export function isDispute(code: ReadIssueCode): boolean {
  return code === "year_disputed" || code === "body_disputed";
}
