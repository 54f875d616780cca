import type { Table } from "./table";

const DOCUMENTS = {
  2019: ["made", "newly_published", "total_public"],
  2021: ["issued", "repealed", "in_force"],
} as const;
const POWERS_2019 = ["items_prior_year", "items_change", "decisions"] as const;
const POWERS = { 2019: POWERS_2019, 2021: ["decisions"] } as const;

/** Table 二: 22 cells in the 2019 edition, 10 in the 2021 edition, all of them leaves. */
export const PROACTIVE_DISCLOSURE = {
  code: "proactive_disclosure",
  numeral: "二",
  title: "主动公开政府信息情况",
  short: "主动公开",
  groups: [
    { code: "article_20_1", label: "第二十条第（一）项" },
    { code: "article_20_5", label: "第二十条第（五）项" },
    { code: "article_20_6", label: "第二十条第（六）项" },
    { code: "article_20_8", label: "第二十条第（八）项" },
    { code: "article_20_9", label: "第二十条第（九）项", editions: [2019] },
  ],
  lines: [
    { code: "regulations", label: "规章", group: "article_20_1", columns: DOCUMENTS },
    {
      code: "normative_documents",
      label: { 2019: "规范性文件", 2021: "行政规范性文件" },
      group: "article_20_1",
      columns: DOCUMENTS,
    },
    { code: "licensing", label: "行政许可", group: "article_20_5", columns: POWERS },
    {
      code: "other_services",
      label: "其他对外管理服务事项",
      group: "article_20_5",
      editions: [2019],
      columns: { 2019: POWERS_2019 },
    },
    { code: "penalty", label: "行政处罚", group: "article_20_6", columns: POWERS },
    { code: "coercion", label: "行政强制", group: "article_20_6", columns: POWERS },
    {
      code: "fees",
      label: "行政事业性收费",
      group: "article_20_8",
      columns: { 2019: ["items_prior_year", "items_change"], 2021: ["amount_wan"] },
    },
    {
      code: "procurement",
      label: "政府集中采购",
      group: "article_20_9",
      editions: [2019],
      columns: { 2019: ["items", "amount"] },
    },
  ],
  columns: [
    {
      code: "made",
      label: "本年新制作数量",
      short: "新制作数量",
      aliases: ["本年新制作"],
      unit: "件",
    },
    {
      code: "newly_published",
      label: "本年新公开数量",
      short: "新公开数量",
      aliases: ["本年新公开"],
      unit: "件",
    },
    { code: "total_public", label: "对外公开总数量", aliases: ["对外公开总数"], unit: "件" },
    {
      code: "issued",
      label: "本年制发件数",
      short: "制发件数",
      aliases: ["本年制发数"],
      unit: "件",
    },
    {
      code: "repealed",
      label: "本年废止件数",
      short: "废止件数",
      aliases: ["本年废止数"],
      unit: "件",
    },
    { code: "in_force", label: "现行有效件数", aliases: ["现行有效数"], unit: "件" },
    { code: "items_prior_year", label: "上一年项目数量", aliases: ["上年项目数量"], unit: "项" },
    {
      code: "items_change",
      label: "本年增/减",
      short: "增/减",
      aliases: ["本年数量", "本年增", "本年增减数量"],
      unit: "项",
      signed: true,
    },
    {
      code: "decisions",
      label: "本年处理决定数量",
      short: "处理决定数量",
      aliases: ["处理决定数量"],
      unit: "件",
    },
    {
      code: "amount_wan",
      label: "本年收费金额",
      short: "收费金额",
      aliases: ["本年收费金额（单位：万元）"],
      unit: "万元",
    },
    { code: "items", label: "采购项目数量", unit: "个" },
    { code: "amount", label: "采购总金额", unit: "元" },
  ],
} as const satisfies Table;
