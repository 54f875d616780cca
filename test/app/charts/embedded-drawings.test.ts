import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { leaveOutDrawings, takeDrawingsFromMarkup } from "#charts/embedded-drawings";

const drawing = { wide: "<svg><a href='/x'>宽</a></svg>", narrow: "<svg>窄</svg>" };
const markup = `<figure data-chart="mix"><div data-picture>${drawing.wide}</div><div data-picture>${drawing.narrow}</div></figure>`;
const dataOf = (id: string) => ({ page: { charts: { first: { id, title: "<甲>", drawing } } } });

describe("pictures of a page", () => {
  it("are sent once, in the markup, and put back in the browser before React takes over", () => {
    const sent = leaveOutDrawings(JSON.stringify(dataOf("mix")), markup);
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
    expect(JSON.parse(leaveOutDrawings(JSON.stringify(dataOf("years")), markup))).toEqual(
      dataOf("years"),
    );
  });
});
