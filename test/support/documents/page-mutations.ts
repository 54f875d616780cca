import iconv from "iconv-lite";
import type { Random } from "./random";

/** A page of one report, and the facts of it that a change needs. */
interface Page {
  readonly html: string;
  readonly body: string;
  readonly year: number;
  /** Figures as printed that occur once as a whole cell's text. */
  readonly figures: readonly string[];
}

/** A way in which published pages give trouble; undefined where it does not fit. */
type Change = (page: Page, random: Random) => string | Uint8Array | undefined;

const afterBody = (html: string, more: string): string => html.replace(/<body[^>]*>/i, `$&${more}`);
const titleOf = ({ body }: Page, year: number): string =>
  `${body}${year}年政府信息公开工作年度报告`;

/** Writes something else in place of a random figure. */
function aroundFigure(
  { html, figures }: Page,
  random: Random,
  write: (figure: string) => string,
): string | undefined {
  if (figures.length === 0) return undefined;
  const figure = random.pick(figures);
  return html.replace(new RegExp(`>${figure.replace(".", "\\.")}<`), () => `>${write(figure)}<`);
}

export const PAGE_MUTATIONS: Readonly<Record<string, Change>> = {
  字节损坏: ({ html }, random) => {
    const encoding = random.pick(["utf8", "gb18030"]);
    const bytes = Uint8Array.from(iconv.encode(html, encoding));
    const wide = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 0x80);
    bytes[random.pick(wide)] = 0xff;
    return bytes;
  },
  字符截断: ({ html }, random) => {
    const encoding = random.pick(["utf8", "gb18030"]);
    const bytes = iconv.encode(html, encoding);
    const at = random.pick([...bytes.keys()].filter((i) => (bytes[i] ?? 0) >= 0x80));
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  },
  数字中损坏: (page, random) =>
    aroundFigure(page, random, (figure) => `${figure.slice(0, -1)}\uFFFD${figure.slice(-1)}`),
  往年列表: (page, random) => {
    const years = [page.year + 1, page.year - 1, page.year - 2];
    const item = (year: number): string =>
      random.chance(0.7)
        ? `<li><a href="${year}.html">${titleOf(page, year)}</a></li>`
        : `<li>${titleOf(page, year)}</li>`;
    return afterBody(page.html, `<div class="left"><ul>${years.map(item).join("")}</ul></div>`);
  },
  面包屑年份: (page, random) =>
    afterBody(
      page.html,
      `<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/nb">政府信息公开年报</a> &gt; ${page.year + random.pick([-1, 1])}年</div>`,
    ),
  热点新闻: (page, random) =>
    afterBody(
      page.html,
      `<div class="hot"><p>热点：${random.pick(["霁原市桐津区", "穗泽市莳原县"])}人民政府${page.year + 1}年政府信息公开工作年度报告发布</p></div>`,
    ),
  上标注释: (page, random) =>
    aroundFigure(page, random, (figure) => `${figure}<sup>${1 + random.below(3)}</sup>`),
  划去旧数: (page, random) => {
    const tag = random.pick(["s", "del", "strike"]);
    return aroundFigure(
      page,
      random,
      (figure) => `<${tag}>${random.below(9000)}</${tag}>${figure}`,
    );
  },
  隐藏旧数: (page, random) => {
    const isClass = random.chance(0.5);
    const changed = aroundFigure(page, random, (figure) => {
      const look = isClass ? 'class="gone"' : 'style="display: none"';
      return `<span ${look}>${random.below(9000)}</span>${figure}`;
    });
    return changed?.replace(/<\/head>/i, "<style>.gone{display:none}</style></head>");
  },
  输入框: (page, random) =>
    aroundFigure(page, random, (figure) => `<input type="text" value="${figure}">`),
  合并行数为零: ({ html }, random) => {
    const spans = [...html.matchAll(/rowspan="?\d+"?/g)];
    if (spans.length === 0) return undefined;
    const { index, 0: span } = random.pick(spans);
    return `${html.slice(0, index)}rowspan="0"${html.slice(index + span.length)}`;
  },
  样式隐藏旧数: (page, random) => {
    const look = random.pick([
      "visibility:hidden",
      "opacity:0",
      "font-size:0",
      "text-decoration:line-through",
      "position:absolute;left:-9999px",
      "color:#fff",
    ]);
    const selector = random.pick([".was", "td .was", "td > .was", "table tr td span.was", "*.was"]);
    const changed = aroundFigure(
      page,
      random,
      (figure) => `<span class="was">${random.below(9000)}</span>${figure}`,
    );
    return changed?.replace(/<\/head>/i, `<style>${selector}{${look}}</style></head>`);
  },
  数字分段标记: (page, random) =>
    aroundFigure(page, random, (figure) => {
      const at = 1 + random.below(figure.length - 1);
      const tag = random.pick(["span", "font", "b", "o:p"]);
      return `<${tag}>${figure.slice(0, at)}</${tag}><${tag}>${figure.slice(at)}</${tag}>`;
    }),
  数字中注释: (page, random) =>
    aroundFigure(page, random, (figure) => `${figure.slice(0, 1)}<!-- 1 -->${figure.slice(1)}`),
  数字中零宽字符: (page, random) =>
    aroundFigure(
      page,
      random,
      (figure) =>
        `${figure.slice(0, 1)}${random.pick(["\u200B", "&#8203;", "\uFEFF", "&shy;", "\u2060"])}${figure.slice(1)}`,
    ),
  全角数字: (page, random) =>
    aroundFigure(page, random, (figure) =>
      figure.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ),
  脚注符号: (page, random) =>
    aroundFigure(
      page,
      random,
      (figure) => `${figure}${random.pick(["①", "¹", "*", "[1]", "〔注〕", "（注1）", "※"])}`,
    ),
  脚注链接: (page, random) =>
    aroundFigure(page, random, (figure) => `${figure}<a href="#n1">${1 + random.below(3)}</a>`),
  数字带单位: (page, random) =>
    aroundFigure(page, random, (figure) => `${figure}${random.pick(["件", "<span>件</span>"])}`),
  旧数另起一行: (page, random) =>
    aroundFigure(page, random, (figure) => `${figure}<br>${random.below(9000)}`),
  隐藏的旧表: (page, random) => {
    const [table] = /<table[\s\S]*?<\/table>/i.exec(page.html) ?? [];
    if (table === undefined) return undefined;
    const old = table.replaceAll(/>\d+</g, () => `>${random.below(900)}<`);
    return afterBody(
      page.html,
      random.pick([
        `<div style="display:none">${old}</div>`,
        `<template>${old}</template>`,
        `<!-- ${old} -->`,
        `<noscript>${old}</noscript>`,
      ]),
    );
  },
  网站名与主办单位: (page, random) => {
    const other = random.pick(["霁原市桐津区人民政府", "穗泽市人民政府办公室"]);
    return page.html
      .replace(/<body[^>]*>/i, `$&<h1>${other}门户网站</h1>`)
      .replace(/<\/body>/i, `<div>主办：${other}　承办：${other}</div></body>`);
  },
  往年附件: (page, random) => {
    const other = page.year - 1 - random.below(3);
    return page.html.replace(
      /<\/body>/i,
      `<p>附件：${titleOf(page, other)}.docx</p><p>${other}年1月${1 + random.below(28)}日</p></body>`,
    );
  },
};
