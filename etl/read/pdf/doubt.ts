/** Why a PDF is left to pdf.js: pdfium could read something in it otherwise. */
export class Doubt extends Error {}
