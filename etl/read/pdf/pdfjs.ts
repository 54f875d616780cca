const { push } = Array.prototype;
const { parse, stringify } = JSON;

/**
 * pdf.js without its polyfills of Array.prototype.push, JSON.parse and JSON.stringify, with which every
 * document read after the first PDF takes up to half as long again.
 */
export const { getDocument, OPS, PDFWorker, VerbosityLevel } =
  await import("pdfjs-dist/legacy/build/pdf.mjs");
export type PDFWorker = InstanceType<typeof PDFWorker>;

Object.assign(Array.prototype, { push });
Object.assign(JSON, { parse, stringify });
