/** Text that was set in one go, in points from the top left corner of the page. */
export interface Run {
  readonly text: string;
  /** Middle of the run. */
  readonly x: number;
  readonly y: number;
  /** Extent along the writing direction and size of the type. */
  readonly length: number;
  readonly size: number;
  /** Quarter turns clockwise from ordinary horizontal writing; 0 for upright text. */
  readonly turn: 0 | 1 | 2 | 3;
}

/** A ruling line, horizontal or vertical: `at` is its y or x, `from`-`to` its extent. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Rules {
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
}

/** What a page shows. */
export interface PageMarks extends Rules {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  /** Characters that are in the text layer but not drawn, as in a scan that was put through OCR. */
  readonly unseen: number;
}
