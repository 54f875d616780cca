import { type Table, wordingIn } from "./table";

/** Table 三: 23 lines in the 2019 edition, 25 in the 2021 edition, crossed by seven columns. */
export const REQUESTS = {
  code: "requests",
  numeral: "三",
  title: "收到和处理政府信息公开申请情况",
  short: "依申请公开",
  groups: [
    { code: "handled", numeral: "三、", label: "本年度办理结果" },
    { code: "not_disclosed", numeral: "（三）", label: "不予公开", within: "handled" },
    { code: "unable_to_provide", numeral: "（四）", label: "无法提供", within: "handled" },
    { code: "not_processed", numeral: "（五）", label: "不予处理", within: "handled" },
    {
      code: "other_handling_parts",
      numeral: "（六）",
      label: "其他处理",
      within: "handled",
      editions: [2021],
    },
  ],
  lines: [
    {
      code: "new_requests",
      numeral: "一、",
      label: "本年新收政府信息公开申请数量",
      basis: "第二十九至三十一条",
    },
    {
      code: "carried_over_in",
      numeral: "二、",
      label: "上年结转政府信息公开申请数量",
      basis: "第三十三条",
    },
    {
      code: "disclosed",
      numeral: "（一）",
      label: "予以公开",
      group: "handled",
      basis: "第三十六条第一、二项",
    },
    {
      code: "partially_disclosed",
      numeral: "（二）",
      label: "部分公开（区分处理的，只计这一情形，不计其他情形）",
      aliases: ["部分公开"],
      group: "handled",
      basis: "第三十七条",
    },
    {
      code: "not_disclosed_state_secret",
      numeral: "1.",
      label: "属于国家秘密",
      group: "not_disclosed",
      basis: "第十四条",
    },
    {
      code: "not_disclosed_prohibited_by_law",
      numeral: "2.",
      label: "其他法律行政法规禁止公开",
      group: "not_disclosed",
      basis: "第十四条",
    },
    {
      code: "not_disclosed_security_and_stability",
      numeral: "3.",
      label: "危及“三安全一稳定”",
      group: "not_disclosed",
      basis: "第十四条",
    },
    {
      code: "not_disclosed_third_party_rights",
      numeral: "4.",
      label: "保护第三方合法权益",
      group: "not_disclosed",
      basis: "第十五条、第三十二条",
    },
    {
      code: "not_disclosed_internal_affairs",
      numeral: "5.",
      label: "属于三类内部事务信息",
      group: "not_disclosed",
      basis: "第十六条第一款",
    },
    {
      code: "not_disclosed_process_information",
      numeral: "6.",
      label: "属于四类过程性信息",
      group: "not_disclosed",
      basis: "第十六条第二款",
    },
    {
      code: "not_disclosed_enforcement_files",
      numeral: "7.",
      label: "属于行政执法案卷",
      group: "not_disclosed",
      basis: "第十六条第二款",
    },
    {
      code: "not_disclosed_administrative_query",
      numeral: "8.",
      label: "属于行政查询事项",
      group: "not_disclosed",
      basis: "第三十六条第七项",
    },
    {
      code: "unable_not_held",
      numeral: "1.",
      label: "本机关不掌握相关政府信息",
      group: "unable_to_provide",
      basis: "第三十六条第四、五项",
    },
    {
      code: "unable_no_existing_information",
      numeral: "2.",
      label: "没有现成信息需要另行制作",
      group: "unable_to_provide",
      basis: "第三十八条",
    },
    {
      code: "unable_unclear_after_correction",
      numeral: "3.",
      label: "补正后申请内容仍不明确",
      group: "unable_to_provide",
      basis: "第三十条",
    },
    {
      code: "not_processed_petition",
      numeral: "1.",
      label: "信访举报投诉类申请",
      group: "not_processed",
      basis: "第三十九条第一款",
    },
    {
      code: "not_processed_duplicate",
      numeral: "2.",
      label: "重复申请",
      group: "not_processed",
      basis: "第三十六条第六项",
    },
    {
      code: "not_processed_publication",
      numeral: "3.",
      label: "要求提供公开出版物",
      group: "not_processed",
      basis: "第三十九条第二款",
    },
    {
      code: "not_processed_excessive",
      numeral: "4.",
      label: "无正当理由大量反复申请",
      group: "not_processed",
      basis: "第三十五条",
    },
    {
      code: "not_processed_confirmation",
      numeral: "5.",
      label: "要求行政机关确认或重新出具已获取信息",
      group: "not_processed",
    },
    {
      code: "other_handling",
      numeral: "（六）",
      label: "其他处理",
      aliases: ["其他"],
      group: "handled",
      editions: [2019],
    },
    {
      code: "other_correction_overdue",
      numeral: "1.",
      label: "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
      aliases: ["逾期不补正"],
      group: "other_handling_parts",
      basis: "第三十条",
      editions: [2021],
    },
    {
      code: "other_fee_overdue",
      numeral: "2.",
      label: "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
      aliases: ["逾期不缴费"],
      group: "other_handling_parts",
      basis: "第四十二条",
      editions: [2021],
    },
    {
      code: "other_misc",
      numeral: "3.",
      label: "其他",
      group: "other_handling_parts",
      editions: [2021],
    },
    {
      code: "handled_total",
      numeral: "（七）",
      label: "总计",
      aliases: ["合计"],
      group: "handled",
      sumOf: [
        "disclosed",
        "partially_disclosed",
        "not_disclosed_state_secret",
        "not_disclosed_prohibited_by_law",
        "not_disclosed_security_and_stability",
        "not_disclosed_third_party_rights",
        "not_disclosed_internal_affairs",
        "not_disclosed_process_information",
        "not_disclosed_enforcement_files",
        "not_disclosed_administrative_query",
        "unable_not_held",
        "unable_no_existing_information",
        "unable_unclear_after_correction",
        "not_processed_petition",
        "not_processed_duplicate",
        "not_processed_publication",
        "not_processed_excessive",
        "not_processed_confirmation",
        "other_handling",
        "other_correction_overdue",
        "other_fee_overdue",
        "other_misc",
      ],
    },
    { code: "carried_over_out", numeral: "四、", label: "结转下年度继续办理", basis: "第三十三条" },
  ],
  columns: [
    // 公民 is what the Regulation calls a natural person who applies (article 27).
    { code: "natural_person", label: "自然人", aliases: ["公民"], unit: "件" },
    { code: "commercial_enterprise", label: "商业企业", heading: "法人或其他组织", unit: "件" },
    { code: "research_institution", label: "科研机构", heading: "法人或其他组织", unit: "件" },
    {
      code: "public_interest_organization",
      label: "社会公益组织",
      heading: "法人或其他组织",
      unit: "件",
    },
    {
      code: "legal_service_organization",
      label: "法律服务机构",
      heading: "法人或其他组织",
      unit: "件",
    },
    { code: "other_organization", label: "其他", heading: "法人或其他组织", unit: "件" },
    {
      code: "total",
      label: "总计",
      aliases: ["合计"],
      unit: "件",
      sumOf: [
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_interest_organization",
        "legal_service_organization",
        "other_organization",
      ],
    },
  ],
} as const satisfies Table;

export type ApplicantType = (typeof REQUESTS.columns)[number]["code"];

/** The only check the form itself prints, in the top left cell of table 三. */
export const PRINTED_CHECK = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

/** What the latest edition prints before a line of table 三. */
export function requestLabel(code: (typeof REQUESTS.lines)[number]["code"]): string {
  const { lines }: Table = REQUESTS;
  const label = lines.find((line) => line.code === code)?.label;
  return label === undefined ? code : wordingIn(label, 2021);
}

/** The types of applicant that have a column in table 三, without 总计. */
export const APPLICANT_TYPES = REQUESTS.columns
  .map(({ code }) => code)
  .filter((code) => code !== "total");

/** A type of applicant as the form names it; its column 其他 is called 其他组织. */
export function applicantName(code: ApplicantType): string {
  const column = REQUESTS.columns.find((candidate) => candidate.code === code);
  if (!column) return code;
  return code === "other_organization" ? `${column.label}组织` : column.label;
}
