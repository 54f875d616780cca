import { parse, serialize } from "parse5";
import { describe, expect, it } from "vitest";
import { parsePage } from "#etl/read/html-parser";
import { layOut } from "../../support/documents/layout";
import { asHtml } from "../../support/documents/html";
import { Random } from "../../support/documents/random";
import { inventTruth } from "../../support/documents/truth";
import { fuzzSeeds } from "../../support/fuzz";

/** What pages are made of, whole and broken: tags that come again, and all that may stand in their way. */
const PIECES = [
  ...["<table>", "<tr>", "<td>", '<td colspan="2">', "<td a='x>y'>", "</td>", "</tr>", "</table>"],
  ...[
    "<p>",
    '<p class="MsoNormal">',
    "</p>",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<br/>",
    "</br>",
  ],
  ...[
    "<P ALIGN=left>",
    "<td\r\nwidth=5>",
    "<p a=1 a=2>",
    "<p a=x&amp>",
    "<p a='&lt;&nbsp'>",
    "<td '",
  ],
  ...[
    "<svg viewbox=1 xlink:href=a>",
    "</svg>",
    "<math definitionurl=x>",
    "<image src=a>",
    "<body x>",
  ],
  ...["<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<textarea>", "<!--x"],
  ...[
    "-->",
    "<!-->",
    "<![CDATA[",
    "]]>",
    "<!doctype html>",
    "<?xml?>",
    "</ >",
    "<",
    "<<",
    ">",
    "&",
  ],
  ...[
    "&amp;",
    "&nbsp",
    "&#0;",
    "&notit;",
    "\0",
    "\r\n",
    "\r",
    "\n",
    "\t",
    "  ",
    "公开",
    "𠮷",
    "\uD842",
  ],
  ...["0", "12", "=", '"', "'", "-", "/"],
];

const agree = (html: string): void => {
  const plain = parse(html, { scriptingEnabled: false });
  expect(serialize(parsePage(html).document), JSON.stringify(html)).toBe(serialize(plain));
};

describe("the tree of a page", () => {
  it("is what the parser makes of it character by character, however broken the page", () => {
    for (const seed of fuzzSeeds(800)) {
      const random = new Random(seed);
      const some = Array.from({ length: 15 }, () => random.pick(PIECES));
      agree(Array.from({ length: 60 }, () => random.pick(some)).join(""));
    }
  });

  it("is the same for a report longer than what the parser holds at a time", () => {
    const page = asHtml(layOut(inventTruth(new Random(1))));
    agree(page.repeat(8));
  });

  it("keeps the attributes of each of two tags that are written alike", () => {
    const html =
      "<svg viewbox=1 /><div><html lang=zh><body a><p viewbox=1>甲<html b><p viewbox=1>乙";
    agree(html);
    agree("<svg><p viewbox=1></p><a viewbox=1><a viewbox=1></svg><a viewbox=1>");
  });
});
