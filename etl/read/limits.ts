/** Upper limits on what one document may cost. Real reports stay far below all of them. */
export const LIMITS = {
  /** Bytes of a document. */
  bytes: 64 * 1024 * 1024,
  /**
   * What reading one document may cost a process: bytes in memory, milliseconds of the processor, and
   * milliseconds by the clock, which run on while other programs are busy.
   */
  reading: { memory: 512 * 1024 * 1024, time: 5_000, wait: 30_000 },
  /** The same for a scan whose text is recognised. */
  scan: { memory: 1024 * 1024 * 1024, time: 90_000, wait: 180_000 },
  /** Bytes of a file in our own figures format that is read without a process of its own. */
  figuresBytes: 256 * 1024,
  /** Lines of one, many times the cells of the form. */
  figuresLines: 2_000,

  /** Bytes of a table that people write, such as manifest.csv. */
  tableBytes: 16 * 1024 * 1024,

  /** Slots of one table, and of all tables of a document. */
  gridCells: 20_000,
  documentCells: 200_000,
  /** Largest span that a cell may declare. */
  rowSpan: 1_000,
  columnSpan: 200,

  /** Merged areas of a sheet. */
  mergedAreas: 2_000,

  /** Elements of a web page, their nesting, and the attributes of one. */
  elements: 300_000,
  nesting: 512,
  attributesOfAnElement: 256,

  /** Pages of a document that has pages, characters of all its text, operators that draw one page. */
  pages: 400,
  characters: 4_000_000,
  operators: 400_000,

  /** Parts of a mail or a page saved as one file, and their nesting. */
  messageParts: 2_000,
  messageNesting: 16,

  /** Files in an archive, and their bytes when unpacked. */
  archiveEntries: 2_000,
  unpackedBytes: 128 * 1024 * 1024,
  /** Files in an archive of documents, its bytes, those of all its files unpacked, and archives within. */
  bundleEntries: 5_000,
  bundleBytes: 512 * 1024 * 1024,
  bundleUnpackedBytes: 1024 * 1024 * 1024,
  bundleNesting: 3,
  /** How many times its packed size a file of more than `ratioFrom` unpacked bytes may have. */
  ratio: 250,
  ratioFrom: 4 * 1024 * 1024,
} as const;
