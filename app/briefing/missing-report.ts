/** What is said and asked of whoever has not reported; the page, the briefing and the letter take it from here. */
export function missingReport(year: number) {
  return {
    grade: "未报送",
    message: `没有收到${year}年度报告`,
    request: `请按照《条例》第四十九条、第五十条的规定补报并公布${year}年度报告`,
    basis: "《条例》第四十九条、第五十条",
  } as const;
}
