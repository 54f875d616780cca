import { tablesOf, type Briefing } from "./briefing";
import { writeCsv, fileNameOf } from "#export/csv";
import { writeDocx } from "./docx/document";
import { writeArchive, type ArchiveEntry } from "#export/archive";
import { renderChartPicture, chartsOf } from "./picture";
import { toNamedTable } from "#export/plain-table";

interface BriefingWriter {
  readonly name: string;
  readonly type: string;
  readonly write: (briefing: Briefing) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Every kind of file a briefing is handed out as. */
export const BRIEFING_FORMATS = {
  docx: {
    name: "Word文档",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write: writeDocx,
  },
  xlsx: {
    name: "Excel表格",
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write: writeXlsx,
  },
  zip: { name: "全部文件（ZIP）", type: "application/zip", write: writeZip },
} as const satisfies Record<string, BriefingWriter>;
export type BriefingFormat = keyof typeof BRIEFING_FORMATS;

export function isBriefingFormat(code: string): code is BriefingFormat {
  return Object.hasOwn(BRIEFING_FORMATS, code);
}

/** The library for workbooks takes half a second to load, which the other formats need not wait for. */
async function writeXlsx(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  return (await import("./xlsx")).writeXlsx(briefing);
}

/** The document, the workbook, every table as CSV, every chart as PNG and SVG, and the fingerprint. */
async function writeZip(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  const [docx, xlsx, pictures] = await Promise.all([
    writeDocx(briefing),
    writeXlsx(briefing),
    Promise.all(
      chartsOf(briefing).map(
        async (chart) => [chart, await renderChartPicture(chart, briefing)] as const,
      ),
    ),
  ]);
  const named = (name: string): string => fileNameOf(name, briefing.dataset);
  const files: ArchiveEntry[] = [
    { name: `${briefing.name}.docx`, content: docx },
    { name: `${briefing.name}.xlsx`, content: xlsx },
    ...tablesOf(briefing).map((table) => ({
      name: `表格/${named(table.name)}.csv`,
      content: writeCsv(toNamedTable(table), briefing.dataset),
    })),
    ...pictures.flatMap(([{ title }, { svg, png }], index) => [
      { name: `图形/${named(`图${index + 1}_${title}`)}.png`, content: png },
      { name: `图形/${named(`图${index + 1}_${title}`)}.svg`, content: svg },
    ]),
    { name: "校验指纹.txt", content: `${briefing.fingerprint}\r\n` },
  ];
  return writeArchive(files, briefing.loadedOn);
}
