/** A chart as SVG text of our own server, at the two widths that pages show. */
export interface Drawing {
  readonly wide: string;
  readonly narrow: string;
}
