import { columnsIn, linesIn, tableOf } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import type { Edition } from "#domain/form/edition";
import { PRINTED_CHECK } from "#domain/form/requests";
import { SECTIONS } from "#domain/form/sections";
import { type Group, type Line, type Table, wordingIn } from "#domain/form/table";
import type {
  InventedBlock,
  InventedCell,
  InventedDocument,
  InventedRow,
} from "./invented-document";
import type { Truth } from "./truth";

/** Lays an invented report out as the statutory form prints it. */
export function layOut(truth: Truth): InventedDocument {
  const title = `${truth.body}${truth.year}年政府信息公开工作年度报告`;
  const blocks: InventedBlock[] = [
    { kind: "title", text: title },
    {
      kind: "paragraph",
      text: `本报告由${truth.body}编制，汇总本级及所属部门、乡镇的数据，统计期限自${truth.year}年1月1日起至${truth.year}年12月31日止。`,
    },
  ];
  for (const section of SECTIONS) {
    blocks.push({ kind: "heading", text: `${section.numeral}、${section.heading}` });
    if (section.code === "proactive_disclosure") blocks.push(proactiveTable(truth));
    else if (section.code === "requests") blocks.push(requestsTable(truth));
    else if (section.code === "review_litigation") blocks.push(reviewTable(truth));
    else
      blocks.push({
        kind: "paragraph",
        text: `${truth.year}年，示例机关按照要求开展了${section.heading}方面的各项工作，本段文字为虚构内容，仅用于检验读取程序，与任何真实机关无关。`,
      });
  }
  return { title, blocks };
}

function words(text: string, columnSpan = 1, rowSpan = 1): InventedCell {
  return { text, rowSpan, columnSpan };
}

function head(text: string, columnSpan = 1, rowSpan = 1): InventedCell {
  return { text, rowSpan, columnSpan, heads: true };
}

function figure(truth: Truth, line: string, column: string, columnSpan = 1): InventedCell {
  const name = cellName(line, column);
  return { text: truth.cells.get(name)?.text ?? "", rowSpan: 1, columnSpan, prints: name };
}

function proactiveTable(truth: Truth): InventedBlock {
  const edition = truth.editions.proactive_disclosure;
  const table = tableOf("proactive_disclosure");
  const rows: InventedRow[] = [];
  for (const group of table.groups.filter((candidate) => isIn(candidate, edition))) {
    const lines = linesIn(table, edition).filter((line) => line.group === group.code);
    const [first] = lines;
    if (!first) continue;
    const columns = columnsIn(table, first, edition);
    const span = 3 / columns.length;
    const last = (index: number): number => (Number.isInteger(span) ? span : index === 0 ? 1 : 2);
    const heading = (label: string): string =>
      label === "本年收费金额" ? "本年收费金额（单位：万元）" : label;
    rows.push([words(group.label, 4)]);
    rows.push([
      words("信息内容"),
      ...columns.map((column, index) => words(heading(column.label), last(index))),
    ]);
    for (const line of lines)
      rows.push([
        words(wordingIn(line.label, edition)),
        ...columns.map((column, index) => figure(truth, line.code, column.code, last(index))),
      ]);
  }
  return { kind: "table", rows, weights: [3, 2, 2, 2] };
}

function isIn(item: Group | Line, edition: Edition): boolean {
  return !item.editions || item.editions.includes(edition);
}

function requestsTable(truth: Truth): InventedBlock {
  const edition = truth.editions.requests;
  const table = tableOf("requests");
  const lines = linesIn(table, edition);
  const rows: InventedRow[] = [
    [head(PRINTED_CHECK, 3, 3), head("申请人情况", 7)],
    [head("自然人", 1, 2), head("法人或其他组织", 5), head("总计", 1, 2)],
    table.columns.filter((column) => column.heading).map((column) => head(column.label)),
  ];
  const opened = new Set<string>();
  for (const line of lines) {
    const label = `${line.numeral ?? ""}${wordingIn(line.label, edition)}`;
    const around = groupsAround(table, line);
    const cells: InventedCell[] = [];
    for (const group of around) {
      if (opened.has(group.code)) continue;
      opened.add(group.code);
      const height = lines.filter((other) => groupsAround(table, other).includes(group)).length;
      cells.push(words(`${group.numeral ?? ""}${group.label}`, 1, height));
    }
    cells.push(words(label, 3 - around.length));
    for (const column of table.columns) cells.push(figure(truth, line.code, column.code));
    rows.push(cells);
  }
  return { kind: "table", rows, weights: [0.7, 1.2, 3.2, 1, 1, 1, 1, 1, 1, 1] };
}

/** The groups a line stands in, the outermost first. */
function groupsAround(table: Table, line: Line): Group[] {
  const groups: Group[] = [];
  let code = line.group;
  while (code !== undefined) {
    const wanted = code;
    const group = table.groups.find((candidate) => candidate.code === wanted);
    if (!group) break;
    groups.unshift(group);
    code = group.within;
  }
  return groups;
}

function reviewTable(truth: Truth): InventedBlock {
  const table = tableOf("review_litigation");
  const names = table.columns.map((column) => column.label);
  const rows: InventedRow[] = [
    [head("行政复议", 5), head("行政诉讼", 10)],
    [...names.map((name) => head(name, 1, 2)), head("未经复议直接起诉", 5), head("复议后起诉", 5)],
    [...names, ...names].map((name) => head(name)),
    table.lines.flatMap((line) =>
      table.columns.map((column) => figure(truth, line.code, column.code)),
    ),
  ];
  return { kind: "table", rows, weights: Array<number>(15).fill(1) };
}
