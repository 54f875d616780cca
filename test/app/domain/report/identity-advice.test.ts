import { describe, expect, it } from "vitest";
import { adviseAtDesk, IDENTITY_ADVICE } from "#domain/report/identity-advice";
import { readIssue } from "#domain/report/read-issue";

describe("what the reader advises where it cannot tell whose report a document is", () => {
  it("names the table beside the document for a folder, and at the desk what is chosen there", () => {
    const { message } = readIssue("body_missing", {});
    expect(message).toBe("没有认出报告的机关；请在清单（manifest.csv）的 body 列填写机关全称");
    expect(adviseAtDesk(message)).toBe("没有认出报告的机关；请在核对中查找并选定机关");
  });

  it("tells nobody at the desk to write a table", () => {
    for (const { folder, desk } of Object.values(IDENTITY_ADVICE))
      expect([adviseAtDesk(folder), /csv|清单|[a-z]/u.test(desk)]).toEqual([desk, false]);
  });
});
