const { push } = Array.prototype;
const { parse, stringify } = JSON;

/**
 * pdf.js, without the slower functions that its build for this Node.js puts in the place of built-in
 * ones: every document read after the first PDF would take up to half as long again.
 */
export const { getDocument, OPS, PDFWorker, VerbosityLevel } =
  await import("pdfjs-dist/legacy/build/pdf.mjs");
export type PDFWorker = InstanceType<typeof PDFWorker>;

Object.assign(Array.prototype, { push });
Object.assign(JSON, { parse, stringify });
