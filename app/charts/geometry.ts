import type { Margins, Size } from "./frame";
import type { Box } from "./label-placement";

/** Where a chart with a square-root x axis and a linear y axis, both from 0, puts a value; and back. */
export class Geometry {
  readonly bounds: Box;

  constructor(
    size: Size & { readonly height: number } & Required<Margins>,
    private readonly mostX: number,
    private readonly mostY: number,
  ) {
    this.bounds = {
      left: size.marginLeft,
      right: size.width - size.marginRight,
      top: size.marginTop,
      bottom: size.height - size.marginBottom,
    };
  }

  x(value: number): number {
    const { left, right } = this.bounds;
    return left + (right - left) * Math.sqrt(value / this.mostX);
  }

  y(value: number): number {
    const { top, bottom } = this.bounds;
    return bottom - (bottom - top) * (value / this.mostY);
  }

  atX(pixel: number): number {
    const { left, right } = this.bounds;
    return Math.max(0, (pixel - left) / (right - left)) ** 2 * this.mostX;
  }

  atY(pixel: number): number {
    const { top, bottom } = this.bounds;
    return ((bottom - pixel) / (bottom - top)) * this.mostY;
  }
}
