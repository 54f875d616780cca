import { renderAsync } from "@resvg/resvg-js";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseFont, type OpenTypeFont } from "./font/subset";
import { subsetFont } from "./font/subset";

const FAMILY = "Noto Sans S Chinese";
const FOLDER = join(
  dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")),
  "../fonts",
);
const WEIGHTS = ["Regular", "Bold"];
let fonts: Promise<readonly OpenTypeFont[]> | undefined;

/**
 * An SVG file (`svgFile`) as PNG, at twice its size so that it prints sharply, drawn beside the event
 * loop with fonts that come with the project.
 */
export async function renderPng(file: string, scale = 2): Promise<Uint8Array<ArrayBuffer>> {
  // The minus of this font is as wide as the dash that stands for “not calculable”.
  const svg = file.replaceAll("−", "–");
  const folder = await mkdtemp(join(tmpdir(), "gongkai-font-"));
  try {
    const picture = await renderAsync(svg, {
      background: "#ffffff",
      fitTo: { mode: "zoom", value: scale },
      font: {
        fontFiles: await writeFontFiles(svg, folder),
        loadSystemFonts: false,
        defaultFontFamily: FAMILY,
      },
    });
    return new Uint8Array(picture.asPng());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The fonts with the characters of a picture only. The renderer reads its font files again for each
 * text that it lays out, 370 times for a funnel of 90 districts: 8 MB each would be 3 GB.
 */
async function writeFontFiles(svg: string, folder: string): Promise<string[]> {
  fonts ??= Promise.all(WEIGHTS.map(readFont));
  return Promise.all(
    (await fonts).map(async (font, index) => {
      const file = join(folder, `${index}.otf`);
      await writeFile(file, subsetFont(font, svg));
      return file;
    }),
  );
}

async function readFont(weight: string): Promise<OpenTypeFont> {
  return parseFont(await readFile(join(FOLDER, `NotoSansHans-${weight}.otf`)));
}
