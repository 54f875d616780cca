import { describe, expect, it } from "vitest";
import { draw } from "#charts/draw.server";
import { outcomeMix } from "#charts/outcome-mix";
import { rankedDots } from "#charts/ranked-dots";
import { pngOf } from "#charts/png.server";
import { svgFile } from "#charts/svg-file";
import { bodiesOf, tallies } from "./bodies";
import { OUTCOMES } from "./years";

const { bodies } = bodiesOf(tallies(3));
const { wide } = draw((size) => rankedDots(bodies, { ...size, groupRate: null }));

describe("a chart that leaves the page", () => {
  const file = svgFile(wide, {
    title: "青溪<县> & 其他",
    subtitle: "定义",
    foot: ["来源：年度报告"],
  });

  it("carries its title, definition and source, and no link into the page", () => {
    expect(file).toContain("青溪&lt;县> &amp; 其他");
    expect(file).toContain("来源：年度报告");
    expect(file).not.toContain("<a ");
    expect(file.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
  });

  it("becomes a PNG of twice its size", async () => {
    const small = draw((size) => outcomeMix(OUTCOMES.slice(0, 1), size)).narrow;
    const png = Buffer.from(await pngOf(svgFile(small, { title: "办理结果" })));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(2 * (358 + 32));
  });
});
