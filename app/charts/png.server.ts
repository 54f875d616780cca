import { Resvg } from "@resvg/resvg-js";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const FAMILY = "Noto Sans S Chinese";
const fonts = join(
  dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")),
  "../fonts",
);
const fontFiles = ["Regular", "Bold"].map((weight) => join(fonts, `NotoSansHans-${weight}.otf`));

/** An SVG file as PNG, at twice its size so that it prints sharply; fonts come with the project. */
export function pngOf(svgFile: string, scale = 2): Uint8Array<ArrayBuffer> {
  const picture = new Resvg(svgFile, {
    background: "#ffffff",
    fitTo: { mode: "zoom", value: scale },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: FAMILY },
  });
  return new Uint8Array(picture.render().asPng());
}
