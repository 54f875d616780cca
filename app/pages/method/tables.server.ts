import { describeCheckRules } from "#domain/checks/rule-list";
import { TABLES } from "#domain/form/cells";
import {
  checkColumns,
  declaredIndicators,
  declaredLines,
  declaredRules,
  indicatorColumns,
  lineColumns,
  ruleColumns,
} from "#tables/method";
import { tableFile, type LoadTables } from "../downloads/page-files";

export const loadTables: LoadTables = () => ({
  tables: {
    indicators: tableFile({ name: "指标", columns: indicatorColumns, rows: declaredIndicators }),
    checks: tableFile({ name: "核查规则", columns: checkColumns, rows: describeCheckRules() }),
    laws: tableFile({ name: "法律和统计口径", columns: ruleColumns, rows: declaredRules }),
    form: tableFile({
      name: "法定报告格式",
      columns: lineColumns,
      rows: TABLES.flatMap((table) => declaredLines(table)),
    }),
  },
  usual: "indicators",
});
