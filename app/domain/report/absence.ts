/** Who found out that a body has not published a report or has taken it down, when, from what, and why. */
export interface ConfirmedAbsence {
  /** The day on which the body took down what it had published, YYYY-MM-DD; null where it published nothing. */
  readonly withdrawn: string | null;
  readonly reason: string;
  readonly source: string;
  readonly by: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** 区政府办2024-05-06核实，依据：电话记录；原因：机构撤并; of a report taken down first: 2024-05-02撤下； */
export function formatConfirmed({ withdrawn, reason, source, by, date }: ConfirmedAbsence): string {
  return `${withdrawn === null ? "" : `${withdrawn}撤下；`}${by}${date}核实，依据：${source}；原因：${reason}`;
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
  withdrawn: {
    name: "已撤下",
    mark: "撤",
    meaning:
      "经人核实，该机关公布后又撤下了这份报告，没有重新公布；撤下的报告不计入任何合计、比较和核查，收到过的原件仍保存",
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
