/** Who found out that a body has not published a report, when, from what, and why it has not. */
export interface ConfirmedAbsence {
  readonly reason: string;
  readonly source: string;
  readonly by: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** 区政府办2024-05-06核实，依据：电话记录；原因：机构撤并 */
export function formatConfirmed({ reason, source, by, date }: ConfirmedAbsence): string {
  return `${by}${date}核实，依据：${source}；原因：${reason}`;
}

/**
 * The ways in which there is no report, one word for each. The system knows of itself only that it has no report:
 * whether a body has published one, only a person can say.
 */
export const ABSENCES = {
  not_loaded: {
    name: "未载入",
    mark: "未",
    meaning: "系统里没有这份报告；是否已经公布，系统不知道。未载入不是0，也不等于没有问题",
  },
  unpublished: {
    name: "未公布",
    mark: "无",
    meaning: "经人核实，该机关没有公布这份报告；核实人、日期和依据一并列出",
  },
  not_due: {
    name: "不需报告",
    mark: "",
    meaning: "该地区当年不存在，没有应当公布的报告",
  },
  unknown: {
    name: "尚未有过报告",
    mark: "",
    meaning: "部门、乡镇和街道从第一次有报告的年度起列入，此前不知道有没有这个机关",
  },
} as const;
