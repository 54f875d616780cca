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
