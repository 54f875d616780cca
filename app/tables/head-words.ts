/** Words of heads before which a line may end; no other place of a head parts a word. */
const BEGINNING =
  "（|总数量|总金额|项目数量|处理决定|数量|件数|份数|金额|新制作|新公开|公开总|中位数|诉讼率|纠错率|比重|平均";

/** After 的 a line may end too, where more than one character follows. */
const BREAK = new RegExp(`(?=${BEGINNING})|(?<=的)(?=..)|(?<=/)(?=[^（]{2})`, "u");

/** The parts that a head may be broken into when its column is narrow, never within a word: 本年, 处理决定, 数量, （件）. */
export function headWords(head: string): string[] {
  return head.split(BREAK);
}
