/** A picture in shades of grey, row by row from the top left: 0 is black. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly shades: Uint8Array;
}

/** A part of a picture in pixels; right and bottom are not in it. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const WHITE = 255;
/** How much lighter than half-way between ink and paper the edges of letters are. */
const EDGES = 20;
/** No paper of a readable scan is darker. */
const LIGHTEST_INK = 190;

/** The shade below which a pixel is ink: half-way between the means of Otsu's two classes, a little lighter. */
export function findInkLevel({ shades }: GrayImage): number {
  const counts = new Float64Array(256);
  for (const shade of shades) counts[shade] = (counts[shade] ?? 0) + 1;
  let sum = 0;
  counts.forEach((count, shade) => (sum += count * shade));
  let [dark, darkSum, best, level] = [0, 0, 0, 128];
  for (let shade = 0; shade < 256; shade += 1) {
    dark += counts[shade] ?? 0;
    darkSum += shade * (counts[shade] ?? 0);
    const light = shades.length - dark;
    if (dark === 0 || light === 0) continue;
    const means = [darkSum / dark, (sum - darkSum) / light] as const;
    const apart = dark * light * (means[0] - means[1]) ** 2;
    if (apart > best) [best, level] = [apart, (means[0] + means[1]) / 2];
  }
  return Math.min(LIGHTEST_INK, level + EDGES);
}

/** The shade between the pixels around a point; white outside. */
export function shadeAt({ width, height, shades }: GrayImage, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return WHITE;
  const at = top * width + left;
  const [across, down] = [x - left, y - top];
  const upper = (shades[at] ?? WHITE) * (1 - across) + (shades[at + 1] ?? WHITE) * across;
  const lower =
    (shades[at + width] ?? WHITE) * (1 - across) + (shades[at + width + 1] ?? WHITE) * across;
  return upper * (1 - down) + lower * down;
}

/** Degrees that a page on a scanner may be turned. */
const WIDEST_TURN = 3;

/** The picture turned so that its lines are level. */
export function levelImage(image: GrayImage, ink: number): GrayImage {
  const angle = findTurn(image, ink);
  if (Math.abs(angle) < 0.0003) return image;
  const { width, height } = image;
  const shades = new Uint8Array(width * height).fill(WHITE);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [right, down] = [x - width / 2, y - height / 2];
      shades[y * width + x] = shadeAt(
        image,
        width / 2 + right * cos - down * sin,
        height / 2 + right * sin + down * cos,
      );
    }
  return { width, height, shades };
}

/** The angle under which ink gathers most in rows, in radians. */
function findTurn({ width, height, shades }: GrayImage, ink: number): number {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = y % 4; x < width; x += 4)
      if ((shades[y * width + x] ?? WHITE) < ink) {
        xs.push(x);
        ys.push(y);
      }
  const margin = Math.ceil(width * Math.tan((WIDEST_TURN * Math.PI) / 180)) + 1;
  const gatheringAt = (degrees: number): number => {
    const slope = Math.tan((degrees * Math.PI) / 180);
    const rows = new Float64Array(height + 2 * margin);
    xs.forEach((x, index) => {
      const row = Math.round((ys[index] ?? 0) - x * slope) + margin;
      rows[row] = (rows[row] ?? 0) + 1;
    });
    return rows.reduce((sum, count) => sum + count * count, 0);
  };
  const bestOf = (from: number, to: number, step: number): number => {
    let [best, most] = [0, -1];
    for (let degrees = from; degrees <= to; degrees += step) {
      const gathering = gatheringAt(degrees);
      if (gathering > most) [best, most] = [degrees, gathering];
    }
    return best;
  };
  const coarse = bestOf(-WIDEST_TURN, WIDEST_TURN, 0.1);
  return (bestOf(coarse - 0.1, coarse + 0.1, 0.02) * Math.PI) / 180;
}

/** A part of a picture with white around it where it reaches beyond. */
export function cropImage(image: GrayImage, region: Region, margin: number): GrayImage {
  const width = region.right - region.left + 2 * margin;
  const height = region.bottom - region.top + 2 * margin;
  const shades = new Uint8Array(width * height).fill(WHITE);
  for (let y = 0; y < height; y += 1) {
    const from = region.top - margin + y;
    if (from < 0 || from >= image.height) continue;
    for (let x = 0; x < width; x += 1) {
      const at = region.left - margin + x;
      if (at >= 0 && at < image.width)
        shades[y * width + x] = image.shades[from * image.width + at] ?? WHITE;
    }
  }
  return { width, height, shades };
}
