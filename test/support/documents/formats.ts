import iconv from "iconv-lite";
import { asDoc } from "./doc";
import { asDocx } from "./docx";
import { asHtml } from "./html";
import { asMhtml } from "./mime";
import { asOds, asOdt } from "./odf";
import { asOfd } from "./ofd";
import { asPdf, type PdfManner, PLAIN_MANNER } from "./pdf";
import type { Random } from "./random";
import { asRtf } from "./rtf";
import type { InventedDocument } from "./invented-document";
import { asMarkdown, asText } from "./text";
import { asXls } from "./xls";
import { asXlsx } from "./xlsx";

type Write = (sample: InventedDocument, random: Random) => Promise<Uint8Array> | Uint8Array;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function mannerOf(random: Random): PdfManner {
  return {
    ...PLAIN_MANNER,
    lines: random.pick(["strokes", "boxes", "frames"] as const),
    repeatsHeader: random.chance(0.5),
    verticalLabels: random.chance(0.5),
    byCharacter: random.chance(0.5),
    drawnTwice: random.chance(0.2),
    pageNumber: random.pick([
      (page: number) => `— ${page} —`,
      (page: number) => `- ${page} -`,
      (page: number) => String(page),
    ]),
  };
}

/** Every format a report may come in: file ending and writer. */
export const FORMATS = {
  "HTML（UTF-8）": { ending: "html", write: (sample) => utf8(asHtml(sample)) },
  "HTML（GB18030）": {
    ending: "html",
    write: (sample) => iconv.encode(asHtml(sample, "gb2312"), "gb18030"),
  },
  DOCX: { ending: "docx", write: (sample) => asDocx(sample) },
  DOC: { ending: "doc", write: (sample) => asDoc(sample) },
  "RTF（存为.doc）": { ending: "doc", write: (sample) => asRtf(sample) },
  XLSX: { ending: "xlsx", write: (sample) => asXlsx(sample) },
  XLS: { ending: "xls", write: (sample) => asXls(sample) },
  ODT: { ending: "odt", write: (sample) => asOdt(sample) },
  ODS: { ending: "ods", write: (sample) => asOds(sample) },
  OFD: { ending: "ofd", write: (sample) => asOfd(sample) },
  PDF: { ending: "pdf", write: (sample, random) => asPdf(sample, mannerOf(random)) },
  MHTML: { ending: "mht", write: (sample) => asMhtml(asHtml(sample), "quoted-printable") },
  "MHTML（存为.doc）": {
    ending: "doc",
    write: (sample) => asMhtml(iconv.encode(asHtml(sample, "gb2312"), "gb18030"), "base64"),
  },
  Markdown: { ending: "md", write: (sample) => utf8(asMarkdown(sample)) },
  文本: { ending: "txt", write: (sample) => utf8(asText(sample)) },
} as const satisfies Record<string, { ending: string; write: Write }>;

export type FormatName = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS).filter(
  (name): name is FormatName => name in FORMATS,
);
