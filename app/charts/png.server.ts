import { renderAsync } from "@resvg/resvg-js";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const FAMILY = "Noto Sans S Chinese";
const fonts = join(
  dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")),
  "../fonts",
);
const fontFiles = ["Regular", "Bold"].map((weight) => join(fonts, `NotoSansHans-${weight}.otf`));

/**
 * An SVG file (`svgFile`) as PNG, at twice its size so that it prints sharply. The fonts come with the
 * project; drawing takes a second or two for a long chart and happens beside the event loop.
 */
export async function pngOf(file: string, scale = 2): Promise<Uint8Array<ArrayBuffer>> {
  // The minus of this font is as wide as the dash that stands for “not calculable”.
  const picture = await renderAsync(file.replaceAll("−", "–"), {
    background: "#ffffff",
    fitTo: { mode: "zoom", value: scale },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: FAMILY },
  });
  return new Uint8Array(picture.asPng());
}
