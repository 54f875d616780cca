import { describe, expect, it } from "vitest";
import { readText, VariantReport, wrong } from "../../support/variant-report";

const FIGURE = /(<span lang="EN-US">)(\d[\d.]*)(<\/span>)/g;

function filledIn(field: (value: string) => string): { page: string; report: VariantReport } {
  const report = new VariantReport();
  const page = report.html.replaceAll(
    FIGURE,
    (_, before: string, value: string, after: string) => before + field(value) + after,
  );
  return { page, report };
}

describe("a page whose figures stand in form fields", () => {
  it.each([
    ["an input", (value: string) => `<input value="${value}" readonly>`],
    ["an input of numbers", (value: string) => `<input type="number" value="${value}">件`],
    ["a text area", (value: string) => `<textarea>\n${value} </textarea>`],
    [
      "a list of options",
      (value: string) => `<select><option>7</option><option selected>${value}</option></select>`,
    ],
    [
      "an input beside hidden ones and buttons",
      (value: string) =>
        `<input type="hidden" name="id" value="77"><input value="${value}"><input type="checkbox" value="1"><button>1</button>`,
    ],
  ])("is read from %s", async (_, field) => {
    const { page, report } = filledIn(field);
    const withoutUnits = page.replaceAll("件</span>", "</span>");
    expect(wrong(await readText(withoutUnits, "示例.html"), report.truth)).toEqual([]);
  });

  it("is a question and no report of zeros where nothing is filled in", async () => {
    const { page } = filledIn(() => '<input value="">');
    const { problems, forms } = await readText(page, "示例.html");
    expect(problems.map(({ code }) => code)).toEqual(["table_blank", "table_blank", "cases_blank"]);
    expect(forms).toMatchObject({ proactive_disclosure: null, requests: null });
  });

  it("refuses a figure that only a hidden field holds", async () => {
    const { page } = filledIn((value) => `<input type="hidden" value="${value}">`);
    const { cells } = await readText(page, "示例.html");
    expect(new Set(cells.map(({ state }) => state))).toEqual(new Set(["illegible"]));
  });

  it("keeps prose that is filled in, and no words of search boxes", async () => {
    const { html } = new VariantReport();
    const page = html
      .replace("<body>", '<body><input value="请输入关键字">')
      .replace(
        '</div><div class="footer">',
        '<textarea>另收到申请7件。</textarea></div><div class="footer">',
      );
    const { sections, preface } = await readText(page, "示例.html");
    expect(sections.at(-1)?.text).toContain("另收到申请7件。");
    expect(preface).not.toContain("关键字");
  });
});
