import { renderAsync } from "@resvg/resvg-js";
import { readFile, writeFile, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { draw } from "#charts/draw.server";
import { plotOutcomeMix } from "#charts/outcome-mix";
import { plotRankedDots } from "#charts/ranked-dots";
import { parseFont, subsetFont } from "#export/font/subset";
import { renderPng } from "#export/png.server";
import { writeSvgFile } from "#export/svg-file";
import { bodiesOf, tallies } from "../charts/bodies";
import { OUTCOMES } from "../charts/years";

const { bodies } = bodiesOf(tallies(3));
const { wide } = draw((size) => plotRankedDots(bodies, { ...size, groupRate: null }));

describe("a chart that leaves the page", () => {
  const file = writeSvgFile(wide, {
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
    const small = draw((size) => plotOutcomeMix(OUTCOMES.slice(0, 1), size)).narrow;
    const png = Buffer.from(await renderPng(writeSvgFile(small, { title: "办理结果" })));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(2 * (358 + 32));
  });
});

describe("a picture that there is no room for", () => {
  it("is refused with the reason and whom to tell", async () => {
    vi.stubEnv("TMPDIR", path.join(tmpdir(), "no such folder"));
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const refused: unknown = await renderPng(writeSvgFile(wide, { title: "图" })).catch(
      (error: unknown) => error,
    );
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    if (!(refused instanceof Response)) throw new Error("It was drawn");
    expect([refused.status, await refused.text()]).toEqual([
      503,
      expect.stringContaining("临时文件夹已满或者不能写入"),
    ]);
  });
});

describe("a picture with characters that none before had", () => {
  const pictureOf = (text: string) => renderPng(svgFileOf(text));
  const svgFileOf = (text: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="5" y="30" font-size="24">${text}</text></svg>`;

  it("is drawn with them, and those before are drawn as they were", async () => {
    const first = await pictureOf("甲县");
    const [other, blank] = [await pictureOf("葭塘"), await pictureOf("")];
    expect(other.length).toBeGreaterThan(blank.length + 500);
    expect(Buffer.from(await pictureOf("甲县")).equals(Buffer.from(first))).toBe(true);
  });
});

describe("the font of a picture", () => {
  const text = "示例省2025年不掌握率38.7%（虚构），“—”÷Σ、葭塘区 <g>&";
  const whole = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")),
    "../fonts/NotoSansHans-Regular.otf",
  );
  const drawn = async (fontFile: string) =>
    (
      await renderAsync(
        `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="40"><text x="5" y="30" font-size="24" font-kerning="none">${text.replace("&", "&amp;").replace("<", "&lt;")}</text></svg>`,
        {
          background: "#ffffff",
          font: {
            fontFiles: [fontFile],
            loadSystemFonts: false,
            defaultFontFamily: "Noto Sans S Chinese",
          },
        },
      )
    ).asPng();

  it("draws its characters as the whole font does, from a file a hundredth as long", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "gongkai-subset-"));
    const file = await readFile(whole);
    const small = subsetFont(parseFont(file), text);
    expect(small.length * 100).toBeLessThan(file.length);
    await writeFile(path.join(folder, "subset.otf"), small);
    const [before, after] = [await drawn(whole), await drawn(path.join(folder, "subset.otf"))];
    expect(before.length).toBeGreaterThan(5000);
    expect(after.equals(before)).toBe(true);
    await rm(folder, { recursive: true });
  });

  it("leaves out a character that the whole font lacks", async () => {
    const font = parseFont(await readFile(whole));
    expect(font.glyphOf(0x10ffff)).toBe(0);
    expect(subsetFont(font, "省\u{10ffff}").equals(subsetFont(font, "省"))).toBe(true);
  });
});
