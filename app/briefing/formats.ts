import { chartsOf, tablesOf, type Briefing, type BriefingChart } from "./briefing";
import { PAPER_WIDTH } from "./chart";
import { writeCsv } from "#export/csv";
import { fileNameOf } from "#export/download";
import { writeArchive, type ArchiveEntry } from "#export/archive";
import { CHART_FORMATS, writeStandaloneSvg } from "#export/chart-file.server";
import { toNamedTable } from "#export/plain-table";

interface BriefingWriter {
  readonly name: string;
  readonly type: string;
  /** What the name of its file ends with, where that is not the key after a dot. */
  readonly ending?: string;
  readonly write: (briefing: Briefing) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Every kind of file a briefing is handed out as. */
export const BRIEFING_FORMATS = {
  docx: {
    name: "Word文档",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write: writeDocx,
  },
  evidence: {
    name: "数字依据（Word）",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ending: "_数字依据.docx",
    write: writeEvidence,
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

/** The name of a briefing's file in a format. */
export function briefingFileName({ name }: Briefing, format: BriefingFormat): string {
  const { ending }: BriefingWriter = BRIEFING_FORMATS[format];
  return `${name}${ending ?? `.${format}`}`;
}

/** The library for documents takes a tenth of a second to load, which a process that only renders pages need not wait for. */
async function writeDocx(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  return (await import("./docx/document")).writeDocx(briefing);
}

async function writeEvidence(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  return (await import("./docx/document")).writeEvidence(briefing);
}

/** The library for workbooks takes half a second to load, which the other formats need not wait for. */
async function writeXlsx(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  return (await import("./xlsx")).writeXlsx(briefing);
}

/** The document, its evidence, the workbook, every table as CSV, every chart in every format, and the fingerprint. */
async function writeZip(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  const [docx, evidence, xlsx, pictures] = await Promise.all([
    writeDocx(briefing),
    writeEvidence(briefing),
    writeXlsx(briefing),
    Promise.all(chartsOf(briefing).map((chart, index) => chartEntries(chart, index + 1, briefing))),
  ]);
  const files: ArchiveEntry[] = [
    { name: briefingFileName(briefing, "docx"), content: docx },
    { name: briefingFileName(briefing, "evidence"), content: evidence },
    { name: briefingFileName(briefing, "xlsx"), content: xlsx },
    ...tablesOf(briefing).map((table) => ({
      name: `表格/${fileNameOf(table.name, briefing.dataset)}.csv`,
      content: writeCsv(toNamedTable(table), briefing.dataset),
    })),
    ...pictures.flat(),
    { name: "校验指纹.txt", content: `${briefing.fingerprint}\r\n` },
  ];
  return writeArchive(files, briefing.loadedOn);
}

/** A chart in every format that charts are handed out in. */
function chartEntries(
  chart: BriefingChart,
  number: number,
  { dataset, inWords }: Briefing,
): Promise<ArchiveEntry[]> {
  const { title, dataVersion } = chart;
  const svg = writeStandaloneSvg(chart, { dataVersion, inWords, dataset }, PAPER_WIDTH);
  const name = fileNameOf(`图${number}_${title}`, dataset);
  return Promise.all(
    Object.entries(CHART_FORMATS).map(async ([format, { write }]) => ({
      name: `图形/${name}.${format}`,
      content: await write(svg),
    })),
  );
}
