/** Which documents of the desk a list shows: what the address calls it, and what people do. */
export const DESK_CHOICES = {
  all: "全部",
  waiting: "等待读取",
  refused: "未采用",
  doubtful: "有疑问",
  repeated: "不必处理",
  clear: "读取无误",
  skipped: "略过",
  cancelled: "已取消",
} as const;
export type DeskChoice = keyof typeof DESK_CHOICES;
