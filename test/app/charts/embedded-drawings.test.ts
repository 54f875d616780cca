import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { takeDrawingsFromMarkup } from "#charts/embedded-drawings";
import { copyAsJson, leaveOutDrawings, PageDrawing } from "#charts/page-drawing.server";

const drawing = { wide: "<svg><a href='/x'>宽</a></svg>", narrow: "<svg>窄</svg>" };
const markup = `<figure data-chart="mix"><div data-picture>${drawing.wide}</div><div data-picture>${drawing.narrow}</div></figure>`;
const dataOf = (id: string) => ({
  page: { charts: { first: { id, title: "<甲>", drawing: new PageDrawing(drawing) } } },
});

/** As the framework writes it into a page. */
const escape = (json: string): string => json.replaceAll("<", String.raw`\u003c`);

describe("pictures of a page", () => {
  it("are sent once, in the markup, and put back in the browser before React takes over", () => {
    const handedOver = copyAsJson(dataOf("mix")) as ReturnType<typeof dataOf>;
    expect(handedOver.page.charts.first.drawing).toMatchObject(drawing);
    const sent = leaveOutDrawings(escape(JSON.stringify(handedOver)), markup, handedOver);
    expect(sent).not.toContain("svg");
    expect(sent).not.toContain("<");

    const { document } = parseHTML(`<html><body>${markup}</body></html>`);
    const data = JSON.parse(sent) as ReturnType<typeof dataOf>;
    takeDrawingsFromMarkup(data, document);
    expect(data.page.charts.first.title).toBe("<甲>");
    expect(data.page.charts.first.drawing.wide).toContain("宽");
    expect(data.page.charts.first.drawing.narrow).toContain("窄");
  });

  it("stay among the data where the markup does not show them", () => {
    for (const data of [dataOf("years"), copyAsJson(dataOf("years"))])
      expect(JSON.parse(leaveOutDrawings(JSON.stringify(data), markup, data))).toMatchObject({
        page: { charts: { first: { id: "years", drawing } } },
      });
  });

  it("are written with the data where these are asked for alone", () => {
    expect(JSON.parse(JSON.stringify(dataOf("mix")))).toMatchObject({
      page: { charts: { first: { drawing } } },
    });
  });
});
