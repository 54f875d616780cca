import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { GrayImage } from "./gray-image";
import { DENSITY } from "./image-lines";
import { type Matrix, multiply, parseMatrix } from "../pdf/geometry";
import { OPS } from "../pdf/pdfjs";

/** A picture as pdf.js decodes it: one bit, three or four bytes a pixel. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

const BITS = 1;
const BYTES_OF_KIND: Readonly<Record<number, number>> = { 2: 3, 3: 4 };

/** Draws the pictures of a page, of which a scanned page consists, and nothing else. */
export async function drawPageImages(page: PDFPageProxy): Promise<GrayImage> {
  const { width, height, transform } = page.getViewport({ scale: DENSITY / 72 });
  const sheet = {
    width: Math.round(width),
    height: Math.round(height),
    shades: new Uint8Array(Math.round(width) * Math.round(height)).fill(255),
  };
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 });
  const stack: Matrix[] = [];
  let matrix: Matrix = parseMatrix(transform) ?? [1, 0, 0, -1, 0, height];
  for (const [index, operation] of fnArray.entries()) {
    const given: unknown = argsArray[index];
    const args: readonly unknown[] = Array.isArray(given) ? given : [];
    if (operation === OPS.save) stack.push(matrix);
    else if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd)
      matrix = stack.pop() ?? matrix;
    else if (operation === OPS.transform)
      matrix = multiply(matrix, parseMatrix(args) ?? [1, 0, 0, 1, 0, 0]);
    else if (operation === OPS.paintFormXObjectBegin) {
      stack.push(matrix);
      matrix = multiply(matrix, parseMatrix(args[0]) ?? [1, 0, 0, 1, 0, 0]);
    } else if (operation === OPS.paintImageXObject) {
      const picture = await pictureOf(page, String(args[0]));
      if (picture) drawPicture(sheet, picture, matrix);
    } else if (operation === OPS.paintInlineImageXObject && isPicture(args[0]))
      drawPicture(sheet, args[0], matrix);
  }
  return sheet;
}

/** A picture that several pages share is kept with the document. */
function pictureOf(page: PDFPageProxy, name: string): Promise<Picture | undefined> {
  const objects = name.startsWith("g_") ? page.commonObjs : page.objs;
  return new Promise((resolve) => {
    objects.get(name, (found: unknown) => resolve(isPicture(found) ? found : undefined));
  });
}

function isPicture(value: unknown): value is Picture {
  return (
    typeof value === "object" &&
    value !== null &&
    "data" in value &&
    (value.data instanceof Uint8Array || value.data instanceof Uint8ClampedArray) &&
    "kind" in value &&
    "width" in value &&
    "height" in value
  );
}

/** Pixels of the page on which the matrix places the unit square, with the mean shade of what they show. */
function drawPicture(
  sheet: { readonly width: number; readonly height: number; readonly shades: Uint8Array },
  picture: Picture,
  matrix: Matrix,
): void {
  const [a, b, c, d, e, f] = matrix;
  const determinant = a * d - b * c;
  if (determinant === 0) return;
  const xs = [e, e + a, e + c, e + a + c];
  const ys = [f, f + b, f + d, f + b + d];
  const [left, right] = [
    Math.max(0, Math.floor(Math.min(...xs))),
    Math.min(sheet.width, Math.ceil(Math.max(...xs))),
  ];
  const [top, bottom] = [
    Math.max(0, Math.floor(Math.min(...ys))),
    Math.min(sheet.height, Math.ceil(Math.max(...ys))),
  ];
  const shadeOf = shadesOf(picture);
  // A finer scan than the page is looked at is averaged over as many samples a pixel.
  const fine = Math.max(1, Math.min(4, Math.round(picture.width / Math.max(1, Math.hypot(a, b)))));
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      let sum = 0;
      let count = 0;
      for (let sample = 0; sample < fine * fine; sample += 1) {
        const dx = x + ((sample % fine) + 0.5) / fine - e;
        const dy = y + (Math.floor(sample / fine) + 0.5) / fine - f;
        const across = Math.floor(((d * dx - c * dy) / determinant) * picture.width);
        const up = (a * dy - b * dx) / determinant;
        const down = Math.floor((1 - up) * picture.height);
        if (across < 0 || down < 0 || across >= picture.width || down >= picture.height) continue;
        sum += shadeOf(across, down);
        count += 1;
      }
      if (count > 0) sheet.shades[y * sheet.width + x] = sum / count;
    }
}

function shadesOf({ width, kind, data }: Picture): (x: number, y: number) => number {
  if (kind === BITS) {
    const rowBytes = Math.ceil(width / 8);
    return (x, y) => (((data[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0);
  }
  const size = BYTES_OF_KIND[kind] ?? 1;
  if (size === 1) return (x, y) => data[y * width + x] ?? 255;
  return (x, y) => {
    const [red = 255, green = 255, blue = 255] = data.subarray(
      (y * width + x) * size,
      (y * width + x) * size + 3,
    );
    return 0.3 * red + 0.59 * green + 0.11 * blue;
  };
}
