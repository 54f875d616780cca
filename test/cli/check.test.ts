import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkCommand } from "#cli/check";
import { VariantReport } from "../support/variant-report";

let folder: string;
let said: string;
let complained: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-check-"));
  [said, complained] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => Boolean((said += String(text))));
  vi.spyOn(process.stderr, "write").mockImplementation((text) =>
    Boolean((complained += String(text))),
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("etl check", () => {
  it("lists what the checks find in a document, with nothing loaded", async () => {
    const file = write("甲.html", new VariantReport().html);
    const code = await checkCommand.run([file]);
    expect(said).toMatch(/甲\.html：差错 \d+，说明 \d+，提示 \d+\n/);
    expect(code).toBe(/差错 0，/.test(said) ? 0 : 2);
    expect(complained).toBe("");
  });

  it("lists what could not be read, counts it, and ends with 2 though nothing was found", async () => {
    const report = new VariantReport();
    const row = /<tr[^>]*>(?:(?!<\/tr>)[^])*重复申请(?:(?!<\/tr>)[^])*<\/tr>/;
    expect(report.html).toMatch(row);
    const file = write("甲.html", report.html.replace(row, ""));
    expect(await checkCommand.run([file])).toBe(2);
    expect(said).toMatch(/甲\.html：有1处没能读取，没有核查；其余：差错 \d+，/);
    expect(said).toMatch(/\n {2}没能读取：表三.*不完整：缺少“2\.重复申请”/);
  });

  it("goes on after a document that cannot be read, says why, and ends with 2", async () => {
    const [good, bad] = [write("甲.html", new VariantReport().html), write("乙.txt", "会议通知")];
    expect(await checkCommand.run([bad, good])).toBe(2);
    expect(complained).toMatch(/乙\.txt：未读取。没有认出/);
    expect(said).toContain("甲.html：");
  });
});
