import { describe, expect, it } from "vitest";
import { boxOf, isOverlapping, placeLabels, spreadOut } from "#charts/label-placement";
import { balanceText, measureText, wrapText } from "#charts/text-layout";
import { randomFrom } from "./bodies";

const bounds = { left: 0, right: 600, top: 0, bottom: 300 };

describe("placing names", () => {
  const random = randomFrom(11);
  const points = Array.from({ length: 60 }, (_, index) => ({
    x: random() * 600,
    y: random() * 300,
    text: `第${String(index)}区`,
  }));
  const placed = placeLabels(points, { bounds, dots: points, fontSize: 12 });
  const boxes = placed.map(({ point, place }) => boxOf(point.text, place, 12));

  it("names some of a crowd, none over another and none outside", () => {
    expect(placed.length).toBeGreaterThan(10);
    expect(
      boxes.some((box, i) => boxes.slice(i + 1).some((other) => isOverlapping(box, other))),
    ).toBe(false);
    expect(
      boxes.every((box) => box.left >= 0 && box.right <= 600 && box.top >= 0 && box.bottom <= 300),
    ).toBe(true);
  });

  it("covers no dot", () => {
    const inside = boxes.some((box) =>
      points.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom),
    );
    expect(inside).toBe(false);
  });

  it("keeps the first where two want the same place", () => {
    const twins = [
      { x: 300, y: 150, text: "重要" },
      ...Array.from({ length: 20 }, () => ({ x: 300, y: 150, text: "其次" })),
    ];
    expect(placeLabels(twins, { bounds, dots: twins, fontSize: 12 })[0]?.point.text).toBe("重要");
  });
});

describe("lines of text", () => {
  it("move apart and stay in order and inside", () => {
    const heights = spreadOut([100, 98, 99, 40], 13, 120);
    expect(heights[3]).toBe(40);
    const sorted = [heights[1], heights[2], heights[0]];
    expect(sorted.every((y, i) => i === 0 || (y ?? 0) - (sorted[i - 1] ?? 0) >= 13)).toBe(true);
    expect(Math.max(...heights)).toBeLessThanOrEqual(120);
  });

  it("wrap without losing a character", () => {
    const name = "黔西南布依族苗族自治示范县";
    const lines = wrapText(name, 12, 84);
    expect(lines.replaceAll("\n", "")).toBe(name);
    expect(measureText(lines, 12)).toBeLessThanOrEqual(84);
  });

  it("break a heading in the middle", () => {
    expect(balanceText("予以公开", 10, 35)).toBe("予以\n公开");
  });
});
