import { crc32, deflateSync } from "node:zlib";

/** A picture as pdfium draws it: rows of `stride` bytes, four a pixel in the order blue, green, red, unused. */
export interface Bitmap {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const BITS = 8;
const COLOURS = { gray: 0, rgb: 2 } as const;

/** A PNG of a bitmap: gray where all of it is, which most pages of reports are. */
export function encodePng(bitmap: Bitmap): Uint8Array {
  const colours = isGray(bitmap) ? "gray" : "rgb";
  const header = Buffer.alloc(13);
  header.writeUInt32BE(bitmap.width, 0);
  header.writeUInt32BE(bitmap.height, 4);
  header[8] = BITS;
  header[9] = COLOURS[colours];
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(scanLines(bitmap, colours))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function isGray({ pixels, width, height, stride }: Bitmap): boolean {
  for (let row = 0; row < height; row += 1)
    for (let at = row * stride; at < row * stride + 4 * width; at += 4)
      if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return false;
  return true;
}

/** Each row begins with the number of its filter; 0 is none. */
function scanLines(
  { pixels, width, height, stride }: Bitmap,
  colours: keyof typeof COLOURS,
): Uint8Array {
  const channels = colours === "gray" ? [0] : [2, 1, 0];
  const lines = new Uint8Array((width * channels.length + 1) * height);
  let to = 0;
  for (let row = 0; row < height; row += 1) {
    to += 1;
    for (let at = row * stride; at < row * stride + 4 * width; at += 4)
      for (const channel of channels) lines[to++] = pixels[at + channel] ?? 0;
  }
  return lines;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const made = Buffer.alloc(typed.length + 8);
  made.writeUInt32BE(data.length, 0);
  typed.copy(made, 4);
  made.writeUInt32BE(crc32(typed), typed.length + 4);
  return made;
}
