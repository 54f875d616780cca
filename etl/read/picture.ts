import { Resvg } from "@resvg/resvg-js";
import { type Document, UnreadableDocument } from "./document";
import type { GrayImage } from "./scan/gray-image";
import { DENSITY } from "./scan/image-lines";
import { readScan } from "./scan";

/** Inches of the shorter side of A4, which a picture is taken to show. */
const PAPER_WIDTH = 8.27;
/** Most pixels of a picture, as it is stored and as it is looked at. */
const MOST_PIXELS = 60_000_000;

/** Reads a report that is one picture (.png, .jpg): a scanned or photographed page, or a long screenshot. */
export function readPicture(bytes: Uint8Array, file: string): Promise<Document> {
  return readScan(file, {
    format: "picture",
    what: "文件是图片",
    pages: () => [toPage(bytes)],
  });
}

function toPage(bytes: Uint8Array): GrayImage {
  const { width, height, type } = measure(bytes);
  if (width * height > MOST_PIXELS)
    throw new UnreadableDocument("图片过大，未读取；请缩小后重新提供，或由人工录入");
  const across = Math.round(DENSITY * PAPER_WIDTH * (width > height ? Math.SQRT2 : 1));
  const down = Math.round((across * height) / width);
  if (!(down > 0) || across * down > MOST_PIXELS)
    throw new UnreadableDocument("图片的长宽不像报告的一页，未读取；请提供文字版或由人工录入");
  const href = `data:image/${type};base64,${Buffer.from(bytes).toString("base64")}`;
  const drawing = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}"><rect width="100%" height="100%" fill="#fff"/><image width="${across}" height="${down}" preserveAspectRatio="none" href="${href}"/></svg>`,
    { font: { loadSystemFonts: false } },
  ).render();
  const { pixels } = drawing;
  const shades = new Uint8Array(drawing.width * drawing.height);
  for (let at = 0; at < shades.length; at += 1)
    shades[at] =
      0.3 * (pixels[4 * at] ?? 0) +
      0.59 * (pixels[4 * at + 1] ?? 0) +
      0.11 * (pixels[4 * at + 2] ?? 0);
  return { width: drawing.width, height: drawing.height, shades };
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly type: "png" | "jpeg";
}

/** @throws UnreadableDocument for pictures that are neither PNG nor JPEG, and damaged ones */
function measure(bytes: Uint8Array): Size {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes[0] === 0x89 && view.byteLength > 24;
  const size = isPng
    ? { width: view.getUint32(16), height: view.getUint32(20), type: "png" as const }
    : measureJpeg(view);
  if (!size || size.width === 0 || size.height === 0)
    throw new UnreadableDocument(
      "图片不是PNG或JPEG，或已损坏，未读取；请另存为PNG、JPEG或PDF后重新提供，或由人工录入",
    );
  return size;
}

/** Follows the segments of a JPEG to the frame, which states its size. */
function measureJpeg(view: DataView): Size | undefined {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const kind = view.getUint8(at + 1);
    const isFrame = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind);
    if (isFrame)
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), type: "jpeg" };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
