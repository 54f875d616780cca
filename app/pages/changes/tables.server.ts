import { tableFile, type LoadTables } from "../downloads/page-files";
import { cellChangeColumns, FINDING_CHANGE_COLUMNS, SECTION_CHANGE_COLUMNS } from "./columns";
import { loadChanges } from "./data.server";

export const loadTables: LoadTables = async ({ request, params }) => {
  const { title, report, comparison } = await loadChanges(params["id"] ?? "", new URL(request.url));
  const { names, cells, findings, sections } = comparison ?? NOTHING;
  return {
    tables: {
      cells: tableFile({
        name: `${title} · 数字改动`,
        columns: cellChangeColumns(names, findings !== null),
        rows: cells,
      }),
      findings: tableFile({
        name: `${title} · 核查结果变化`,
        columns: FINDING_CHANGE_COLUMNS,
        rows: findings ?? [],
      }),
      text: tableFile({
        name: `${title} · 正文改动`,
        columns: SECTION_CHANGE_COLUMNS,
        rows: sections,
      }),
    },
    usual: "cells",
    dataset: report.dataset,
  };
};

const NOTHING = {
  names: { before: "原来印的", after: "现在印的" },
  cells: [],
  findings: null,
  sections: [],
} as const;
