import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { WrappedPdfiumModule } from "@embedpdf/pdfium";
import { memoryOf } from "./pdfium-memory";

const FILE = join(
  dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")),
  "../fonts/NotoSansHans-Regular.otf",
);
const NAME = "NotoSansHans-Regular";

/** Numbers of Windows character sets, as pdfium asks for them. */
const GB2312 = 134;
const EAST_ASIAN = new Set([128, 129, GB2312, 136]);
/** Faces that pdfium has likenesses of; a face with another name may hold Chinese whatever its character set is said to be. */
const LATIN =
  /arial|helvetica|times|courier|symbol|dingbat|calibri|cambria|verdana|georgia|tahoma/i;

/** What is handed out for the one font that there is. */
const THE_FONT = 1;
const NONE = 0;

/**
 * Has pdfium draw text whose font is not in the document, such as STSong-Light or SimSun, with the Chinese font of the
 * project: without one it leaves such characters out.
 */
export function offerChineseFont({ pdfium, ...methods }: WrappedPdfiumModule): void {
  let file: Buffer | undefined;
  const font = (): Buffer => (file ??= readFileSync(FILE));
  // The members of FPDF_SYSFONTINFO (fpdf_sysfontinfo.h), in its order.
  const members: (readonly [(...given: number[]) => number | void, string])[] = [
    [() => undefined, "vi"], // Release
    [() => undefined, "vii"], // EnumFonts
    [
      (_info, _weight, _italic, charset = 0, _pitch, face = 0) =>
        EAST_ASIAN.has(charset) || !LATIN.test(pdfium.UTF8ToString(face)) ? THE_FONT : NONE,
      "iiiiiiii",
    ], // MapFont
    [() => NONE, "iii"], // GetFont
    [
      (_info, _font, tag = 0, buffer = 0, size = 0) => {
        const data = tableOf(font(), tag >>> 0);
        if (buffer !== 0 && size >= data.length) memoryOf(pdfium).set(data, buffer);
        return data.length;
      },
      "iiiiii",
    ], // GetFontData
    [
      (_info, _font, buffer = 0, size = 0) => {
        if (buffer !== 0 && size > NAME.length) pdfium.stringToUTF8(NAME, buffer, size);
        return NAME.length + 1;
      },
      "iiiii",
    ], // GetFaceName
    [() => GB2312, "iii"], // GetFontCharset
    [() => undefined, "vii"], // DeleteFont
  ];
  const info = pdfium.wasmExports.malloc(4 * (members.length + 1));
  const version = 1;
  pdfium.setValue(info, version, "i32");
  members.forEach(([member, signature], index) => {
    pdfium.setValue(info + 4 * (index + 1), pdfium.addFunction(member, signature), "i32");
  });
  methods.FPDF_SetSystemFontInfo(info);
}

/** A table of an OpenType file by the number of its tag; 0 is the whole file. */
function tableOf(font: Buffer, tag: number): Uint8Array {
  if (tag === 0) return font;
  const tables = font.readUInt16BE(4);
  for (let entry = 12; entry < 12 + 16 * tables; entry += 16) {
    if (font.readUInt32BE(entry) !== tag) continue;
    const offset = font.readUInt32BE(entry + 8);
    return font.subarray(offset, offset + font.readUInt32BE(entry + 12));
  }
  return new Uint8Array();
}
