import { describe, expect, it } from "vitest";
import type { Block } from "#etl/read/document";
import { readHtml } from "#etl/read/html";

function blocks(html: string): readonly Block[] {
  return readHtml(new TextEncoder().encode(html), "示例.html").blocks;
}

function texts(html: string): string[] {
  return blocks(html).flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));
}

function grids(html: string): string[][][] {
  return blocks(html).flatMap((block) =>
    block.kind === "table"
      ? [block.grid.slots.map((slots) => slots.map((cell) => cell?.text ?? "∅"))]
      : [],
  );
}

describe("reading a page", () => {
  it("keeps paragraphs and tables in reading order", () => {
    const kinds = blocks("<p>甲</p><table><tr><td>1<td>2</table>乙<br>丙").map((block) =>
      block.kind === "paragraph" ? block.text : "table",
    );
    expect(kinds).toEqual(["甲", "table", "乙", "丙"]);
  });

  it("shows what a browser shows and nothing that it hides", () => {
    expect(
      texts(
        "<title>题</title><script>x</script><style>y</style><p hidden>z</p><p style='display: none'>w</p><div>可见 <b>文</b>字</div><!-- 注 -->",
      ),
    ).toEqual(["可见 文字"]);
  });

  it("keeps non-breaking and full-width spaces and breaks lines at blocks inside a cell", () => {
    expect(
      grids(
        "<table><tr><td>商业<br>企业</td><td><p>0&nbsp;</p></td><td>　1 \n 2</td></tr></table>",
      ),
    ).toEqual([[["商业\n企业", "0\u00a0", "　1 2"]]]);
  });

  it("lays merged cells on the grid and leaves holes where no cell is", () => {
    expect(
      grids(
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td></tr></table>",
      ),
    ).toEqual([
      [
        ["甲", "乙", "乙"],
        ["甲", "丙", "∅"],
      ],
    ]);
  });

  it.each(["0", "-1", "x", "1.5e9", "99999999999"])("survives a span of %s", (span) => {
    const [grid] = grids(`<table><tr><td rowspan="${span}">甲</td><td>乙</td></tr></table>`);
    expect(grid?.[0]).toEqual(["甲", "乙"]);
  });

  it("turns a table that lays out the page into the blocks it holds", () => {
    const html = `<table><tr><td>导航</td><td><p>一、总体情况</p><table><tr><td>规章</td><td>0</td></tr></table></td></tr></table>`;
    expect(texts(html)).toEqual(["导航", "一、总体情况"]);
    expect(grids(html)).toEqual([[["规章", "0"]]]);
  });

  it("takes a table around a single cell for the text of the cell around it", () => {
    const html = `<table><tr><td>规章</td><td><table><tr><td>7</td></tr></table></td></tr></table>`;
    expect(grids(html)).toEqual([[["规章", "7"]]]);
  });

  it("keeps the lines of preformatted text", () => {
    expect(texts("<pre>甲\n乙</pre>")).toEqual(["甲", "乙"]);
  });

  it("reads what the page declares of itself", () => {
    const document = readHtml(
      new TextEncoder().encode('<title> 年报 </title><meta name="PubDate" content="2024-01-20">'),
      "示例.html",
    );
    expect(document).toMatchObject({ title: "年报", declared: { PubDate: "2024-01-20" } });
  });
});

describe("a page that would cost too much", () => {
  const refuses = (html: string, why: RegExp): void => {
    const started = performance.now();
    expect(() => blocks(html)).toThrow(why);
    expect(performance.now() - started).toBeLessThan(10_000);
  };

  it("is refused when 200 000 elements are nested", () => {
    refuses("<div>".repeat(200_000), /嵌套/);
    refuses("<b>".repeat(200_000), /嵌套/);
    refuses("<table><tr><td>".repeat(70_000), /嵌套/);
  });

  it("is refused when it has too many elements", () => {
    refuses("<i></i>".repeat(400_000), /元素超过/);
  });

  it("is refused when one tag has 100 000 attributes", () => {
    refuses(`<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}`).join(" ")}>`, /属性/);
    refuses(`<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}='<'`).join("/")}>`, /属性/);
  });

  it("is refused when its spans multiply", () => {
    refuses(
      `<table>${"<tr><td colspan=200 rowspan=1000>甲</td><td>乙</td></tr>".repeat(1000)}</table>`,
      /单元格/,
    );
  });

  it("is read when only a picture or a script in it is long", () => {
    const picture = `<img src="data:image/png;base64,${"A/+=".repeat(50_000)}">`;
    const script = `<script>for (let i = 0; i <n; i++) { ${'"a b c d e f" '.repeat(2_000)} }</script>`;
    expect(texts(`<p>甲</p>${picture}${script}<p>乙</p>`)).toEqual(["甲", "乙"]);
  });
});
