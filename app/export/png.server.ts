import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { writePng } from "./png-file";
import { parseFont, subsetFont, type OpenTypeFont } from "./font/subset";

const FAMILY = "Noto Sans S Chinese";
const FOLDER = join(
  dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")),
  "../fonts",
);
const WEIGHTS = ["Regular", "Bold"];

/**
 * An SVG file ({@link writeSvgFile}) as PNG, at twice its size so that it prints sharply, drawn
 * with fonts that come with the project. Drawn on the thread that asks: on those of the pool each keeps the memory of its own
 * last picture, 30 MB, and nothing else is to be done where pictures are drawn (docs/decisions/050-serving.md).
 */
export async function renderPng(file: string, scale = 2): Promise<Uint8Array<ArrayBuffer>> {
  // The minus of this font is as wide as the dash that stands for “not calculable”.
  const svg = file.replaceAll("−", "–");
  const fonts = await fontsFor(svg);
  const { Resvg } = await loadRenderer();
  const { folder, files: fontFiles } = await writeFonts(fonts);
  try {
    const picture = new Resvg(svg, {
      background: "#ffffff",
      fitTo: { mode: "zoom", value: scale },
      font: { fontFiles, loadSystemFonts: false, defaultFontFamily: FAMILY },
    }).render();
    const png = writePng(picture.pixels, picture);
    // V8 does not see the pixels that the renderer holds outside its heap, 14 MB a picture: 24 pictures
    // grew the process by 280 MB. A buffer of their size, dropped at once, makes it collect them: by 80 MB.
    void new ArrayBuffer(4 * picture.width * picture.height);
    return png;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The renderer, when the first picture is asked for. It gives the memory of each picture, 14 MB twice over, back to the
 * system at once and asks for it again, which takes longer than to draw: told before it is loaded, it keeps it a second.
 */
function loadRenderer() {
  process.env["MIMALLOC_PURGE_DELAY"] ??= "1000";
  return import("@resvg/resvg-js");
}

const NO_ROOM =
  "服务器的临时文件夹已满或者不能写入，暂时画不出图片。请系统维护人员清理后，再打开这个网址。";

/**
 * Writes fonts into a folder of their own, since the renderer reads them from files only.
 * @throws Response 503 with the reason where they cannot be written.
 */
async function writeFonts(
  fonts: readonly Buffer[],
): Promise<{ readonly folder: string; readonly files: string[] }> {
  let folder: string | null = null;
  try {
    folder = await mkdtemp(join(tmpdir(), "gongkai-font-"));
    const files = fonts.map((_, index) => join(folder ?? "", `${index}.otf`));
    await Promise.all(files.map((file, index) => writeFile(file, fonts[index] ?? "")));
    return { folder, files };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (folder !== null) await rm(folder, { recursive: true, force: true });
    throw new Response(NO_ROOM, { status: 503 });
  }
}

/** Every character drawn since the process began: those of our words and of the loaded names. */
let drawn: ReadonlySet<string> = new Set();
let whole: Promise<readonly OpenTypeFont[]> | undefined;
let subsets: readonly Buffer[] = [];

/**
 * The fonts, cut down to the characters drawn so far; cut anew when a picture brings others. The
 * renderer reads its font files again for each text that it lays out, 370 times for a funnel of 90
 * districts: with 8 MB each a picture takes nearly twice the
 * processor time as with 30 kB (docs/decisions/031-fonts.md).
 */
async function fontsFor(svg: string): Promise<readonly Buffer[]> {
  whole ??= Promise.all(WEIGHTS.map(readFont));
  const fonts = await whole;
  const characters = new Set([...drawn, ...svg]);
  if (characters.size > drawn.size) {
    const text = [...characters].join("");
    subsets = fonts.map((font) => subsetFont(font, text));
    drawn = characters;
  }
  return subsets;
}

/** A font whose outlines are kept once they were read: a character that was drawn before is in every later cut. */
async function readFont(weight: string): Promise<OpenTypeFont> {
  const font = parseFont(await readFile(join(FOLDER, `NotoSansHans-${weight}.otf`)));
  const outlines = new Map<number, Uint8Array>();
  const outlineOf = (glyph: number): Uint8Array => {
    const outline = outlines.get(glyph) ?? font.outlineOf(glyph);
    outlines.set(glyph, outline);
    return outline;
  };
  return { ...font, outlineOf };
}
